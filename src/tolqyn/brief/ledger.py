"""A brief as JSON: its sentences, citations and evidence under stable keys, sealed by a digest over itself."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tolqyn.brief.parts import (
    Block,
    Brief,
    Citation,
    Command,
    Listing,
    Paragraph,
    Phrase,
    Picture,
    Place,
    Row,
    Scalar,
    Section,
    Sentence,
    Table,
    as_phrase,
    citations,
    statements,
)
from tolqyn.model.identifiers import digest_of

FORMAT = "tolqyn-brief/1"

_LOUD = re.compile(r"[<>&`\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Json = dict[str, Any]
Names = Mapping[Sentence | Row, str]


def render_json(brief: Brief) -> str:
    """The brief as one JSON document; two renderings of one brief are byte-equal."""
    return quiet_json(ledger(brief), indent=1) + "\n"


def quiet_json(content: object, indent: int | None = None) -> str:
    """JSON in which nothing turns the direction of text, ends a line, or is read by HTML or Markdown.

    >>> quiet_json({"атауы": "<b>`Дала`</b>"})
    '{"атауы": "\\\\u003cb\\\\u003e\\\\u0060Дала\\\\u0060\\\\u003c/b\\\\u003e"}'
    """
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=indent)
    return _LOUD.sub(lambda one: f"\\u{ord(one[0]):04x}", body)


def ledger(brief: Brief) -> Json:
    """The JSON document as a dictionary, with its seal."""
    names, numbers = named_statements(brief), numbered_citations(brief)
    content: Json = {
        "format": FORMAT,
        "wave_id": brief.wave_id,
        "workspace": brief.workspace,
        "snapshot": brief.snapshot,
        "drawn_at": brief.drawn_at,
        "language": brief.language,
        "title": names[brief.title],
        "lead": [names[sentence] for sentence in brief.lead],
        "sections": [_section(section, names) for section in brief.sections],
        "sentences": _sentences(brief, names, numbers),
        "citations": [{"number": number, **citation_to_json(cited)} for cited, number in numbers.items()],
        "evidence": [
            {"source_id": item.source_id, "original": item.original, **citation_to_json(item.cited)}
            for item in brief.evidence
        ],
        "copies": [
            {
                "link_id": copy.link_id,
                "document_id": copy.document_id,
                "original_id": copy.original_id,
                "score": copy.score,
                "reasons": list(copy.reasons),
                "lag_s": copy.lag_s,
            }
            for copy in brief.copies
        ],
    }
    return {**content, "seal": seal_of(content)}


def seal_of(content: Json) -> str:
    """Digest over everything in the document but the seal itself, whatever the order and spacing of its keys."""
    unsealed = {key: value for key, value in content.items() if key != "seal"}
    plain = json.dumps(unsealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_of(plain.encode("utf-8", "surrogatepass"))


def named_statements(brief: Brief) -> dict[Sentence | Row, str]:
    """`s1`, `s2` … for every distinct statement in the order of reading."""
    distinct = dict.fromkeys(statement for _, statement in statements(brief))
    return {statement: f"s{number}" for number, statement in enumerate(distinct, 1)}


def numbered_citations(brief: Brief) -> dict[Citation, int]:
    """1, 2 … for every distinct citation in the order in which it is first met."""
    return {cited: number for number, cited in enumerate(citations(brief), 1)}


def citation_to_json(cited: Citation) -> Json:
    """A citation under stable keys."""
    content: Json = {"kind": cited.kind, "arguments": dict(cited.arguments)}
    if cited.kind == "figure":
        return content | {"name": cited.name, "value": cited.value}
    if cited.place is not None:
        content |= {"document_id": cited.document_id, **_place(cited.place)}
    content |= {"source": cited.source, "published_at": cited.published_at, "language": cited.language}
    if cited.kind == "quotation":
        content |= {"start": cited.start, "stop": cited.stop, "text": cited.text}
    return content


def citation_from_json(content: Json) -> Citation:
    """A citation read back; raises `KeyError` or `TypeError` where it is not one."""
    arguments = tuple((name, _typed(value, str, int)) for name, value in content["arguments"].items())
    if content["kind"] == "figure":
        value = content["value"]
        held = tuple(map(_scalar, value)) if isinstance(value, list) else _scalar(value)
        return Citation("figure", arguments, name=_typed(content["name"], str), value=held)
    if content["kind"] not in ("quotation", "document"):
        raise ValueError(f"no kind of citation: {content['kind']!r}")
    return Citation(
        content["kind"],
        arguments,
        document_id=_typed(content["document_id"], str),
        place=place_from_json(content),
        start=_typed(content.get("start"), int, type(None)),
        stop=_typed(content.get("stop"), int, type(None)),
        text=_typed(content.get("text"), str, type(None)),
        source=_typed(content.get("source"), str, type(None)),
        published_at=_typed(content.get("published_at"), str, type(None)),
        language=_typed(content.get("language"), str, type(None)),
    )


def place_from_json(content: Json) -> Place:
    """Where bytes lie, read back."""
    names = ("capture_id", "address", "digest", "warc_file")
    capture_id, address, digest, warc_file = (_typed(content[name], str) for name in names)
    return Place(capture_id, address, digest, warc_file, _typed(content["warc_offset"], int))


def _typed(value: Any, *kinds: type) -> Any:
    """A value read from a file that anybody may have written; raises `TypeError` where it is of another kind."""
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not of the kind that stands here")
    return value


def _scalar(value: Any) -> Scalar:
    if value is not None and not isinstance(value, str | int | float | bool):
        raise TypeError(f"{value!r} is no value of a figure")
    return value


def _place(place: Place) -> Json:
    return {
        "capture_id": place.capture_id,
        "address": place.address,
        "digest": place.digest,
        "warc_file": place.warc_file,
        "warc_offset": place.warc_offset,
    }


def _sentences(brief: Brief, names: Names, numbers: Mapping[Citation, int]) -> list[Json]:
    said: dict[str, Json] = {}
    for section, statement in statements(brief):
        name = names[statement]
        said.setdefault(
            name,
            {
                "id": name,
                "section": section,
                "text": statement.text,
                "citations": [numbers[cited] for cited in statement.citations],
                "marks": [[m.start, m.stop, m.kind, m.language] for m in as_phrase(statement).marks],
            },
        )
    return list(said.values())


def _section(section: Section, names: Names) -> Json:
    return {
        "id": section.section_id,
        "heading": section.heading,
        "blocks": [_block(block, names) for block in section.blocks],
    }


def _block(block: Block, names: Names) -> Json:
    match block:
        case Paragraph(sentences):
            return {"kind": "paragraph", "sentences": [names[sentence] for sentence in sentences]}
        case Listing(label, sentences, _):
            return {"kind": "listing", "label": label, "sentences": [names[sentence] for sentence in sentences]}
        case Command(label, line):
            return {"kind": "command", "label": label, "line": line}
        case Table():
            return _table(block, names)
        case Picture():
            return _picture(block, names)


def _table(table: Table, names: Names) -> Json:
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [column.heading for column in table.columns],
        "rows": [{"sentence": names[row], "cells": [_cell(cell) for cell in row.cells]} for row in table.rows],
    }


def _cell(cell: Phrase) -> str:
    return cell.text


def _picture(picture: Picture, names: Names) -> Json:
    return {
        "kind": "picture",
        "title": picture.title,
        "description": picture.description,
        "caption": names[picture.caption],
        "days": [[d.day.isoformat(), d.observed, d.expected, d.upperbound, d.exposure] for d in picture.days],
        "flags": [{"day": f.day.isoformat(), "label": f.label, "kind": f.kind} for f in picture.flags],
        "table": _table(picture.table, names),
    }
