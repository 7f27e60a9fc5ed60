"""The baseline: what a series would show without a wave, learnt day by day.

A dynamic log-linear model (West, Harrison and Migon 1985) with a gamma prior matched to the predictor, so that a
series of zeros and a series of thousands are treated alike: level as a random walk, weekdays, holidays and two yearly
harmonics. A day is learnt only after a guard, so that a young wave does not teach the baseline, and never while
it stands in a wave. Its weight falls with its residual, so that a spike that was no wave does little.
"""

import math

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.following import weight_of, without
from tolqyn.waves.layout import (
    HOLIDAY,
    LAGGED,
    LAGGED_WEIGHT,
    LEVEL,
    MEAN,
    R_BESIDE,
    R_COUNT,
    R_EXPOSURE,
    R_HOLIDAY,
    R_SLACK,
    R_WAVE,
    R_WEEKDAY,
    RESIDUAL,
    SPREAD,
    SPREAD_SQUARE,
    SPREAD_WEIGHT,
    TERMS,
    USUAL,
    WEEKDAY,
    YEAR,
    Cell,
    Floats,
    Spread,
    Tuning,
)
from tolqyn.waves.negbin import size_beside

YEAR_DAYS = 365.25
ROBUST_FROM = 2.5
CLIP_AT, CLIP_COUNT = 4.0, 2.0
MOST_FRAILTY = 2.0


@compiled
def design(number: int, weekday: int, holiday: float, step_days: float) -> Floats:
    """The row of the model for one day: level, weekday, holiday, two harmonics of the year."""
    row = np.zeros(TERMS)
    row[LEVEL] = 1.0
    row[WEEKDAY + weekday] = 1.0
    row[HOLIDAY] = holiday
    angle = 2.0 * math.pi * number * step_days / YEAR_DAYS
    row[YEAR] = math.cos(angle)
    row[YEAR + 1] = math.sin(angle)
    row[YEAR + 2] = math.cos(2.0 * angle)
    row[YEAR + 3] = math.sin(2.0 * angle)
    return row


@compiled
def forecast(cell: Cell, row: Floats) -> tuple[float, float]:
    """Mean and variance of the log rate on a day with this row of the model."""
    mean = 0.0
    var = 0.0
    for i in range(TERMS):
        if row[i] != 0.0:
            mean += row[i] * cell.mean[i]
            for j in range(TERMS):
                var += row[i] * cell.cov[i, j] * row[j]
    return mean, max(var, 1e-9)


@compiled
def assimilate(cell: Cell, number: int, spread: Spread, tuning: Tuning) -> None:
    """Learn one past day from the ring; a day in a wave or without exposure only lets the level drift."""
    cell.cov[LEVEL, LEVEL] += tuning.drift
    slot = cell.ring[number % cell.ring.shape[0]]
    if slot[R_EXPOSURE] <= 0.0 or slot[R_WAVE] != 0.0:
        _shift_lags(cell, 0.0, 0.0)
        return
    row = design(number, int(slot[R_WEEKDAY]), slot[R_HOLIDAY], tuning.step_days)
    log_rate, var = forecast(cell, row)
    mean = max(slot[R_EXPOSURE] * math.exp(log_rate), 1e-9)
    wrong = (slot[R_BESIDE], slot[R_SLACK])
    _learn_spread(cell, slot[R_COUNT] - wrong[0] - mean, mean, var, wrong, spread, tuning)
    _update(cell, row, slot[R_COUNT], mean, var, wrong, spread)


@compiled
def _update(
    cell: Cell, row: Floats, count: float, mean: float, var: float, wrong: tuple[float, float], spread: Spread
) -> None:
    around = spread.frailty + spread.nugget + var
    z = abs(_surprise(count, mean + wrong[0], size_beside(mean, wrong[0], wrong[1], spread.clumping, around)))
    rho = spread.persistence
    lasting = spread.nugget + spread.frailty * (1.0 + rho) / (1.0 - rho)
    weight = min(1.0, (ROBUST_FROM / max(z, 1e-9)) ** 2) * weight_of(mean, wrong, spread.clumping, lasting)
    shape = 1.0 / var
    right = without(count, wrong[0], shape / weight)
    shift = math.log((shape + weight * right) / (shape + weight * mean))
    left = 1.0 / (shape + weight * (mean if wrong[0] > 0.0 else count))
    gain = np.zeros(TERMS)
    for i in range(TERMS):
        for j in range(TERMS):
            gain[i] += cell.cov[i, j] * row[j]
    shrink = (var - left) / (var * var)
    for i in range(TERMS):
        cell.mean[i] += gain[i] / var * shift
        for j in range(TERMS):
            cell.cov[i, j] -= gain[i] * gain[j] * shrink


