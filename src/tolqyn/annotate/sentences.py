"""Sentences of a text as spans: razdel for Cyrillic, plain rules for the rest, guards for abbreviations of both."""

import re
from collections.abc import Iterable, Iterator

import razdel

from tolqyn.annotate.listed import listed
from tolqyn.model.spans import Span

_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*(?=[^a-zа-яёәғқңөұүһіїєґў\s])")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC_LANGUAGES = frozenset(["ru", "uk", "kk", "ky", "be", "bg", "tg", "tt", "sr", "mk", "mn", "ba", "cv"])

_END = re.compile(r"[.!?…]+[»”’\"')\]]*(?=\s)|[。！？]+[」』”）]*|[؟۔।॥၊။]+")
_INITIAL = re.compile(r"(?:^|[\s(«\"“])(?:[^\W\d_]|Дж|Дз|Ст)\.$")
_OPENING_SMALL = re.compile(r"[\s«“\"'(—–-]*[^\W\d_]")
_LAST_WORD = re.compile(r"([^\s(«“\"]+)$")

_NEVER_ENDS = frozenset(listed("abbreviations")["before"])
_ENDS_BEFORE_CAPITAL = frozenset(listed("abbreviations")["inside"])


def split(text: str, language: str | None) -> list[Span]:
    """Sentences in order, without the space around them; a blank line ends one, and so does a line of its own.

    A line that holds neither letter nor digit (Telegram's **, a row of dashes) is no sentence.

    >>> text = "Ол 2024 ж. қараша айында Алматы қ. келді. К. Тоқаев сөз сөйледі."
    >>> [span.of(text) for span in split(text, "kk")]
    ['Ол 2024 ж. қараша айында Алматы қ. келді.', 'К. Тоқаев сөз сөйледі.']
    """
    spans: list[Span] = []
    for start, stop in _paragraphs(text):
        part = text[start:stop]
        pieces = _cyrillic(part) if _is_cyrillic(part, language) else _plain(part)
        whole = ((start + first, start + last) for first, last in _guarded(part, pieces))
        spans += [Span(first, last) for first, last in whole if any(map(str.isalnum, text[first:last]))]
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _is_cyrillic(text: str, language: str | None) -> bool:
    if language is not None and language not in _CYRILLIC_LANGUAGES:
        return False
    return 2 * len(_CYRILLIC.findall(text)) > len(_LETTER.findall(text))


def _cyrillic(text: str) -> Iterator[tuple[int, int]]:
    return ((piece.start, piece.stop) for piece in razdel.sentenize(text))


def _plain(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        yield start, end.end()
        start = end.end()
    yield start, len(text)


def _guarded(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pieces trimmed, and joined where what ends the first is no end."""
    first: int | None = None
    last = 0
    for start, stop in pieces:
        begin, end = _trimmed(text, start, stop)
        if begin == end:
            continue
        if first is not None and not _goes_on(text[first:last], text[begin:end]):
            yield first, last
            first = None
        first, last = (begin if first is None else first), end
    if first is not None:
        yield first, last


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    piece = text[start:stop]
    begin = start + len(piece) - len(piece.lstrip())
    return begin, max(begin, start + len(piece.rstrip()))


def _goes_on(before: str, after: str) -> bool:
    """Whether the dot at the end of `before` belongs to an initial or an abbreviation."""
    if not before.endswith("."):
        return False
    found = _LAST_WORD.search(before)
    word = found.group(1).lower() if found else ""
    if word in _NEVER_ENDS or _INITIAL.search(before):
        return True
    if word not in _ENDS_BEFORE_CAPITAL:
        return False
    opening = _OPENING_SMALL.match(after)
    return opening is None or not opening.group()[-1].isupper()
