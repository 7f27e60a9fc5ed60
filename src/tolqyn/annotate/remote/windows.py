"""Cuts a long text into windows of whole sentences, so that each fits into one request."""

from collections.abc import Iterator

from tolqyn.model.reading import Text
from tolqyn.model.spans import Span


def windows(text: Text, longest: int) -> Iterator[Span]:
    """Spans of at most `longest` code points that hold every sentence; a longer sentence is cut.

    >>> one = Text("doc_a", "Бір. Екі. Үш.", "kk", None, 0, (Span(0, 4), Span(5, 9), Span(10, 13)))
    >>> list(windows(one, 9))
    [Span(start=0, stop=9), Span(start=10, stop=13)]
    """
    start: int | None = None
    stop = 0
    for sentence in text.sentences:
        if start is not None and sentence.stop - start > longest:
            yield Span(start, stop)
            start = None
        first = sentence.start if start is None else start
        while sentence.stop - first > longest:
            yield Span(first, first + longest)
            first += longest
        start, stop = first, sentence.stop
    if start is not None and start < stop:
        yield Span(start, stop)
