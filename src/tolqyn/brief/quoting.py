"""Which stretch of a reading may stand on a page: verbatim, on one line, and unable to rearrange what is around it."""

import re
import unicodedata

from tolqyn.model.document import Document
from tolqyn.model.spans import Span

ELLIPSIS = "…"

_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_UNQUOTABLE = re.compile(
    f"[{_BIDI_CONTROLS}\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 17))
    + "]+"
)


def quotable(document: Document, limit: int) -> Span | None:
    """Span of the headline in the document's reading, cut on a word where it is longer than `limit` code points.

    Control characters, line ends and the marks that turn the direction of text are never quoted: the longest
    stretch of the headline without them is. `None` where nothing readable is left.

    >>> post = Document("doc_1", "cap_1", "s", "post", "t.me/x/1", None, None, "Тбилиси: толпа\\nу парламента")
    >>> quotable(post, 80), quotable(post, 10)
    (Span(start=0, stop=14), Span(start=0, stop=8))
    """
    start = document.reading.find(document.headline)
    if start < 0 or not document.headline:
        return None
    return quotable_within(document.reading, Span(start, start + len(document.headline)), limit)


def quotable_within(text: str, span: Span, limit: int) -> Span | None:
    """Longest readable stretch of `span` in `text`, at most `limit` code points long, ending on a whole word."""
    best: Span | None = None
    at = span.start
    for gap in [*_UNQUOTABLE.finditer(text, span.start, span.stop), None]:
        run = _trimmed(text, at, gap.start() if gap else span.stop)
        if best is None or run.stop - run.start > best.stop - best.start:
            best = run
        at = gap.end() if gap else span.stop
    return _cut(text, best, limit) if best and best.stop > best.start else None


def is_whole(document: Document, span: Span) -> bool:
    """Does the span hold the whole headline? If not, the page shows that words are left out."""
    return span.of(document.reading) == document.headline


def shown_name(name: str) -> str:
    """A name as one line that cannot turn the direction of the text around it.

    >>> shown_name("Вестник\\u202e гор\\n")
    'Вестник гор'
    """
    return " ".join(_UNQUOTABLE.sub(" ", name).split())


def _trimmed(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def _cut(text: str, span: Span, limit: int) -> Span:
    """Cut after the last whole word within `limit`; a script without spaces is cut before a base character."""
    if span.stop - span.start <= limit:
        return span
    stop = span.start + limit
    spaces = [at for at in range(span.start + limit // 2, stop + 1) if text[at].isspace()]
    if spaces:
        return _trimmed(text, span.start, spaces[-1])
    while stop > span.start + 1 and _joins(text[stop]):
        stop -= 1
    return _trimmed(text, span.start, stop)


def _joins(character: str) -> bool:
    """Does this character belong to the one before it (combining marks, joiners, variation selectors)?"""
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
