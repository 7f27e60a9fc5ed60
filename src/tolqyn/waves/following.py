"""A small filter that follows what the baseline has not learnt yet: the news-day factor and the drift of the level.

State: u, an autoregression of order one around 0, and l, a random walk that begins at 0 with the level's variance; five
numbers: u, l, var(u), cov(u, l), var(l), all on the scale of log rates. A count is learnt by matching the predictor
to a gamma (West, Harrison and Migon 1985), with the nugget as observation noise.
"""

import math

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.layout import (
    ASSIMILATED,
    LEVEL,
    R_BESIDE,
    R_COUNT,
    R_EXPOSURE,
    R_LEVEL_VAR,
    R_REST,
    R_SLACK,
    R_WAVE,
    Cell,
    Floats,
    Spread,
    Tuning,
)

U, L, UU, UL, LL = 0, 1, 2, 3, 4


@compiled
def afresh(level_var: float, spread: Spread) -> Floats:
    """The filter before any day: news at its usual spread, the level as uncertain as the baseline says."""
    state = np.zeros(5)
    state[UU], state[LL] = spread.frailty, level_var
    return state


@compiled
def drift(state: Floats, spread: Spread, tuning: Tuning) -> None:
    """One step of time: news fall back towards the mean, the level may walk."""
    rho = spread.persistence
    state[U] *= rho
    state[UU] = rho * rho * state[UU] + spread.frailty * (1.0 - rho * rho)
    state[UL] *= rho
    state[LL] += tuning.drift


@compiled
def spread_var(state: Floats) -> float:
    """Variance of u + l."""
    return float(max(state[UU] + 2.0 * state[UL] + state[LL], 1e-9))


@compiled
def learn(state: Floats, count: float, mean: float, wrong: tuple[float, float], spread: Spread) -> None:
    """Take in one count whose predicted mean was `mean` plus `wrong[0]` counted wrongly, with slack `wrong[1]`."""
    var = spread_var(state)
    weight = weight_of(mean, wrong, spread.clumping, spread.nugget)
    shape = 1.0 / var
    left = shape + weight * mean
    shift = math.log((shape + weight * without(count, wrong[0], shape / weight)) / left)
    shrink = (var - 1.0 / left) / (var * var)
    gain_u, gain_l = state[UU] + state[UL], state[UL] + state[LL]
    state[U] += gain_u / var * shift
    state[L] += gain_l / var * shift
    state[UU] -= gain_u * gain_u * shrink
    state[UL] -= gain_u * gain_l * shrink
    state[LL] -= gain_l * gain_l * shrink


@compiled
def weight_of(mean: float, wrong: tuple[float, float], clumping: float, square: float) -> float:
    """What one counted document is worth: 1 for a Poisson count, less the wider the count scatters for its mean."""
    variance = mean * (1.0 + clumping) + square * mean * mean + wrong[0] + wrong[1]
    return mean / variance if wrong[0] > 0.0 else 1.0 / (1.0 + clumping + mean * square)


@compiled
def without(count: float, beside: float, least: float) -> float:
    """A count without those that are expected to be wrong; it may fall below nothing, by half of the prior's weight."""
    return max(count - beside, -0.5 * least) if beside > 0.0 else count


@compiled
def base_of(cell: Cell, slot: Floats) -> float:
    """The baseline mean of a day in the ring, at the level as it is known now."""
    return float(max(slot[R_EXPOSURE] * math.exp(cell.mean[LEVEL] + slot[R_REST]), 1e-9))


@compiled
def follow_null(cell: Cell, today: int, spread: Spread, tuning: Tuning) -> Floats:
    """The filter of a series without a new wave, over the guarded days; days in a wave teach nothing."""
    first = max(int(cell.scalars[ASSIMILATED]), today - cell.ring.shape[0] + 1)
    state = afresh(cell.ring[today % cell.ring.shape[0], R_LEVEL_VAR], spread)
    for number in range(first, today):
        drift(state, spread, tuning)
        slot = cell.ring[number % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0 and slot[R_WAVE] == 0.0:
            wrong = (slot[R_BESIDE], slot[R_SLACK])
            learn(state, slot[R_COUNT], base_of(cell, slot) * math.exp(state[U] + state[L]), wrong, spread)
    drift(state, spread, tuning)
    return state
