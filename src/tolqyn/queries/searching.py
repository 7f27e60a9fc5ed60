"""Full-text search: hits with what a reader needs to judge them."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tolqyn.model.document import Document
from tolqyn.model.settings import Settings
from tolqyn.queries.names import source_name
from tolqyn.store import Hit, TextIndex, View


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a search: a language, days (both included), sources; and how many hits are wanted."""

    language: str | None = None
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    limit: int = 20

    def arguments(self) -> dict[str, Any]:
        """Arguments of the index, without those that nobody gave."""
        return {name: value for name, value in asdict(self).items() if value not in (None, ())}


EVERYWHERE = Narrowing()


def search(view: View, index: TextIndex, settings: Settings, query: str, narrowing: Narrowing) -> list[dict[str, Any]]:
    """Documents that hold all words of the query in any form, best first, as plain values."""
    hits = index.search(query, **narrowing.arguments())
    wanted = [hit.document_id for hit in hits]
    documents = {document.document_id: document for document in view.find(Document, "document_id", wanted)}
    return [_row(hit, documents[hit.document_id], settings) for hit in hits if hit.document_id in documents]


def _row(hit: Hit, document: Document, settings: Settings) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "score": round(hit.score, 3),
        "source": document.source_id,
        "source_name": source_name(settings, document.source_id),
        "day": document.day.isoformat() if document.day else None,
        "language": document.language,
        "headline": document.headline[:200],
        "excerpt": " ".join(hit.snippet.of(document.reading).split()),
        "span": [hit.snippet.start, hit.snippet.stop],
        "marks": [[mark.start, mark.stop] for mark in hit.marks],
        "address": document.address,
    }