@compiled
def _surprise(count: float, mean: float, size: float) -> float:
    """How many standard deviations a count lies off, on the scale where a negative binomial has variance 1.

    Anscombe 1948: 2 √k asinh √(y / k); it stays moderate where the mean itself is hardly known and k therefore small.
    """
    root = math.sqrt(size)
    return 2.0 * root * (math.asinh(math.sqrt(count / size)) - math.asinh(math.sqrt(mean / size)))


@compiled
def _learn_spread(
    cell: Cell, residual: float, mean: float, var: float, wrong: tuple[float, float], spread: Spread, tuning: Tuning
) -> None:
    """Precision-weighted moments of the residuals, forgetting slowly: their square and three lagged products."""
    s = cell.scalars
    base = tuning.clumping * mean + tuning.nugget * mean * mean
    square = mean * mean
    known = wrong[0] + wrong[1]
    usual = mean * (1.0 + spread.clumping) + (spread.nugget + spread.frailty + var) * square + known
    bound = CLIP_AT * math.sqrt(usual) + CLIP_COUNT
    residual = min(max(residual, -bound), bound)
    keep = tuning.memory
    s[USUAL] += (1.0 - keep) * 4.0 * (mean - s[USUAL]) if s[USUAL] > 0.0 else mean
    trust = base / (2.0 * usual * usual)
    s[SPREAD] = keep * s[SPREAD] + trust * (residual * residual - mean - var * square - known)
    s[SPREAD_SQUARE] = keep * s[SPREAD_SQUARE] + trust * square
    s[SPREAD_WEIGHT] = keep * s[SPREAD_WEIGHT] + trust * base
    for lag in range(3):
        before = s[MEAN + lag]
        if before > 0.0:
            other = before * (1.0 + spread.clumping) + (spread.nugget + spread.frailty + var) * before * before
            both = mean * before
            trust = both / (usual * other)
            s[LAGGED + lag] = keep * s[LAGGED + lag] + trust * (residual * s[RESIDUAL + lag] - var * both)
            s[LAGGED_WEIGHT + lag] = keep * s[LAGGED_WEIGHT + lag] + trust * both
    _shift_lags(cell, residual, mean)


@compiled
def _shift_lags(cell: Cell, residual: float, mean: float) -> None:
    s = cell.scalars
    for lag in (2, 1):
        s[RESIDUAL + lag] = s[RESIDUAL + lag - 1]
        s[MEAN + lag] = s[MEAN + lag - 1]
    s[RESIDUAL] = residual
    s[MEAN] = mean


@compiled
def spread_of(cell: Cell, tuning: Tuning) -> Spread:
    """The spread of a series: its own moments, drawn towards the prior by the weight of evidence that they carry."""
    s = cell.scalars
    heavy = 1.0 / (tuning.frailty_error + tuning.clump_error / max(s[USUAL], 0.02)) ** 2
    rho = tuning.persistence
    first = (s[LAGGED] + heavy * tuning.frailty * rho) / (s[LAGGED_WEIGHT] + heavy)
    second = (s[LAGGED + 1] + heavy * tuning.frailty * rho**2) / (s[LAGGED_WEIGHT + 1] + heavy)
    third = (s[LAGGED + 2] + heavy * tuning.frailty * rho**3) / (s[LAGGED_WEIGHT + 2] + heavy)
    first, second, third = max(first, 1e-5), max(second, 0.0), max(third, 0.0)
    persistence = min(max((second + third) / (first + max(second, 1e-5)), 0.2), 0.85)
    frailty = min(max(first / persistence, 1e-5), MOST_FRAILTY)
    weight = tuning.spread_weight
    scale = (s[SPREAD] - frailty * s[SPREAD_SQUARE] + weight) / (s[SPREAD_WEIGHT] + weight)
    scale = min(max(scale, 0.02), 30.0)
    return Spread(frailty, persistence, scale * tuning.nugget, scale * tuning.clumping)
