"""The row that describes one wave: its refined days, its counts, its evidence and the spread around it."""

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.layout import (
    ALARMED,
    BEST,
    CLOSED,
    DAY,
    DETECTED,
    LEVEL,
    ONSET,
    OPENED_COUNT,
    R_BASE,
    R_BESIDE,
    R_COUNT,
    R_EXPOSURE,
    R_SLACK,
    W_ALARMED,
    W_BEST,
    W_COUNT,
    W_DAYS,
    W_DECLARED,
    W_DETECTED,
    W_END,
    W_END_HIGH,
    W_END_LOW,
    W_FOUND,
    W_FRAILTY,
    W_HIGH,
    W_LEVEL_VAR,
    W_LOW,
    W_NEW_NORMAL,
    W_NUGGET,
    W_ONSET,
    W_OVER,
    W_PEAK,
    W_PERSISTENCE,
    W_SEEN,
    W_SLACK,
    W_USUAL,
    Cell,
    Floats,
    Spread,
)
from tolqyn.waves.refine import refine

LOOK_BACK = 14


@compiled
def describe(cell: Cell, spread: Spread, wave: Floats) -> None:
    """Fill the row of the wave that is open in this cell, from the days that the ring still holds."""
    s = cell.scalars
    last, found = int(s[DAY]), int(s[ONSET])
    first = max(min(found, max(found - LOOK_BACK, int(s[CLOSED]))), last - cell.ring.shape[0] + 1, 0)
    counts, base, wrong = _window(cell, first, last)
    days = refine(counts, base, wrong, spread, cell.cov[LEVEL, LEVEL], int(s[DETECTED]) + 1)
    wave[W_LOW], wave[W_ONSET], wave[W_HIGH] = first + days[0], first + days[1], first + days[2]
    wave[W_END_LOW], wave[W_END], wave[W_END_HIGH] = first + days[3], first + days[4], first + days[5]
    wave[W_FOUND], wave[W_DETECTED], wave[W_BEST], wave[W_COUNT] = found, s[DETECTED], s[BEST], s[OPENED_COUNT]
    wave[W_NEW_NORMAL], wave[W_DECLARED], wave[W_ALARMED], wave[W_OVER] = 0.0, -1.0, s[ALARMED], days[6]
    wave[W_FRAILTY], wave[W_PERSISTENCE] = spread.frailty, spread.persistence
    wave[W_NUGGET], wave[W_LEVEL_VAR] = spread.nugget, cell.cov[LEVEL, LEVEL]
    _count(wave, counts, base, wrong, first)


@compiled
def _window(cell: Cell, first: int, last: int) -> tuple[Floats, Floats, Floats]:
    counts, base, wrong = np.zeros(last - first + 1), np.zeros(last - first + 1), np.zeros((2, last - first + 1))
    for number in range(first, last + 1):
        slot = cell.ring[number % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            counts[number - first], base[number - first] = slot[R_COUNT], slot[R_BASE]
            wrong[0, number - first], wrong[1, number - first] = slot[R_BESIDE], slot[R_SLACK]
    return counts, base, wrong


@compiled
def _count(wave: Floats, counts: Floats, base: Floats, wrong: Floats, first: int) -> None:
    """What was seen and what was usual between onset and end, and the day with the largest count."""
    start, stop = int(wave[W_ONSET]) - first, int(wave[W_END]) - first + 1
    wave[W_SEEN], wave[W_USUAL] = counts[start:stop].sum(), base[start:stop].sum() + wrong[0, start:stop].sum()
    wave[W_SLACK] = wrong[1, start:stop].sum()
    wave[W_DAYS] = (base[start:stop] > 0.0).sum()
    wave[W_PEAK] = first + start + np.argmax(counts[start:stop])
