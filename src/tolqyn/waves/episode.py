"""Opening and closing a wave while days come in: the online onset, and the rule by which it is over."""

import math

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.following import base_of
from tolqyn.waves.layout import (
    CLOSED,
    R_BASE,
    R_BESIDE,
    R_COUNT,
    R_EXPOSURE,
    R_LEVEL_VAR,
    R_SLACK,
    Cell,
    Day,
    Floats,
    Spread,
    Tuning,
)
from tolqyn.waves.negbin import log_kernel, size_beside

END_SHARE = 0.4
LEAST_END_RATIO = 1.35
END_WINDOW = 28
PRESENT_SHARE = 0.7


@compiled
def likely_onset(cell: Cell, effects: Floats, day: Day, spread: Spread, tuning: Tuning) -> tuple[int, float]:
    """The start that explains the last days best, and the rate ratio since."""
    window = max(min(tuning.window, day.number + 1 - int(cell.scalars[CLOSED])), 1)
    sums = np.zeros(effects.shape[0])
    score = np.full(window, -1e9)
    ratio = np.ones(window)
    seen, usual = 0.0, 1e-9
    for back in range(window):
        slot = cell.ring[(day.number - back) % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            around = spread.nugget + spread.frailty + slot[R_LEVEL_VAR]
            _add_day(sums, effects, slot, base_of(cell, slot), around, spread.clumping)
            seen += slot[R_COUNT] - slot[R_BESIDE]
            usual += base_of(cell, slot)
            best = sums.max()
            score[back] = best + math.log(np.exp(sums - best).mean())
        ratio[back] = seen / usual
    first = int(np.argmax(score))
    return day.number - first, ratio[first]


@compiled
def _add_day(sums: Floats, effects: Floats, slot: Floats, base: float, around: float, clumping: float) -> None:
    calm = _likely(slot, base, clumping, around)
    for i in range(effects.shape[0]):
        sums[i] += _likely(slot, base * effects[i], clumping, around) - calm


@compiled
def _likely(slot: Floats, mean: float, clumping: float, around: float) -> float:
    size = size_beside(mean, slot[R_BESIDE], slot[R_SLACK], clumping, around)
    return log_kernel(slot[R_COUNT], mean + slot[R_BESIDE], size)


@compiled
def quiet_since(cell: Cell, onset: int, day: Day, spread: Spread, tuning: Tuning) -> int:
    """The day from which the series is back at its baseline, or -1 while it is not.

    For every day of the last four weeks: had the wave ended before it, how much better does the baseline explain what
    came since than a wave that keeps two fifths of the effect it had until then? The effect is that of the days before,
    so that quiet weeks do not dilute it until nothing can be told from it. Days on which the press as this series knows
    it was largely absent say nothing of an end.
    """
    seen, usual = 1.0, 1.0
    oldest = max(onset, day.number - cell.ring.shape[0] + 1)
    first = max(onset + 1, day.number - END_WINDOW + 1)
    for number in range(oldest, first):
        slot = cell.ring[number % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            seen += slot[R_COUNT] - slot[R_BESIDE]
            usual += slot[R_BASE]
    best, since = -1e9, -1
    for start in range(first, day.number + 1):
        ratio = max(LEAST_END_RATIO, 1.0 + END_SHARE * (max(1.4, seen / usual) - 1.0))
        evidence = 0.0
        for number in range(start, day.number + 1):
            slot = cell.ring[number % cell.ring.shape[0]]
            if slot[R_EXPOSURE] > 0.0 and not _mostly_absent(cell, number):
                evidence += _calm_minus_wave(slot, ratio, spread)
        if evidence > best:
            best, since = evidence, start
        slot = cell.ring[start % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            seen += slot[R_COUNT] - slot[R_BESIDE]
            usual += slot[R_BASE]
    return since if best > tuning.end_evidence else -1


@compiled
def _mostly_absent(cell: Cell, number: int) -> bool:
    """Whether the exposure of a day lies far below that of the same weekday in the four weeks before."""
    total, days = 0.0, 0.0
    for back in range(7, 35, 7):
        if number - back < 0 or back >= cell.ring.shape[0]:
            break
        before = cell.ring[(number - back) % cell.ring.shape[0], R_EXPOSURE]
        if before > 0.0:
            total += before
            days += 1.0
    now = cell.ring[number % cell.ring.shape[0], R_EXPOSURE]
    return days > 0.0 and now < PRESENT_SHARE * total / days


@compiled
def _calm_minus_wave(slot: Floats, ratio: float, spread: Spread) -> float:
    base = slot[R_BASE]
    around = spread.nugget + 1.5 * spread.frailty + slot[R_LEVEL_VAR]
    return _likely(slot, base, spread.clumping, around) - _likely(slot, base * ratio, spread.clumping, around)
