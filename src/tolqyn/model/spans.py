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
