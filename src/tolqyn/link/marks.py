"""What annotators found in documents, as far as linking uses it; every part may be empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from tolqyn.link.stems import F32


@dataclass(frozen=True, slots=True)
class Meanings:
    """Vectors of leads: unit length, the mean of their language taken off; row `i` is `document_ids[i]`'s."""

    document_ids: Sequence[str] = ()
    vectors: F32 = field(default_factory=lambda: np.empty((0, 0), np.float32))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a document quotes: where they stand in its reading, and whom it names as the speaker."""

    quote_id: str
    start: int
    stop: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """By document: its language, the entities it names, the targets it is about, the catalogued narratives that it
    matches, what it quotes, and how sharp its date is (`None` for to the second). `meanings` are vectors of leads."""

    languages: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    targets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    catalogued: Mapping[str, Sequence[str]] = field(default_factory=dict)
    quotes: Mapping[str, Sequence[Quoted]] = field(default_factory=dict)
    meanings: Meanings = field(default_factory=Meanings)
    precision: Mapping[str, timedelta] = field(default_factory=dict)
