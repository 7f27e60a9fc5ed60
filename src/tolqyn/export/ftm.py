"""A wave as FollowTheMoney entities, one JSON object a line: documents, their sources, whom they name, and the wave."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from tolqyn.export.addresses import in_ascii, is_web
from tolqyn.export.languages import three_letters
from tolqyn.export.wording import CAVEAT, figures_of, title_of
from tolqyn.model.identifiers import identify
from tolqyn.model.settings import Source
from tolqyn.queries.findings import Exhibit, WaveFindings

_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of FollowTheMoney: a schema of its model, and values of its properties, each a list of strings."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]

    def as_line(self) -> str:
        """One line of JSON; properties without a value are left out."""
        told = {name: list(values) for name, values in self.properties.items() if values}
        return json.dumps({"id": self.id, "schema": self.schema, "properties": told}, ensure_ascii=False)


def write_ftm(findings: WaveFindings, sink: BinaryIO) -> None:
    """Entities in order: the sources, the documents with whom they name, then the wave."""
    for entity in entities_of(findings):
        sink.write(f"{entity.as_line()}\n".encode("utf-8", "replace"))


def entities_of(findings: WaveFindings) -> Iterator[Entity]:
    """Every entity of a wave, each once, with an identifier that is the same in every export."""
    declared = {source.source_id: source for source in findings.sources}
    publishers = {
        exhibit.document.source_id: _publisher(exhibit, declared.get(exhibit.document.source_id))
        for exhibit in findings.exhibits
    }
    yield from publishers.values()
    for exhibit in findings.exhibits:
        publisher = publishers[exhibit.document.source_id]
        yield _document(exhibit, publisher)
        yield _published(exhibit, publisher)
        yield _mention(exhibit, findings)
    yield _wave(findings)


def _publisher(exhibit: Exhibit, source: Source | None) -> Entity:
    """A source: an organisation where somebody judged its kind, else only somebody who publishes."""
    known = source is not None and source.kind not in (None, "blogger")
    return Entity(
        _named(identify("ftm", "source", exhibit.document.source_id)),
        "Organization" if known else "LegalEntity",
        {
            "name": (exhibit.source_name,),
            "country": _country(source.country if source else None),
            "website": _web(source.address if source else None),
        },
    )


def _document(exhibit: Exhibit, publisher: Entity) -> Entity:
    """An article, or a post as a message of its channel. `contentHash` is SHA-1 there: ours stands in the notes."""
    document, capture = exhibit.document, exhibit.capture
    shared: dict[str, tuple[str, ...]] = {
        "title": _some(document.headline),
        "fileName": (document.document_id,),
        "bodyText": (document.text,),
        "language": _some(three_letters(document.language)),
        "publishedAt": _some(_moment(document.published_at)),
        "retrievedAt": _some(_moment(capture.captured_at)),
        "publisher": (exhibit.source_name,),
        "sourceUrl": _web(document.address),
        "mimeType": _some(capture.media_type.partition(";")[0].strip()),
        "keywords": ("original" if exhibit.original else "copy",),
        "notes": (f"payload {capture.digest}, in {capture.warc_file} at {capture.warc_offset}",),
    }
    if document.kind == "post":
        more = {"sender": (publisher.id,), "date": _some(_moment(document.published_at))}
        return Entity(_named(document.document_id), "Message", {**shared, **more, "subject": _some(document.title)})
    return Entity(_named(document.document_id), "Article", {**shared, "author": document.authors})


def _published(exhibit: Exhibit, publisher: Entity) -> Entity:
    name = _named(exhibit.document.document_id)
    ends = {"document": (name,), "entity": (publisher.id,), "role": ("publisher",)}
    return Entity(_named(identify("ftm", "published", name, publisher.id)), "Documentation", ends)


def _mention(exhibit: Exhibit, findings: WaveFindings) -> Entity:
    """That a document covers the target. It is resolved to nobody: a country is no legal entity."""
    name, target = _named(exhibit.document.document_id), findings.wave.target
    told = {"document": (name,), "name": (findings.target_name,), "contextCountry": _country(target)}
    return Entity(_named(identify("ftm", "mention", name, target)), "Mention", told)


def _wave(findings: WaveFindings) -> Entity:
    wave = findings.wave
    figures = "\n".join(f"{name}: {value}" for name, value in figures_of(findings))
    told: dict[str, tuple[str, ...]] = {
        "name": (title_of(findings),),
        "startDate": (str(wave.onset),),
        "endDate": _some(wave.end and str(wave.end)),
        "country": _country(wave.target),
        "summary": (f"{figures}\n{CAVEAT}",),
        "keywords": ("wave", wave.series, wave.status),
        "proof": tuple(_named(exhibit.document.document_id) for exhibit in findings.exhibits),
    }
    return Entity(_named(wave.wave_id), "Event", told)


def _named(identifier: str) -> str:
    """An identifier as that model allows it: letters, digits, dots and hyphens, no underscore."""
    return identifier.replace("_", "-")


def _some(value: Any) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _country(code: str | None) -> tuple[str, ...]:
    return (code.lower(),) if code and _COUNTRY.fullmatch(code.upper()) else ()


def _web(address: str | None) -> tuple[str, ...]:
    return (in_ascii(address),) if address and is_web(address) else ()


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") if at else None
