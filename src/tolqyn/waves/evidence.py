"""The e-process: how strongly the days so far speak for a wave that began on some day, looked at every day.

For every effect c the wave multiplies the mean by c. The evidence is M(t) = (M(t-1) + 1) · min(f_c / f_0, cap): a
Shiryaev-Roberts sum over all possible starts, so that M(t) - t is a supermartingale under the null and the mean time to
a false alarm at threshold h is at least h (Shin, Ramdas and Rinaldo 2023, “E-detectors”). The predictive f_c may be
anything that is fixed before the day is seen: here a negative binomial whose autocorrelated news-day factor follows a
filter of its own, entered afresh on every day with weight one and merged with the running one by its weight. Capping
one day's factor only lowers it, so the promise stands.
"""

import math

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.layout import FAST, FAST_VAR, Cell, Day, Floats, Spread
from tolqyn.waves.negbin import log_pmf, size_of

NOTHING = -60.0


@compiled
def reset(cell: Cell, spread: Spread) -> None:
    """Forget all evidence and the news-day factor, as after a wave."""
    cell.scalars[FAST] = 0.0
    cell.scalars[FAST_VAR] = spread.frailty
    for i in range(cell.effects.shape[0]):
        cell.effects[i, 0] = NOTHING
        cell.effects[i, 1] = 0.0
        cell.effects[i, 2] = spread.frailty


@compiled
def drift_fast(cell: Cell, spread: Spread) -> None:
    """Let the news-day factor fall back towards its mean by one step; entered afresh into every effect."""
    s = cell.scalars
    rho, noise = spread.persistence, spread.frailty * (1.0 - spread.persistence**2)
    for i in range(cell.effects.shape[0]):
        weight = math.exp(min(cell.effects[i, 0], 30.0))
        share = weight / (1.0 + weight)
        gap = cell.effects[i, 1] - s[FAST]
        mean = s[FAST] + share * gap
        var = share * cell.effects[i, 2] + (1.0 - share) * s[FAST_VAR] + share * (1.0 - share) * gap * gap
        cell.effects[i, 1] = rho * mean
        cell.effects[i, 2] = rho * rho * var + noise
    s[FAST] *= rho
    s[FAST_VAR] = rho * rho * s[FAST_VAR] + noise


@compiled
def weigh(cell: Cell, effects: Floats, day: Day, base: float, level_var: float, spread: Spread) -> None:
    """Turn one day's count into evidence for every effect, then let every filter learn the day."""
    s = cell.scalars
    still = level_var + spread.nugget
    null = base * math.exp(s[FAST])
    calm = log_pmf(day.count, null, size_of(null, spread.clumping, still + s[FAST_VAR]))
    for i in range(effects.shape[0]):
        mean = base * effects[i] * math.exp(cell.effects[i, 1])
        gain = log_pmf(day.count, mean, size_of(mean, spread.clumping, still + cell.effects[i, 2])) - calm
        before = cell.effects[i, 0]
        grown = max(before, 0.0) + math.log1p(math.exp(-abs(before)))
        cell.effects[i, 0] = max(grown + min(gain, day.cap), NOTHING)
        cell.effects[i, 1], cell.effects[i, 2] = _learn(
            cell.effects[i, 1], cell.effects[i, 2], day.count, mean, spread, still
        )
    s[FAST], s[FAST_VAR] = _learn(s[FAST], s[FAST_VAR], day.count, null, spread, still)


@compiled
def _learn(fast: float, var: float, count: float, mean: float, spread: Spread, still: float) -> tuple[float, float]:
    weight = 1.0 / (1.0 + spread.clumping + mean * still)
    shape = 1.0 / var
    left = shape + weight * mean
    return fast + math.log((shape + weight * count) / left), 1.0 / left


@compiled
def total(cell: Cell) -> float:
    """The log of the evidence: the mean over the effects."""
    best = cell.effects[:, 0].max()
    return float(best + math.log(np.exp(cell.effects[:, 0] - best).mean()))
