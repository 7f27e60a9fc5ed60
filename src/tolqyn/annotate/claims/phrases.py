"""Narrows what a pattern caught to the phrase that is meant: subject, name, or clause without its condition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tolqyn.annotate.claims.lexicon import Lexicon
from tolqyn.annotate.claims.regions import trimmed
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.russian import cases
from tolqyn.annotate.words import words
from tolqyn.model.spans import Span

_AT = re.compile(r"(?:^|\W)(?:в|во|на)\W+$")
_FEW = 4
"""A phrase of more words than this is narrowed to the name in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody that is named in the text: an entity of the register or a target of the workspace."""

    start: int
    stop: int
    entity: str


def known(marked: Marked) -> tuple[Known, ...]:
    """Names and targets of a text; where both stand at one place, the name comes first."""
    names = [Known(name.start, name.stop, name.entity) for name in marked.names]
    targets = [Known(one.start, one.stop, one.target) for one in marked.text.targets]
    return tuple(sorted([*names, *targets], key=lambda one: one.start))


def inside(everybody: Sequence[Known], span: Span) -> Iterator[Known]:
    """Those who are named within a span, in order."""
    return (one for one in everybody if span.start <= one.start and one.stop <= span.stop)


def subject(folded: str, span: Span, language: str) -> Span | None:
    """The noun phrase that acts, out of the words before a verb: in Russian it opens with a nominative.

    «В Кремле предупредили» has none and means the Kremlin; «Киеву пригрозили» has none and means nobody.

    >>> text = "ночного обстрела баку"
    >>> subject(text, Span(0, len(text)), "ru").of(text)
    'баку'
    """
    if language != "ru":
        return span
    starts = (span.start + word.start() for word in words(span.of(folded)) if "nomn" in cases(word.group()))
    start = next(starts, None)
    if start is None:
        return span if _AT.search(folded[: span.start]) else None
    return Span(start, span.stop)


def acts(folded: str, span: Span, language: str) -> bool:
    """Whether the phrase before a verb can only be its subject: «генетики», not «генетиков» and not «оппозицию»."""
    first = next(words(span.of(folded)), None)
    if language != "ru" or first is None:
        return False
    possible = cases(first.group())
    return "nomn" in possible and not possible & {"accs", "gent"}


def narrowed(folded: str, span: Span, everybody: Sequence[Known]) -> Span:
    """A phrase, or the name in it where the phrase is long."""
    first = next(inside(everybody, span), None)
    if first is None or sum(1 for _ in words(span.of(folded))) <= _FEW:
        return span
    return Span(first.start, first.stop)


def opening(folded: str, span: Span, everybody: Sequence[Known]) -> tuple[Span, Span] | None:
    """Who is named at the very opening of a span, and the rest of it; `None` where it opens otherwise."""
    first = next((one for one in inside(everybody, span) if one.start == span.start), None)
    if first is None:
        return None
    start, stop = trimmed(folded, first.stop, span.stop)
    return (Span(first.start, first.stop), Span(start, stop)) if start < stop else None


def conditioned(folded: str, span: Span, lexicon: Lexicon) -> tuple[Span, Span | None]:
    """A content and the condition that stands in it; the content ends or begins where the condition does."""
    found = lexicon.condition.search(span.of(folded))
    if found is None:
        return span, None
    first, last = span.start + found.start(), span.start + found.end()
    condition = Span(*trimmed(folded, first, last))
    before, after = trimmed(folded, span.start, first), trimmed(folded, last, span.stop)
    kept = before if before[1] - before[0] >= after[1] - after[0] else after
    return (Span(*kept), condition) if kept[0] < kept[1] else (span, None)
