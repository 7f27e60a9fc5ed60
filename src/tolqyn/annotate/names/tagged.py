"""What taggers answer, and the windows of a text that they are given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tolqyn.model.mark import EntityType
from tolqyn.model.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Tagged:
    """A name in a text, in code points; `settled` where the tagger itself tells GPE from LOC."""

    start: int
    stop: int
    type: EntityType
    score: float
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the spans of its sentences."""

    text: str
    sentences: tuple[Span, ...]


class Tagger(Protocol):
    """Finds names in texts of one language; a text's names do not depend on its neighbours."""

    def tag(self, passages: Sequence[Passage]) -> list[list[Tagged]]:
        """Names of each passage, ordered, none over another."""
        ...


def windows(passage: Passage, limit: int) -> Iterator[Span]:
    """Runs of neighbouring sentences of at most `limit` code points together; those without capitals are skipped.

    A tagger reads context beyond the sentence, so sentences go in company; a name has a capital in every language
    that comes here.

    >>> text = "Тоқаев келді. Жиын өтті. және кетті."
    >>> passage = Passage(text, (Span(0, 13), Span(14, 24), Span(25, 36)))
    >>> [window.of(text) for window in windows(passage, 30)]
    ['Тоқаев келді. Жиын өтті.']
    """
    start: int | None = None
    stop = 0
    for sentence in passage.sentences or (Span(0, len(passage.text)),):
        if start is not None and sentence.stop - start > limit:
            yield from _with_capitals(passage.text, Span(start, stop))
            start = None
        start = sentence.start if start is None else start
        stop = sentence.stop
    if start is not None:
        yield from _with_capitals(passage.text, Span(start, stop))


def _with_capitals(text: str, span: Span) -> Iterator[Span]:
    if span.of(text) != span.of(text).lower():
        yield span


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First token, token after the last, and kind of each span in tags B-…, I-… and O; an I without its B opens one.

    >>> list(bio_spans(["B-PER", "I-PER", "O", "I-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    start: int | None = None
    kind = ""
    for place, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{kind}":
            yield start, place, kind
            start = None
        if start is None and tag[:2] in ("B-", "I-"):
            start, kind = place, tag[2:]
