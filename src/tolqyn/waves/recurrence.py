"""Again: whether a wave resembles an earlier one of the same target more than waves of other targets do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tolqyn.waves.layout import Floats

SHAPE_BINS = 20
SHAPE_SHIFT = 5
CLAIM = 0.05


@dataclass(frozen=True, slots=True)
class Profile:
    """What a wave is made of: weights by narrative and by source, and its daily excess from onset to end."""

    narratives: Mapping[str, float]
    sources: Mapping[str, float]
    excess: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """One earlier wave: how far it is (0 alike, 1 unlike), how rarely waves of other targets are as near, and whether
    that is rare enough to say “again”: at most one in twenty after Benjamini and Hochberg over the earlier waves."""

    earlier: int
    distance: float
    chance: float
    adjusted: float
    claimed: bool


def resemble(wave: Profile, earlier: Sequence[Profile], others: Sequence[Profile]) -> tuple[Resemblance, ...]:
    """Rank earlier waves of the same target against waves of other targets; nearest first.

    With fewer than nineteen other waves nothing can be claimed, since a chance of one in twenty cannot be reached.

    >>> волна = Profile({"санкции": 3.0}, {"канал": 1.0}, (1.0, 5.0, 2.0))
    >>> чужие = [Profile({str(i): 1.0}, {"x": 1.0}, (1.0,)) for i in range(40)]
    >>> [(round(r.distance, 6), r.claimed) for r in resemble(волна, [волна], чужие)]
    [(0.0, True)]
    """
    usual = np.sort([distance(wave, other) for other in others])
    far = [distance(wave, old) for old in earlier]
    chances = [(1 + int(np.searchsorted(usual, d, side="right"))) / (len(others) + 1) for d in far]
    ranked = sorted(range(len(far)), key=lambda i: (far[i], i))
    adjusted = _adjust([chances[i] for i in ranked])
    return tuple(
        Resemblance(i, far[i], chances[i], adjusted[rank], adjusted[rank] <= CLAIM) for rank, i in enumerate(ranked)
    )


def distance(one: Profile, other: Profile) -> float:
    """Half narratives (cosine), a quarter sources (Jensen-Shannon), a quarter shape; a part both lack is left out."""
    parts = [
        (0.5, _cosine(one.narratives, other.narratives)),
        (0.25, _divergence(one.sources, other.sources)),
        (0.25, _shape_distance(one.excess, other.excess)),
    ]
    known = [(weight, value) for weight, value in parts if value is not None]
    return float(sum(w * v for w, v in known) / sum(w for w, _ in known)) if known else 1.0


def _aligned(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[Floats, Floats]:
    keys = sorted(set(one) | set(other))
    return np.array([one.get(k, 0.0) for k in keys]), np.array([other.get(k, 0.0) for k in keys])


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    if not one and not other:
        return None
    a, b = _aligned(one, other)
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return 1.0 - float(a @ b) / size if size > 0 else 1.0


def _divergence(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """Square root of the Jensen-Shannon divergence, base 2: a distance of 0 to 1 (Endres and Schindelin 2003)."""
    if not one and not other:
        return None
    a, b = _aligned(one, other)
    if a.sum() <= 0 or b.sum() <= 0:
        return 1.0
    a, b = a / a.sum(), b / b.sum()
    middle = (a + b) / 2
    both = sum(float((x[x > 0] * np.log2(x[x > 0] / middle[x > 0])).sum()) for x in (a, b)) / 2
    return float(np.sqrt(max(both, 0.0)))


def _shape_distance(one: Sequence[float], other: Sequence[float]) -> float | None:
    """One minus the best correlation of the two courses, stretched to 20 bins and shifted by up to a quarter."""
    if len(one) < 3 and len(other) < 3:
        return None
    a, b = _stretched(one), _stretched(other)
    best = max(_overlap(a, b, shift) for shift in range(-SHAPE_SHIFT, SHAPE_SHIFT + 1))
    return min(1.0, max(0.0, 1.0 - best))


def _stretched(course: Sequence[float]) -> Floats:
    values = np.maximum(np.asarray(course, dtype=np.float64), 0.0)
    if values.size == 0 or values.sum() == 0:
        return np.full(SHAPE_BINS, 1 / np.sqrt(SHAPE_BINS))
    places = np.linspace(0, values.size - 1, SHAPE_BINS)
    bins = np.interp(places, np.arange(values.size), values)
    return np.asarray(bins / np.linalg.norm(bins))


def _overlap(a: Floats, b: Floats, shift: int) -> float:
    moved = np.zeros_like(b)
    if shift >= 0:
        moved[shift:] = b[: b.size - shift]
    else:
        moved[:shift] = b[-shift:]
    return float(a @ moved)


def _adjust(chances: Sequence[float]) -> list[float]:
    adjusted = [1.0] * len(chances)
    best = 1.0
    for rank in range(len(chances), 0, -1):
        best = min(best, chances[rank - 1] * len(chances) / rank)
        adjusted[rank - 1] = best
    return adjusted
