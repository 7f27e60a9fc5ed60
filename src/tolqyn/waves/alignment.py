"""Events beside onsets: how near they stand, and how often chance would put an event of that class there.

Onsets come in clusters, since one public event starts several waves at once, and both onsets and events prefer some
weekdays and seasons. A test that scatters onsets freely is wrong four times too often then. Here whole clusters of
onsets move by a random number of weeks, at most `REACH` either way: weekday, season and the cluster stay as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tolqyn.waves.records import Interval, Wave

REACH = 4
CLUSTER_GAP = 10
LEAST_CLUSTERS = 8
DRAWS = 1999
NEAR_WEEKS = 26

Flags = NDArray[np.bool_]
Ordinals = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest event of a class before one onset: which, how many days earlier, and how often chance has one there.

    `chance` is the share of the same weekdays within half a year on which an event of the class stands as near.
    """

    onset: int
    event: int
    lag_days: int
    chance: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """One class of events against all onsets.

    `lag` is the median distance of those near. `chance` is how often moving the onsets puts as many near an event, and
    `adjusted` the same after Benjamini and Hochberg over the classes; both `None` where the onsets form fewer than
    eight clusters, which is not testable.
    """

    event_class: str
    onsets: int
    near: tuple[Near, ...]
    usual: float
    lag: float | None
    chance: float | None
    adjusted: float | None
    testable: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How near is near: an event at most `lag_days` before an onset counts; draws are made with `seed`."""

    lag_days: int = 3
    draws: int = DRAWS
    seed: int = 1


def align(
    waves: Sequence[Wave | tuple[date, Interval]],
    events: Mapping[str, Sequence[date]],
    *,
    reach: Reach | None = None,
) -> tuple[Alignment, ...]:
    """Compare onsets with every declared class of events; classes must be chosen before looking.

    An onset counts with the share of its interval that has an event of the class on the same day or up to `lag_days`
    before. Nothing here says that an event brought a wave about.

    >>> onsets = [(date(2024, 11, 28), (date(2024, 11, 28), date(2024, 11, 29)))]
    >>> answer = align(onsets, {"саммит": [date(2024, 11, 27)]})[0]
    >>> answer.near[0].lag_days, answer.testable
    (1, False)
    """
    chosen = reach or Reach()
    spans = np.array([_span(wave) for wave in waves], dtype=np.int64).reshape(-1, 3)
    spans = spans[np.argsort(spans[:, 0], kind="stable")]
    order = np.argsort([_span(wave)[0] for wave in waves], kind="stable")
    answers = [_align_class(name, spans, order, days, chosen) for name, days in sorted(events.items())]
    return _adjust(answers)


def _span(wave: Wave | tuple[date, Interval]) -> tuple[int, int, int]:
    onset, (low, high) = (wave.onset, wave.onset_interval) if isinstance(wave, Wave) else wave
    return onset.toordinal(), low.toordinal(), high.toordinal()


def _align_class(name: str, spans: Ordinals, order: Ordinals, days: Sequence[date], reach: Reach) -> Alignment:
    events = np.array(sorted(day.toordinal() for day in days), dtype=np.int64)
    clusters = cluster_onsets(spans[:, 0])
    near = _near(spans, order, events, sorted(range(len(days)), key=lambda i: days[i]), reach.lag_days)
    testable = len(set(clusters.tolist())) >= LEAST_CLUSTERS and events.size > 0
    chance, usual = chance_of(spans, clusters, events, reach) if testable else (None, float("nan"))
    lags = [item.lag_days for item in near]
    return Alignment(
        event_class=name,
        onsets=int(spans.shape[0]),
        near=near,
        usual=usual,
        lag=float(np.median(lags)) if lags else None,
        chance=chance,
        adjusted=None,
        testable=testable,
    )


def cluster_onsets(onsets: Ordinals) -> Ordinals:
    """Onsets at most ten days after the one before belong to one cluster; sorted onsets in, cluster numbers out."""
    if onsets.size == 0:
        return np.zeros(0, dtype=np.int64)
    return np.concatenate(([0], np.cumsum(np.diff(onsets) > CLUSTER_GAP))).astype(np.int64)


def chance_of(spans: Ordinals, clusters: Ordinals, events: Ordinals, reach: Reach) -> tuple[float, float]:
    """How often moved clusters stand as near to events as the onsets do, and how many onsets are near on average."""
    rng = np.random.default_rng(reach.seed)
    margin = 7 * REACH + reach.lag_days + int((spans[:, 2] - spans[:, 1]).max(initial=0)) + 1
    start = int(min(spans.min(), events.min())) - margin
    stop = int(max(spans.max(), events.max())) + margin
    covered = np.zeros(stop - start + 1)
    for lag in range(reach.lag_days + 1):
        covered[events + lag - start] = 1.0
    sums = np.concatenate(([0.0], np.cumsum(covered)))
    weeks = np.arange(-REACH, REACH + 1)
    moves = 7 * rng.choice(weeks, size=(reach.draws, int(clusters.max()) + 1))[:, clusters]
    widths = spans[:, 2] - spans[:, 1] + 1
    low = spans[:, 1] - start
    seen = float(((sums[low + widths] - sums[low]) / widths).sum())
    drawn = ((sums[low + widths + moves] - sums[low + moves]) / widths).sum(axis=1)
    return float((1 + (drawn >= seen - 1e-9).sum()) / (reach.draws + 1)), float(drawn.mean())


def _near(spans: Ordinals, order: Ordinals, events: Ordinals, names: list[int], lag_days: int) -> tuple[Near, ...]:
    found = []
    for place, (onset, _, high) in enumerate(spans.tolist()):
        index = int(np.searchsorted(events, onset, side="right")) - 1
        if index >= 0 and onset - events[index] <= lag_days:
            chance = _chance_here(int(onset), events, lag_days)
            found.append(Near(int(order[place]), names[index], int(onset - events[index]), chance))
        del high
    return tuple(found)


def _chance_here(onset: int, events: Ordinals, lag_days: int) -> float:
    weeks = np.concatenate((np.arange(-NEAR_WEEKS, 0), np.arange(1, NEAR_WEEKS + 1)))
    others = onset + 7 * weeks
    before = np.searchsorted(events, others, side="right") - np.searchsorted(events, others - lag_days, side="left")
    return float((1 + (before > 0).sum()) / (others.size + 1))


def _adjust(answers: Sequence[Alignment]) -> tuple[Alignment, ...]:
    tested = sorted((a.chance, i) for i, a in enumerate(answers) if a.chance is not None)
    adjusted: dict[int, float] = {}
    best = 1.0
    for rank in range(len(tested), 0, -1):
        chance, index = tested[rank - 1]
        best = min(best, chance * len(tested) / rank)
        adjusted[index] = best
    return tuple(replace(answer, adjusted=adjusted.get(i)) for i, answer in enumerate(answers))
