"""Draw citations from findings, and statements from citations: no figure reaches a sentence by another way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tolqyn.brief.figures import evaluate, moment_of
from tolqyn.brief.parts import Citation, Phrase, Place, Row, Scalar, Sentence, Value
from tolqyn.brief.phrases import Name, Quoted, Slot, Wording, joined, phrase, written
from tolqyn.brief.quoting import leaves_out, quotable_within, shown_name
from tolqyn.model.capture import Capture
from tolqyn.model.spans import Span
from tolqyn.queries.findings import Exhibit, WaveFindings

HEADLINE_LIMIT = 160
"""Code points of a headline that a page quotes: two lines on a wide page, five on a telephone."""


@dataclass(frozen=True, slots=True)
class Told:
    """A slot with the citation that it comes from."""

    slot: Slot
    citation: Citation


Slots = Mapping[str, Told | Slot]


@dataclass(frozen=True, slots=True)
class Scribe:
    """Findings and a wording: what sentences are written with."""

    findings: WaveFindings
    words: Wording

    def figure(self, name: str, **arguments: str | int) -> Citation:
        """A figure of these findings, with everything that is needed to ask for it again."""
        full = self._arguments(**arguments)
        return Citation("figure", full, name=name, value=evaluate(self.findings, name, dict(full)))

    def told(self, name: str, **arguments: str | int) -> Told:
        """A figure as a slot: a number or a date."""
        cited = self.figure(name, **arguments)
        return Told(scalar(cited.value), cited)

    def named(self, name: str, **arguments: str | int) -> Told:
        """A figure as a slot that holds somebody's name."""
        cited = self.figure(name, **arguments)
        return Told(Name(str(cited.value)), cited)

    def document(self, exhibit: Exhibit) -> Citation:
        """A document as a whole."""
        document = exhibit.document
        return Citation(
            "document",
            self._arguments(document_id=document.document_id),
            document_id=document.document_id,
            place=place_of(exhibit.capture),
            source=shown_name(exhibit.source_name),
            published_at=moment_of(document),
            language=document.language,
        )

    def headline(self, exhibit: Exhibit, limit: int = HEADLINE_LIMIT) -> Told | None:
        """Its headline as a slot, cut on a word; `None` where nothing of it can be quoted."""
        start = exhibit.document.reading.find(exhibit.document.headline)
        return self.passage(exhibit, Span(start, start + len(exhibit.document.headline)), limit) if start >= 0 else None

    def passage(self, exhibit: Exhibit, whole: Span, limit: int) -> Told | None:
        """A stretch of a document's reading as a slot, cut on a word; `None` where nothing of it can be quoted."""
        reading = exhibit.document.reading
        span = quotable_within(reading, whole, limit)
        if span is None:
            return None
        plain = replace(
            self.document(exhibit), kind="quotation", start=span.start, stop=span.stop, text=span.of(reading)
        )
        before, after = leaves_out(reading, whole, span)
        return Told(Quoted(plain, before, after), plain)

    def say(
        self, *keys: str, given: Slots = MappingProxyType({}), also: tuple[Citation, ...] = (), **more: Told | Slot
    ) -> Sentence:
        """A sentence of one or more clauses; a full stop ends it unless a quotation or a mark of omission does.

        Slots come as keywords or in `given`; `also` are citations that fill no slot.
        """
        slots = {**given, **more}
        said = phrase(self.words, keys, {name: _slot(slot) for name, slot in slots.items()})
        if not said.text.endswith(("”", "…")):
            said = joined(said, Phrase(self.words.text["page.stop"]))
        return Sentence(said.text, distinct(slots, also), said.marks)

    def titled(self, key: str, slots: Slots, also: tuple[Citation, ...] = ()) -> Sentence:
        """A title: a statement without a full stop."""
        said = phrase(self.words, (key,), {name: _slot(slot) for name, slot in slots.items()})
        return Sentence(said.text, distinct(slots, also), said.marks)

    def cell(self, slot: Slot, spec: str = "") -> Phrase:
        """One cell of a table."""
        return written(self.words, slot, spec)

    def _arguments(self, **arguments: str | int) -> tuple[tuple[str, str | int], ...]:
        return (
            ("wave_id", self.findings.wave.wave_id),
            ("snapshot", self.findings.snapshot),
            *sorted(arguments.items()),
        )


def place_of(capture: Capture) -> Place:
    """Where a capture's bytes lie."""
    return Place(capture.capture_id, capture.address, capture.digest, capture.warc_file, capture.warc_offset)


def scalar(value: Value) -> Scalar:
    """A figure that is one value, not a row."""
    if isinstance(value, tuple):
        raise TypeError(f"a row, not one value: {value!r}")
    return value


def row_of(value: Value) -> tuple[Scalar, ...]:
    """A figure that is a row."""
    if not isinstance(value, tuple):
        raise TypeError(f"one value, not a row: {value!r}")
    return value


def distinct(slots: Mapping[str, object], also: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Citations of the slots in the order in which they were given, then the others, each once."""
    return tuple(dict.fromkeys([slot.citation for slot in slots.values() if isinstance(slot, Told)] + list(also)))


def row(cells: tuple[Phrase, ...], *cited: Citation) -> Row:
    """A table's row with what it rests on."""
    return Row(cells, tuple(dict.fromkeys(cited)))


def _slot(slot: Told | Slot) -> Slot:
    return slot.slot if isinstance(slot, Told) else slot
