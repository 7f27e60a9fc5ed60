"""The strongest peer: the flexible Farrington algorithm (Noufaily et al. 2013), compiled.

Written from the published description and R surveillance's documented behaviour; the bench compares it with R on the
same weeks. On daily data it runs on rolling sums of seven days, as its authors did in 2019.
"""

import math

import numpy as np
from numba import njit
from scipy.stats import nbinom, norm, poisson

from evaluation.waves.truth import HISTORY, Floats

HALF_WINDOW, GROUPS, EXCLUDED, YEARLY = 3, 10, 26, 52


def reference(years: int) -> tuple[np.ndarray, np.ndarray]:
    """Lags in weeks that are fitted, and the level of the seasonal factor of each (0: around this week)."""
    lags = np.arange(EXCLUDED, years * YEARLY + HALF_WINDOW + 1)
    phase = lags % YEARLY
    near = np.minimum(phase, YEARLY - phase) <= HALF_WINDOW
    place = (phase - HALF_WINDOW - 1) / (YEARLY - 2 * HALF_WINDOW - 1) * (GROUPS - 1)
    return lags, np.where(near, 0, 1 + np.minimum(np.maximum(place, 0), GROUPS - 2).astype(np.int64))


@njit(cache=True)
def _solve(rows: Floats, counts: Floats, offset: Floats, weights: Floats, beta: Floats, rounds: int) -> Floats:
    """Quasi-Poisson by iterated weighted least squares; gives the coefficients and then the fitted means."""
    n, p = rows.shape
    mean = np.zeros(n)
    for _ in range(rounds):
        left = np.zeros((p, p))
        right = np.zeros(p)
        for i in range(n):
            eta = 0.0
            for j in range(p):
                eta += rows[i, j] * beta[j]
            eta = min(max(eta + offset[i], -20.0), 14.0)
            mean[i] = math.exp(eta)
            w = weights[i] * mean[i]
            z = eta - offset[i] + (counts[i] - mean[i]) / mean[i]
            for j in range(p):
                if rows[i, j] != 0.0:
                    right[j] += w * rows[i, j] * z
                    for k in range(p):
                        left[j, k] += w * rows[i, j] * rows[i, k]
        for j in range(p):
            left[j, j] += 1e-8
        fresh = np.linalg.solve(left, right)
        change = np.abs(fresh - beta).max()
        beta = fresh
        if change < 1e-6:
            break
    for i in range(n):
        eta = offset[i]
        for j in range(p):
            eta += rows[i, j] * beta[j]
        mean[i] = math.exp(min(max(eta, -20.0), 14.0))
    return np.concatenate((beta, mean))


@njit(cache=True)
def _fit(rows: Floats, counts: Floats, offset: Floats, start: float) -> tuple[Floats, float]:
    """Coefficients and dispersion after one reweighting of residuals above 2.58."""
    n, p = rows.shape
    beta = np.zeros(p)
    beta[0] = start
    weights = np.ones(n)
    solved = _solve(rows, counts, offset, weights, beta, 12)
    beta, mean = solved[:p], solved[p:]
    phi = max(1.0, float((weights * (counts - mean) ** 2 / mean).sum() / (n - p)))
    scaled = rows * np.sqrt(mean * weights).reshape(-1, 1)
    inverse = np.linalg.inv(scaled.T @ scaled + 1e-8 * np.eye(p))
    total = 0.0
    for i in range(n):
        leverage = min(max(float(scaled[i] @ inverse @ scaled[i]), 0.0), 0.999)
        spread = mean[i] ** (1 / 6) * math.sqrt(phi * (1.0 - leverage))
        residual = 1.5 * (counts[i] ** (2 / 3) - mean[i] ** (2 / 3)) / spread
        weights[i] = residual**-2.0 if residual > 2.58 else 1.0
        total += weights[i]
    weights *= n / total
    solved = _solve(rows, counts, offset, weights, beta, 12)
    beta, mean = solved[:p], solved[p:]
    phi = max(1.0, float((weights * (counts - mean) ** 2 / mean).sum() / (n - p)))
    return beta, phi


def expect(
    counts: Floats, exposure: Floats, lags: np.ndarray, groups: np.ndarray, now: float, trend: bool = True
) -> tuple[float, float]:
    """Mean and dispersion expected now, from counts and exposure at the lags given."""
    used = [g for g in range(GROUPS) if g == 0 or counts[groups == g].sum() > 0]
    columns = [np.ones(lags.size)] + [(groups == g).astype(np.float64) for g in used if g > 0]
    if trend:
        columns.append(-lags / YEARLY)
    rows = np.ascontiguousarray(np.stack(columns, axis=1))
    offset = np.log(np.maximum(exposure, 1e-6))
    start = math.log(max(counts.mean(), 0.1)) - float(offset.mean())
    beta, phi = _fit(rows, counts, offset, start)
    return math.exp(min(beta[0] + math.log(max(now, 1e-6)), 14.0)), phi


def surprise(count: float, mean: float, phi: float) -> float:
    """How unusual a count is: the upper tail of a (quasi) negative binomial, as a normal deviate."""
    tail = poisson.sf(count - 1, mean) if phi <= 1.0001 else nbinom.sf(count - 1, mean / (phi - 1), 1 / phi)
    return float(norm.isf(max(float(tail), 1e-300)))


def daily(observed: Floats, exposure: Floats, keep_trend: bool, years: int = 3) -> Floats:
    """The deviate on every day of the test year; -9 where fewer than five counts stand in four weeks.

    `keep_trend` fits a trend always (as the paper has it); otherwise it is dropped where it would forecast more than
    was ever seen, as R does.
    """
    lags, groups = reference(years)
    counts, made = (np.concatenate(([0.0], np.cumsum(values))) for values in (observed, exposure))
    answer = np.full(observed.size - HISTORY, -9.0)
    for day in range(HISTORY, observed.size):
        seen = counts[day + 1] - counts[day - 6]
        if counts[day + 1] - counts[day - 27] < 5 or seen == 0:
            continue
        inside = day - 7 * lags - 6 >= 0
        ends = day + 1 - 7 * lags[inside]
        weekly, usual = counts[ends] - counts[ends - 7], made[ends] - made[ends - 7]
        if (weekly > 0).sum() < 2:
            continue
        now = made[day + 1] - made[day - 6]
        mean, phi = expect(weekly, usual, lags[inside], groups[inside], now)
        if not keep_trend and mean > weekly.max():
            mean, phi = expect(weekly, usual, lags[inside], groups[inside], now, trend=False)
        answer[day - HISTORY] = surprise(seen, mean, phi)
    return answer
