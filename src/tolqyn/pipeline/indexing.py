"""The full-text index follows the tables: only documents of newer snapshots are indexed."""

from collections.abc import Iterator

import pyarrow.compute as pc

from tolqyn.model.document import Document
from tolqyn.model.errors import Invalid
from tolqyn.pipeline.intake import Progress
from tolqyn.store import Store, TextIndex, View
from tolqyn.store.text_index import Row


def index_documents(store: Store, index: TextIndex, made_by: str, progress: Progress) -> int:
    """Bring the index up to the newest snapshot; answers how many documents were new to it."""
    view = store.view()
    if index.covers == view.snapshot:
        return 0
    current = pc.field("made_by") == made_by
    names = set(view.table(Document, columns=["document_id"], where=current).column("document_id").to_pylist())
    known = _indexed(store, index.covers)
    fresh, gone = names - known, known - names
    progress("index", 0, len(fresh))
    return index.update(_rows(view, fresh, made_by), view.snapshot, sorted(gone))


def _indexed(store: Store, covers: int | None) -> set[str]:
    """Documents of the snapshot that the index covers; none where that snapshot is gone, and all is built anew."""
    if covers is None:
        return set()
    try:
        past = store.view(covers)
    except Invalid:
        return set()
    return set(past.table(Document, columns=["document_id"]).column("document_id").to_pylist())


def _rows(view: View, fresh: set[str], made_by: str) -> Iterator[Row]:
    columns = ["document_id", "language", "source_id", "published_at", "title", "text"]
    table = view.table(Document, columns=columns, where=pc.field("made_by") == made_by)
    for batch in table.to_batches(max_chunksize=5_000):
        for row in batch.to_pylist():
            if row["document_id"] in fresh:
                day = row["published_at"].date() if row["published_at"] else None
                yield row["document_id"], row["language"], row["source_id"], day, row["title"], row["text"]
