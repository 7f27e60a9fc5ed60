"""Opening and closing a wave while days come in: the online onset, and the rule by which it is over."""

import math

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.following import base_of
from tolqyn.waves.layout import (
    CLOSED,
    R_BASE,
    R_COUNT,
    R_EXPOSURE,
    R_LEVEL_VAR,
    Cell,
    Day,
    Floats,
    Spread,
    Tuning,
)
from tolqyn.waves.negbin import log_kernel, size_of

END_SHARE = 0.4
LEAST_END_RATIO = 1.35
END_WINDOW = 28


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
            _add_day(sums, effects, slot[R_COUNT], base_of(cell, slot), around, spread.clumping)
            seen += slot[R_COUNT]
            usual += base_of(cell, slot)
            best = sums.max()
            score[back] = best + math.log(np.exp(sums - best).mean())
        ratio[back] = seen / usual
    first = int(np.argmax(score))
    return day.number - first, ratio[first]


@compiled
def _add_day(sums: Floats, effects: Floats, count: float, base: float, around: float, clumping: float) -> None:
    calm = log_kernel(count, base, size_of(base, clumping, around))
    for i in range(effects.shape[0]):
        mean = base * effects[i]
        sums[i] += log_kernel(count, mean, size_of(mean, clumping, around)) - calm


@compiled
def quiet_since(cell: Cell, onset: int, day: Day, spread: Spread, tuning: Tuning) -> int:
    """The day from which the series is back at its baseline, or -1 while it is not.

    Backwards from today the evidence for the baseline is added up against a wave that keeps two fifths of its effect.
    """
    seen, usual = 1.0, 1.0
    oldest = max(onset, day.number - cell.ring.shape[0] + 1)
    for number in range(oldest, day.number + 1):
        slot = cell.ring[number % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            seen += slot[R_COUNT]
            usual += slot[R_BASE]
    ratio = max(LEAST_END_RATIO, 1.0 + END_SHARE * (max(1.4, seen / usual) - 1.0))
    evidence, best, since = 0.0, -1e9, -1
    for number in range(day.number, max(onset, day.number - END_WINDOW), -1):
        slot = cell.ring[number % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            evidence += _calm_minus_wave(slot, ratio, spread)
        if evidence > best:
            best, since = evidence, number
    return since if best > tuning.end_evidence else -1


@compiled
def _calm_minus_wave(slot: Floats, ratio: float, spread: Spread) -> float:
    base = slot[R_BASE]
    around = spread.nugget + 1.5 * spread.frailty + slot[R_LEVEL_VAR]
    wave = base * ratio
    return log_kernel(slot[R_COUNT], base, size_of(base, spread.clumping, around)) - log_kernel(
        slot[R_COUNT], wave, size_of(wave, spread.clumping, around)
    )
