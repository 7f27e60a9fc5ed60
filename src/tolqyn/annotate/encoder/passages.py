"""Which passages of a text get a vector: its lead, its sentences, and the words that it quotes."""

from dataclasses import dataclass
from typing import Literal

from tolqyn.annotate.roles import Marked
from tolqyn.model.reading import Text
from tolqyn.model.spans import Span

LEAD_POINTS = 480
"""Code points of headline and first sentences: some 60 words, on which the weights of same-event links were fitted."""

SENTENCES = 24
"""Sentences of a text that are read, from its beginning. Where targets are named, only those that name one or begin
within the first `OPENING` code points: the others are about something else, and are half of all."""

OPENING = 160

QUOTES = 8
LETTERS = 12
"""Passages with fewer letters («Фото: ТАСС») say nothing that could be compared."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands and what it is."""

    part: Literal["lead", "sentence", "quote"]
    start: int
    stop: int


def passages(marked: Marked) -> list[Passage]:
    """The lead, then sentences and quotes in order, within the bounds above; none of a text without words.

    >>> from tolqyn.annotate.roles import Marked
    >>> from tolqyn.model.reading import Text
    >>> from tolqyn.model.spans import Span
    >>> text = Text("doc_1", "Астанада қар жауды. Фото: ТАСС", "kk", None, 0, (Span(0, 19), Span(20, 30)))
    >>> [(one.part, one.start, one.stop) for one in passages(Marked(text))]
    [('lead', 0, 30), ('sentence', 0, 19)]
    """
    text = marked.text
    lead = _lead(marked)
    found = [Passage("lead", *lead)] if lead and _says(text.text, *lead) else []
    spoken = [span for span in text.sentences if _says(text.text, span.start, span.stop) and _concerns(text, span)]
    found += [Passage("sentence", span.start, span.stop) for span in spoken[:SENTENCES]]
    quoted = [quote for quote in marked.quotes if _says(text.text, quote.start, quote.stop)]
    return found + [Passage("quote", quote.start, quote.stop) for quote in quoted[:QUOTES]]


def _concerns(text: Text, span: Span) -> bool:
    named = any(span.start <= naming.start < span.stop for naming in text.targets)
    return named or not text.targets or span.start < OPENING


def _lead(marked: Marked) -> tuple[int, int] | None:
    """The first sentence, and those after it that still fit."""
    sentences = marked.text.sentences
    if not sentences:
        return None
    start, stop = sentences[0].start, sentences[0].stop
    for sentence in sentences[1:]:
        if sentence.stop - start > LEAD_POINTS:
            break
        stop = sentence.stop
    return start, stop


def _says(text: str, start: int, stop: int) -> bool:
    return sum(map(str.isalpha, text[start:stop])) >= LETTERS
