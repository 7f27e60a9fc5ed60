"""Marks shown: those of a document by layer, one by its identifier with its words, and an entity by its names."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tolqyn.model.document import Document
from tolqyn.model.identifiers import kind_of
from tolqyn.model.reading import Attitude, Claim, Device, Name, NarrativeMatch, Quote
from tolqyn.queries.versions import current_rows
from tolqyn.store import View, table_name

Shown = dict[str, Any]

LAYERS: Mapping[str, type] = {
    "names": Name,
    "quotes": Quote,
    "attitudes": Attitude,
    "claims": Claim,
    "devices": Device,
    "narratives": NarrativeMatch,
}
"""Layers of marks on a document, by the key they are shown under."""

BY_PREFIX: Mapping[str, tuple[type, str, str]] = {
    "nam": (Name, "name_id", "name"),
    "quo": (Quote, "quote_id", "quote"),
    "att": (Attitude, "attitude_id", "attitude"),
    "clm": (Claim, "claim_id", "claim"),
    "dev": (Device, "device_id", "device"),
}
"""Record, key and noun of a mark by the prefix of its identifier."""


def document_marks(view: View, name: str) -> Shown:
    """Current marks on a document by layer, ordered by place; a document that nobody read has no layers."""
    made_by = current_rows(view)["read"]
    if made_by == "read/":
        return {}
    found: dict[str, list[Any]] = {layer: view.find(record, "document_id", [name]) for layer, record in LAYERS.items()}
    return {
        layer: sorted((asdict(mark) for mark in marks if mark.made_by == made_by), key=_place)
        for layer, marks in found.items()
    }


def show_mark(view: View, name: str) -> Shown | None:
    """One mark with the words that it marks; `None` where there is none of that name."""
    record, key, noun = BY_PREFIX[str(kind_of(name))]
    mark: Any = next(iter(view.find(record, key, [name])), None)
    if mark is None:
        return None
    told = asdict(mark)
    start, stop, _ = _place(told)
    document = next(iter(view.find(Document, "document_id", [told["document_id"]])), None)
    words = document.reading[start:stop] if document else None
    up = {"entity": told["entity"]} if "entity" in told else {}
    return {"noun": noun, **told, "words": words, "up": up, "down": {"document": told["document_id"]}}


def show_entity(view: View, name: str) -> Shown | None:
    """An entity by the names that stand for it, newest documents first; `None` where no text names it."""
    made_by = current_rows(view)["read"]
    query = f"""
    select normal, type, count(*) as mentions, count(distinct document_id) as documents
    from {table_name(Name)} where entity = $name and made_by = $read group by all order by 3 desc, 1"""
    forms = view.sql(query, {"name": name, "read": made_by}).to_pylist()
    if not forms:
        return None
    return {
        "noun": "entity",
        "entity_id": name,
        "name": forms[0]["normal"],
        "type": forms[0]["type"],
        "names": forms,
        "up": {},
        "down": {"documents": _documents(view, name, made_by), "quotes": _quotes(view, name, made_by)},
    }


def _documents(view: View, name: str, made_by: str) -> list[str]:
    query = """
    select d.document_id, max(d.published_at) as "at" from names n join documents d using (document_id)
    where n.entity = $name and n.made_by = $read group by 1 order by 2 desc nulls last, 1 limit 100"""
    return list(view.sql(query, {"name": name, "read": made_by}).column("document_id").to_pylist())


def _quotes(view: View, name: str, made_by: str) -> list[str]:
    query = "select quote_id from quotes where speaker_entity = $name and made_by = $read order by 1 limit 100"
    return list(view.sql(query, {"name": name, "read": made_by}).column("quote_id").to_pylist())


def _place(mark: Shown) -> tuple[int, int, str]:
    """Where a mark stands: an attitude stands on its target."""
    start, stop = mark.get("start", mark.get("target_start")), mark.get("stop", mark.get("target_stop"))
    return int(start or 0), int(stop or 0), str(mark.get("annotator"))
