"""One invented document, and the measure by which two of them are told to be copies."""

import re
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """A document before it is dressed as a page or a post. `kind` says why it was made."""

    key: str
    source: str
    language: str
    at: datetime
    title: str | None
    author: str | None
    paragraphs: tuple[str, ...]
    kind: str
    of: str | None = None


def shingles(paragraphs: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The five-word sequences of a text, in lower case and without punctuation."""
    words = re.findall(r"[\w’']+", " ".join(paragraphs).lower())
    return frozenset(tuple(words[i : i + 5]) for i in range(len(words) - 4))


def containment(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """The share of the smaller text's five-word sequences that the other text holds too."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0
