"""Spans count code points over NFC text, half-open: `text[span.start:span.stop]` is what they mark."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stand-off mark: `start` and `stop` in code points, half-open."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: {self.start}:{self.stop}")

    def of(self, text: str) -> str:
        """The marked words.

        >>> Span(0, 5).of("Тоқаев сөз сөйледі")
        'Тоқае'
        """
        return text[self.start : self.stop]


def nfc(text: str) -> str:
    """Normal form C, in which every stored text stands, so that one span means one thing.

    >>> len("й"), len(nfc("и\u0306"))
    (1, 1)
    """
    return unicodedata.normalize("NFC", text)


def nfc_with_places(text: str) -> tuple[str, list[int]]:
    """NFC text, and for each of its code points and its end the place in `text` where what became it begins.

    Where letters compose across more than a base and its marks (conjoining Hangul), the text is left as it is.

    >>> nfc_with_places("и\u0306од")
    ('йод', [0, 2, 3, 4])
    """
    composed: list[str] = []
    places: list[int] = []
    start = 0
    for stop in range(1, len(text) + 1):
        if stop < len(text) and unicodedata.combining(text[stop]):
            continue
        piece = nfc(text[start:stop])
        composed.append(piece)
        places += [start] * len(piece)
        start = stop
    joined = "".join(composed)
    if joined != nfc(text):
        return text, list(range(len(text) + 1))
    return joined, [*places, len(text)]
