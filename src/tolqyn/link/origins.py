"""Which document each copy goes back to.

Texts are taken in order of time. A text that shares passages with several earlier ones follows those with which it
shares most. From each of them it is led back to what that one goes back to, as long as it still shares `floor` of the
shorter of the two with it; the earliest document reached so is its original. A chain of small changes therefore never
ends at a document with which the last of it has nothing in common: such a text goes back to the earliest document that
holds its passage, which may be a copy itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tolqyn.link.words import F64, I32

Overlap = Callable[[int, int], float]

_NEARLY = 0.8
"""Earlier texts that share at least this part of the largest shared passage are followed as well."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Pairs of texts, numbered in order of time, that are copies of one another, and how much they share."""

    later: I32
    earlier: I32
    weight: F64


def origins_of(count: int, pairs: Verified, floor: float, overlap: Overlap) -> tuple[I32, I32]:
    """For each of `count` texts its original and the text that led to it (−1 where it goes back to nothing).

    `overlap(text, original)` answers how much of the shorter is shared, −1 where the two contradict each other.

    >>> chain = Verified(np.array([1, 2]), np.array([0, 1]), np.array([9.0, 9.0]))
    >>> found, via = origins_of(3, chain, 0.3, lambda text, original: 0.5)
    >>> found.tolist(), via.tolist()
    ([-1, 0, 0], [-1, 0, 1])
    """
    origin = np.full(count, -1, np.int32)
    via = np.full(count, -1, np.int32)
    most = np.zeros(count)
    np.maximum.at(most, pairs.later, pairs.weight)
    strong = pairs.weight >= _NEARLY * most[pairs.later]
    later, earlier = pairs.later[strong], pairs.earlier[strong]
    order = np.lexsort((earlier, later))
    later, earlier = later[order], earlier[order]
    bounds = np.flatnonzero(np.diff(later, prepend=-1, append=-1))
    for start, stop in pairwise(bounds.tolist()):
        text = int(later[start])
        origin[text], via[text] = _lead_back(text, earlier[start:stop].tolist(), origin, floor, overlap)
    return origin, via


def _lead_back(text: int, sources: list[int], origin: I32, floor: float, overlap: Overlap) -> tuple[int, int]:
    """Earliest text reached, and the direct one by which it was."""
    reached: dict[int, int] = {source: source for source in reversed(sources)}
    tried = set(sources)
    for source in sources:
        at = source
        while origin[at] >= 0:
            at = int(origin[at])
            if at in tried:
                continue
            tried.add(at)
            if overlap(text, at) >= floor:
                reached.setdefault(at, source)
    first = min(reached)
    return first, reached[first]
