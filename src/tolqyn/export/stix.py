"""A wave as a STIX 2.1 bundle: what was observed, where, and figures; nobody is accused and no intent is stated."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, UUID, uuid5

from tolqyn.export.addresses import in_ascii, is_web
from tolqyn.export.wording import CAVEAT, figures_of, title_of
from tolqyn.model.settings import Source
from tolqyn.queries.findings import Exhibit, WaveFindings

Thing = dict[str, Any]

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Namespace of cyber-observable objects: STIX 2.1, section 2.9, so that everybody names one address alike."""

OWN = uuid5(NAMESPACE_URL, "urn:tolqyn:stix")

ALWAYS = datetime(2024, 1, 1, tzinfo=UTC)
"""`created` of what has no moment of its own: identities say the same in every bundle, so they must date the same."""


def write_stix(findings: WaveFindings, sink: BinaryIO) -> None:
    """The bundle as JSON; the same findings give the same bytes and the same identifiers."""
    sink.write(json.dumps(bundle_of(findings), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")


def bundle_of(findings: WaveFindings) -> Thing:
    """A grouping of everything observed, a note with the wave's figures, and who published and who drew them up."""
    maker = _identity("Tolqyn", "system", {})
    seen: dict[str, Thing] = {maker["id"]: maker}
    declared = {source.source_id: source for source in findings.sources}
    for exhibit in findings.exhibits:
        for thing in _observed(exhibit, declared.get(exhibit.document.source_id), maker["id"]):
            seen.setdefault(thing["id"], thing)
    grouping = _grouping(findings, maker["id"], list(seen))
    things = [*seen.values(), grouping, _note(findings, maker["id"], grouping["id"])]
    return {
        "type": "bundle",
        "id": _name("bundle", [thing["id"] for thing in things], findings.snapshot),
        "objects": things,
    }


def _observed(exhibit: Exhibit, source: Source | None, maker: str) -> Iterator[Thing]:
    """One document: its source, its address, its archived bytes, and that they were seen there."""
    publisher = _publisher(exhibit, source)
    observables = list(_observables(exhibit))
    at = _moment(exhibit.capture.captured_at)
    observation = {
        **_dated("observed-data", maker, at),
        "first_observed": at,
        "last_observed": at,
        "number_observed": 1,
        "object_refs": [thing["id"] for thing in observables],
        "external_references": [_reference(exhibit)],
        "labels": [exhibit.document.kind, "original" if exhibit.original else "copy"],
    }
    observation = _named(observation)
    relation = {**_dated("relationship", maker, at), "relationship_type": "related-to"}
    ends = {"source_ref": observation["id"], "target_ref": publisher["id"]}
    yield from (publisher, *observables, observation, _named({**relation, **ends}))


def _publisher(exhibit: Exhibit, source: Source | None) -> Thing:
    """Identity of a source; its class is said only where somebody judged what kind of source it is."""
    person = source is None or source.kind in (None, "blogger")
    more: Thing = {"external_references": [{"source_name": "tolqyn", "external_id": exhibit.document.source_id}]}
    if source and is_web(source.address):
        more["contact_information"] = in_ascii(source.address)
    return _identity(exhibit.source_name, "unspecified" if person else "organization", more)


def _identity(name: str, kind: str, more: Thing) -> Thing:
    at = _moment(ALWAYS)
    return _named({**_dated("identity", None, at), "name": name, "identity_class": kind, **more})


def _observables(exhibit: Exhibit) -> Iterator[Thing]:
    """The address, where it is one of the web, and the archived bytes by their digest."""
    if is_web(exhibit.document.address):
        yield _observable("url", {"value": in_ascii(exhibit.document.address)}, {})
    algorithm, _, digest = exhibit.capture.digest.partition(":")
    assert algorithm == "sha256"
    yield _observable("file", {"hashes": {"SHA-256": digest}}, {"size": exhibit.capture.length})


def _observable(kind: str, telling: Thing, more: Thing) -> Thing:
    """A cyber-observable, named after the properties that STIX says make it what it is."""
    name = uuid5(OBSERVABLES, json.dumps(telling, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{name}", **telling, **more}


def _reference(exhibit: Exhibit) -> Thing:
    document, capture = exhibit.document, exhibit.capture
    published = document.published_at and _moment(document.published_at)
    place = f"published {published or 'at an unknown time'}; archived in {capture.warc_file} at {capture.warc_offset}"
    reference = {
        "source_name": exhibit.source_name or document.source_id,
        "external_id": document.document_id,
        "description": f"{document.headline}\n{place}",
    }
    if is_web(document.address):
        reference["url"] = in_ascii(document.address)
    return reference


def _grouping(findings: WaveFindings, maker: str, members: list[str]) -> Thing:
    wave = findings.wave
    return {
        **_of_wave("grouping", findings, maker),
        "name": title_of(findings),
        "description": CAVEAT,
        "context": "unspecified",
        "labels": [f"target:{wave.target}", f"press:{wave.press}", f"series:{wave.series}"],
        "object_refs": members,
        **({"revoked": True} if wave.status == "retracted" else {}),
    }


def _note(findings: WaveFindings, maker: str, grouping: str) -> Thing:
    lines = [f"{name}: {value}" for name, value in figures_of(findings)]
    return {
        **_of_wave("note", findings, maker),
        "abstract": title_of(findings),
        "content": "\n".join([*lines, CAVEAT]),
        "object_refs": [grouping],
    }


def _of_wave(kind: str, findings: WaveFindings, maker: str) -> Thing:
    """Head of what changes as the wave grows: one name since it was detected, a new version each snapshot."""
    first = _midnight(findings.wave.detected_on)
    head = _dated(kind, maker, _moment(first))
    return {**head, "id": _name(kind, findings.wave.wave_id), "modified": _moment(max(first, findings.drawn_at))}


def _dated(kind: str, maker: str | None, at: str) -> Thing:
    head = {"type": kind, "spec_version": "2.1", "id": "", "created": at, "modified": at}
    return {**head, "created_by_ref": maker} if maker else head


def _named(thing: Thing) -> Thing:
    """The thing with an identifier made from all that it says: another content is another thing."""
    return {**thing, "id": _name(thing["type"], {key: thing[key] for key in thing if key != "id"})}


def _name(kind: str, *content: Any) -> str:
    return f"{kind}--{uuid5(OWN, json.dumps([kind, *content], sort_keys=True))}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
