"""The marks of a document, whatever stage made them, as layers that a reader can switch, and the text cut where any
of them begins or ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tolqyn.queries.versions import current_rows
from tolqyn.store import View

LAYERS: dict[str, str] = {
    "mentions": "mention_id",
    "names": "name_id",
    "quotes": "quote_id",
    "attitudes": "attitude_id",
    "claims": "claim_id",
    "devices": "device_id",
    "narratives": "narrative",
    "links": "link_id",
}
"""Lists in what `show` prints of a document, and which of their columns names a mark. A list that is not here and holds
`start` and `stop` is a layer too."""

_SPANS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "quotes": (("", "start", "stop"), ("cue", "cue_start", "cue_stop"), ("speaker", "speaker_start", "speaker_stop")),
    "attitudes": (
        ("target", "target_start", "target_stop"),
        ("", "expression_start", "expression_stop"),
        ("holder", "holder_start", "holder_stop"),
    ),
    "claims": (("", "start", "stop"), ("cue", "cue_start", "cue_stop")),
}
"""Columns of the spans of a mark that has several, each with its part."""

_WHOLE = (("", "start", "stop"),)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that one part of one mark covers."""

    layer: str
    part: str
    start: int
    stop: int
    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two neighbouring ends of marks, with all marks that cover it."""

    text: str
    start: int
    marks: tuple[Stretch, ...]


def layers_of(shown: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The lists of marks in what `show` prints of a document, in the order in which a reader switches them."""
    found = {name: shown[name] for name in LAYERS if _is_layer(shown.get(name))}
    others = {name: rows for name, rows in shown.items() if name not in found and _is_layer(rows)}
    return {**found, **others}


def stretches_of(shown: Mapping[str, Any]) -> list[Stretch]:
    """Every stretch that a mark covers, the longer first where several begin together."""
    found = [
        Stretch(layer, part, row[start], row[stop], str(row.get(LAYERS.get(layer, "")) or ""), _tone(layer, row))
        for layer, rows in layers_of(shown).items()
        for row in _own(shown, layer, rows)
        for part, start, stop in _SPANS.get(layer, _WHOLE)
        if row.get(start) is not None and row.get(stop) is not None and row[start] < row[stop]
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.stop, mark.layer, mark.name))


def pieces_of(text: str, marks: Sequence[Stretch], start: int = 0, stop: int | None = None) -> Iterable[Piece]:
    """A stretch of text cut at every end of a mark; marks may overlap in any way.

    >>> marks = [Stretch("names", "", 0, 5, "n", ""), Stretch("quotes", "", 3, 7, "q", "")]
    >>> [(piece.text, len(piece.marks)) for piece in pieces_of("Тоқаев айтты", marks)]
    [('Тоқ', 1), ('ае', 2), ('в ', 1), ('айтты', 0)]
    """
    end = len(text) if stop is None else min(stop, len(text))
    cuts = sorted({start, end, *(at for mark in marks for at in (mark.start, mark.stop) if start < at < end)})
    coming, open_marks = iter([*sorted(marks, key=lambda mark: mark.start), None]), []
    following = next(coming)
    for first, last in pairwise(cuts):
        while following is not None and following.start <= first:
            open_marks.append(following)
            following = next(coming)
        open_marks = [mark for mark in open_marks if mark.stop > first]
        yield Piece(text[first:last], first, tuple(open_marks))


def _own(shown: Mapping[str, Any], layer: str, rows: Sequence[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Marks on this document; of links, the passage that stands in it, whichever side it is."""
    if layer != "links":
        return rows
    own = shown.get("document_id")
    return (
        row if row["document_id"] == own else {**row, "start": row["original_start"], "stop": row["original_stop"]}
        for row in rows
    )


def _tone(layer: str, row: Mapping[str, Any]) -> str:
    """For whom or against whom, where a mark says so; the relation of a link."""
    if layer == "attitudes":
        return {-1: "against", 1: "for"}.get(row.get("polarity", 0), "neutral")
    return str(row.get("relation") or row.get("form") or row.get("kind") or "")


def _is_layer(rows: object) -> bool:
    return bool(
        isinstance(rows, list | tuple)
        and rows
        and isinstance(rows[0], Mapping)
        and ("start" in rows[0] or "target_start" in rows[0])
    )


def quotes_of(view: View, entity: str, limit: int = 100) -> list[dict[str, Any]]:
    """What somebody is quoted with: the words, as what, in which document, newest first."""
    read = current_rows(view).get("read", "read/")
    query = f"""
    select q.quote_id, q.document_id, q.role, q.form, d.source_id, d.language, d.published_at as moment,
           substr(coalesce(nullif(d.title, '') || chr(10) || chr(10), '') || d.text,
                  q.start + 1, least(q.stop - q.start, 600)) as words
    from quotes q join documents d using (document_id)
    where q.speaker_entity = $entity and q.made_by = $read
    order by d.published_at desc nulls last, q.quote_id limit {limit}"""
    return list(view.sql(query, {"entity": entity, "read": read}).to_pylist())
