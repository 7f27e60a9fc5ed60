"""Full-text search over documents; derived from the tables, so that it may be deleted at any time."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, Unpack

import tantivy

from tolqyn.model.spans import Span
from tolqyn.store.analysis import PLAIN, VERSION, analysis_of
from tolqyn.store.asking import Asked, parse_query
from tolqyn.store.matching import Narrowing, Wanted, index_schema, match_query
from tolqyn.store.snippet import best_stretch
from tolqyn.store.vocabulary import Vocabulary
from tolqyn.store.words import forms_of, words_of

Row = tuple[str, str | None, str, date | None, str | None, str]
"""document_id, language, source_id, day, title, text."""

ANALYSES = ("ru", "uk", "en", "kk", PLAIN)

_FORMAT = "2"
_HEAP = 64 << 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `snippet` and `marks` (the words that match, within it) are spans of its reading."""

    document_id: str
    score: float
    snippet: Span
    marks: tuple[Span, ...]


class TextIndex:
    """An index of stems and lemmas beside each other; searching goes on while another process updates.

    Its folder is named after tantivy's format and our analysis: after an upgrade that changes either, `covers` is
    `None` again and the next update builds anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._home = folder / f"text-{_fingerprint()}"
        self._vocabulary = Vocabulary(self._home / "vocabulary.sqlite")

    @property
    def covers(self) -> int | None:
        """Newest snapshot whose documents are all indexed; `None` where everything has to be."""
        try:
            self._index()
            return int(json.loads((self._home / "covers.json").read_text(encoding="utf-8"))["snapshot"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def update(self, rows: Iterable[Row], snapshot: int, gone: Iterable[str] = ()) -> int:
        """Index documents, each in place of what stood under its identifier; answers how many.

        Where `covers` is `None` the rows must be all documents. A process that dies half-way leaves the index as
        it was; the same rows again do no harm.
        """
        fresh, coming, going = self.covers is None, iter(rows), list(gone)
        first = list(islice(coming, 1))
        if not (fresh or first or going):
            self._note(snapshot)
            return 0
        index = self._emptied() if fresh else self._index()
        self._vocabulary.load()
        writer = index.writer(_HEAP, num_threads=1)
        for document_id in going:
            writer.delete_documents_by_term("document_id", document_id)
        indexed = [self._put(writer, row, fresh) for row in chain(first, coming)]
        self._vocabulary.save()
        writer.commit()
        writer.wait_merging_threads()
        self._note(snapshot)
        return len(indexed)

    def _put(self, writer: Any, row: Row, fresh: bool) -> str:
        """Index one document; answers its identifier."""
        if not fresh:
            writer.delete_documents_by_term("document_id", row[0])
        writer.add_document(self._document(row))
        return row[0]

    def search(self, query: str, *, limit: int = 20, **narrowing: Unpack[Narrowing]) -> list[Hit]:
        """Best matches first: every word of the query must occur, in any of its forms; phrases stand in quotes.

        Words are taken as of each language in turn, so that one query finds Russian, Ukrainian, Kazakh and English
        documents; `language` restricts it to one. An index that is not built finds nothing.
        """
        asked = parse_query(query)
        if self.covers is None or all(part.absent for part in asked):
            return []
        index = self._index()
        searcher, language = index.searcher(), narrowing.get("language")
        present = [name for name in ANALYSES if searcher.doc_freq("analysis", name)]
        analyses = present if language is None else [analysis_of(language)]
        wanted = {analysis: [self._wanted(part, analysis) for part in asked] for analysis in analyses}
        found = searcher.search(match_query(index.schema, wanted, narrowing), limit=max(limit, 1), count=False).hits
        hits = [self._hit(searcher.doc(address), score, wanted) for score, address in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document_id))

    def _wanted(self, part: Asked, analysis: str) -> Wanted:
        return Wanted(tuple(self._vocabulary.look_up(part.forms, analysis)), part.absent)

    def _document(self, row: Row) -> Any:
        document_id, language, source_id, day, title, text = row
        reading = f"{title}\n\n{text}" if title else text
        analysis = analysis_of(language)
        keys = self._vocabulary.keys(forms_of(reading), analysis)
        document = tantivy.Document()
        document.add_text("document_id", document_id)
        document.add_text("language", language or "")
        document.add_text("analysis", analysis)
        document.add_text("source_id", source_id)
        document.add_integer("day", day.toordinal() if day else 0)
        document.add_text("stem", " ".join([key.stem for key in keys]))
        document.add_text("lemma", " ".join([key.lemma for key in keys]))
        document.add_bytes("reading", reading.encode("utf-8", "surrogatepass"))
        return document

    def _hit(self, document: Any, score: float, wanted: Mapping[str, Sequence[Wanted]]) -> Hit:
        """A found document with the stretch of it that holds most matches."""
        reading = bytes(document.get_first("reading")).decode("utf-8", "surrogatepass")
        analysis = document.get_first("analysis")
        keys = [key for part in wanted[analysis] if not part.absent for key in part.keys]
        stems, lemmas = {key.stem for key in keys}, {key.lemma for key in keys}
        words = list(words_of(reading))
        found = self._vocabulary.look_up([word.form for word in words], analysis)
        marks = [
            Span(word.start, word.stop)
            for word, key in zip(words, found, strict=True)
            if key.stem in stems or key.lemma in lemmas
        ]
        snippet = best_stretch(reading, marks)
        inside = tuple(mark for mark in marks if snippet.start <= mark.start and mark.stop <= snippet.stop)
        return Hit(document.get_first("document_id"), score, snippet, inside)

    def _index(self) -> Any:
        """The index as it is now; raises `ValueError` where there is none, or it is damaged."""
        return tantivy.Index.open(str(self._home / "index"))

    def _emptied(self) -> Any:
        """A new index; those of older formats, and one that was never finished, go."""
        for old in self._folder.glob("text-*"):
            shutil.rmtree(old)
        (self._home / "index").mkdir(parents=True)
        self._vocabulary = Vocabulary(self._home / "vocabulary.sqlite")
        return tantivy.Index(index_schema(), path=str(self._home / "index"))

    def _note(self, snapshot: int) -> None:
        draft = self._home / "covers.draft"
        draft.write_text(json.dumps({"snapshot": snapshot}), encoding="utf-8")
        draft.replace(self._home / "covers.json")


def _fingerprint() -> str:
    """Short name of everything that an index's bytes depend on."""
    return sha256(f"{tantivy.__version__} {_FORMAT} {VERSION}".encode()).hexdigest()[:10]
