"""Parts of a sentence in which a claim is looked for: what a quote says, and what stands around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tolqyn.annotate.claims.lexicon import Lexicon
from tolqyn.model.reading import Quote
from tolqyn.model.spans import Span

LONGEST = 1_500
"""Code points of a region that is read; longer ones are lists and tables, not sentences."""

_MARKS = " \t\n\r\u00a0.,;:!?…—–-«»“”„\"'()[]*_|"


_OUTLET = re.compile(r"[\s*»”\"]+[—–]+ (?P<h>(?:[^\s—–:,;.!?()\[\]«»]+ ?){1,4})$")
"""Who a headline says it is from: «… **— Bloomberg»."""


@dataclass(frozen=True, slots=True)
class Region:
    """`start`..`stop` of the text without the attribution, whose words are `said_by`; `quote` where it is one's."""

    start: int
    stop: int
    sentence: Span
    quote: Quote | None
    said_by: Span | None
    beside: Quote | None


def regions(folded: str, sentence: Span, quotes: Sequence[Quote], lexicon: Lexicon) -> Iterator[Region]:
    """Regions of a sentence, in order."""
    direct = [quote for quote in quotes if quote.form == "direct"]
    at = sentence.start
    for quote in sorted(direct, key=lambda one: one.start):
        start, stop = max(quote.start, sentence.start), min(quote.stop, sentence.stop)
        if start < stop:
            yield from _outside(folded, Span(at, max(at, start)), sentence, direct, lexicon)
            yield Region(*trimmed(folded, start, stop), sentence, quote, None, None)
            at = max(at, stop)
    yield from _outside(folded, Span(at, sentence.stop), sentence, direct, lexicon)


def trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """A span without the punctuation and space at its ends.

    >>> trimmed("«Жауап береміз!» –", 0, 18)
    (1, 14)
    """
    while start < stop and text[start] in _MARKS:
        start += 1
    while stop > start and text[stop - 1] in _MARKS:
        stop -= 1
    return start, stop


def _outside(folded: str, part: Span, sentence: Span, quotes: Sequence[Quote], lexicon: Lexicon) -> Iterator[Region]:
    start, stop = trimmed(folded, part.start, part.stop)
    if start == stop or stop - start > LONGEST:
        return
    beside = next((one for one in quotes if -1 <= start - one.stop <= 8 or -1 <= one.start - stop <= 8), None)
    text, said_by = folded[start:stop], None
    head = lexicon.head.search(text)
    if head is not None:
        said_by, start = _group(head, start), start + head.end()
    tail = lexicon.tail.search(folded[start:stop]) or _OUTLET.search(folded[start:stop])
    if tail is not None:
        said_by, stop = said_by or _group(tail, start), start + tail.start()
    yield Region(start, stop, sentence, None, _named(folded, said_by), beside)


def _group(match: re.Match[str], start: int) -> Span | None:
    """The words that name whoever says it, of the first of the groups h and h2 that matched."""
    found = next((name for name in ("h", "h2") if match.groupdict().get(name)), None)
    return Span(start + match.start(found), start + match.end(found)) if found else None


def _named(folded: str, span: Span | None) -> Span | None:
    """The span up to the first comma, without punctuation."""
    if span is None:
        return None
    comma = folded.find(",", span.start, span.stop)
    start, stop = trimmed(folded, span.start, comma if comma > 0 else span.stop)
    return Span(start, stop) if start < stop else None
