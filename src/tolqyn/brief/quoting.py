"""Which stretch of a reading may stand on a page: verbatim, on one line, and unable to rearrange what is around it."""

import re
import unicodedata

from tolqyn.model.spans import Span

ELLIPSIS = "…"
ENOUGH = 24
"""Code points of a headline that say enough: a first stretch this long is quoted, though a later one be longer."""

_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_UNQUOTABLE = re.compile(
    f"[{_BIDI_CONTROLS}\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 17))
    + r"]+|\]?\(?https?://\S+|\[(?=[^\[\]\n]{1,200}\]\(https?://)"
)


def quotable_within(text: str, span: Span, limit: int) -> Span | None:
    """The part of `span` that a page may quote: at most `limit` code points, ending on a whole word.

    Control characters, line ends, addresses and the marks that turn the direction of text are never quoted: the first
    stretch without them that has `ENOUGH` code points is, else the longest. Ornaments at its edges stay outside.
    `None` where nothing readable is left.

    >>> post = "⚡**Тбилиси: толпа**\\nу парламента"
    >>> quotable_within(post, Span(0, 19), 80), quotable_within(post, Span(0, 19), 10)
    (Span(start=3, stop=17), Span(start=3, stop=11))
    """
    runs, at = [], span.start
    for gap in [*_UNQUOTABLE.finditer(text, span.start, span.stop), None]:
        runs.append(_trimmed(text, at, gap.start() if gap else span.stop))
        at = gap.end() if gap else span.stop
    longest = max(runs, key=lambda run: run.stop - run.start)
    run = next((run for run in runs if run.stop - run.start >= ENOUGH), longest)
    shown = _cut(text, run, limit) if run.stop > run.start else run
    return shown if shown.stop > shown.start else None


def leaves_out(text: str, whole: Span, quoted: Span) -> tuple[bool, bool]:
    """Are there words of the whole before the quotation, and after it? Ornaments and blanks are no words.

    >>> leaves_out("❗ Астана. Подробнее", Span(0, 19), Span(2, 9))
    (False, True)
    """
    before, after = text[whole.start : quoted.start], text[quoted.stop : whole.stop]
    return any(map(str.isalnum, before)), any(map(str.isalnum, after))


def shown_name(name: str) -> str:
    """A name as one line that cannot turn the direction of the text around it.

    >>> shown_name("Вестник\\u202e гор\\n")
    'Вестник гор'
    """
    return " ".join(_UNQUOTABLE.sub(" ", name).split())


def _trimmed(text: str, start: int, stop: int) -> Span:
    """Without the blanks, emphasis marks and pictures at the edges; nothing, where there is no letter or digit."""
    if not any(map(str.isalnum, text[start:stop])):
        return Span(start, start)
    while _is_ornament(text[start]) or unicodedata.category(text[start])[0] == "M":
        start += 1
    while _is_ornament(text[stop - 1]):
        stop -= 1
    return Span(start, stop)


def _is_ornament(character: str) -> bool:
    """Blanks, emphasis marks, pictures, and the joiners and variation selectors that hang on pictures."""
    return (
        character.isspace() or character in "*_~`|\ufe0e\ufe0f\u200d" or unicodedata.category(character) in ("So", "Sk")
    )


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
