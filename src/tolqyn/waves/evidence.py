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

from tolqyn.waves import following
from tolqyn.waves.compiled import compiled
from tolqyn.waves.following import LL, UL, UU, L, U
from tolqyn.waves.layout import EVIDENCE, FILTER, Cell, Day, Floats, Spread, Tuning
from tolqyn.waves.negbin import log_kernel, size_beside

NOTHING = -60.0


@compiled
def reset(cell: Cell) -> None:
    """Forget all evidence, as after a wave."""
    cell.effects[:] = 0.0
    cell.effects[:, EVIDENCE] = NOTHING


@compiled
def shift_level(cell: Cell, by: float) -> None:
    """When the baseline has moved its level, what the effects' filters believe of the level stays where it was."""
    for i in range(cell.effects.shape[0]):
        cell.effects[i, FILTER + L] -= by


@compiled
def _enter_afresh(state: Floats, null: Floats, log_evidence: float) -> None:
    """Merge the running filter of an effect with the null's, which is where a wave beginning today would start."""
    share = 1.0 / (1.0 + math.exp(-min(log_evidence, 40.0))) if log_evidence > -40.0 else 0.0
    gap_u, gap_l = state[U] - null[U], state[L] - null[L]
    between = share * (1.0 - share)
    state[UU] = share * state[UU] + (1.0 - share) * null[UU] + between * gap_u * gap_u
    state[UL] = share * state[UL] + (1.0 - share) * null[UL] + between * gap_u * gap_l
    state[LL] = share * state[LL] + (1.0 - share) * null[LL] + between * gap_l * gap_l
    state[U] = null[U] + share * gap_u
    state[L] = null[L] + share * gap_l


@compiled
def weigh(cell: Cell, effects: Floats, day: Day, base: float, null: Floats, spread: Spread, tuning: Tuning) -> None:
    """Turn one day's count into evidence for every effect; `null` is the null's filter as of this day."""
    mean = base * math.exp(null[U] + null[L])
    around = spread.nugget + following.spread_var(null)
    size = size_beside(mean, day.beside, day.slack, spread.clumping, around)
    calm = log_kernel(day.seen, mean + day.beside, size)
    for i in range(effects.shape[0]):
        before, state = cell.effects[i, EVIDENCE], cell.effects[i, FILTER:]
        following.drift(state, spread, tuning)
        _enter_afresh(state, null, before)
        mean = base * effects[i] * math.exp(state[U] + state[L])
        around = spread.nugget + following.spread_var(state)
        size = size_beside(mean, day.beside, day.slack, spread.clumping, around)
        gain = log_kernel(day.seen, mean + day.beside, size) - calm
        grown = max(before, 0.0) + math.log1p(math.exp(-abs(before)))
        cell.effects[i, EVIDENCE] = max(grown + min(gain, day.cap), NOTHING)
        following.learn(state, day.seen, mean, (day.beside, day.slack), spread)


@compiled
def pass_by(cell: Cell, spread: Spread, tuning: Tuning) -> None:
    """A day without evidence: time goes by for every filter."""
    for i in range(cell.effects.shape[0]):
        following.drift(cell.effects[i, FILTER:], spread, tuning)


@compiled
def total(cell: Cell) -> float:
    """The log of the evidence: the mean over the effects."""
    best = cell.effects[:, EVIDENCE].max()
    return float(best + math.log(np.exp(cell.effects[:, EVIDENCE] - best).mean()))
