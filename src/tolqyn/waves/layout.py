"""Where each number of a series' state stands: the arrays that the compiled day step reads and writes.

Arrays rather than records because ten thousand series advance by one day within seconds, and because a state that is
five arrays can be saved and restored byte for byte.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TERMS = 13
LEVEL, WEEKDAY, HOLIDAY, YEAR = 0, 1, 8, 9

STARTED, DAY, ASSIMILATED, COUNTED = 0, 1, 2, 3
NOISE_LEVEL = 4
RESIDUAL, MEAN = 6, 9
LAGGED, LAGGED_WEIGHT = 12, 15
SPREAD, SPREAD_SQUARE, SPREAD_WEIGHT = 18, 19, 20
IN_WAVE, ONSET, DETECTED, BEST, OPENED_COUNT = 21, 22, 23, 24, 25
ALARMED, USUAL, CLOSED = 26, 27, 28
EXPOSED, EXPOSED_BEFORE = 29, 30
SCALARS = 31

R_COUNT, R_EXPOSURE, R_WEEKDAY, R_HOLIDAY, R_WAVE, R_REST, R_LEVEL_VAR, R_BASE = 0, 1, 2, 3, 4, 5, 6, 7
R_BESIDE, R_SLACK = 8, 9
RING_FIELDS = 10

EVIDENCE, FILTER = 0, 1
EFFECT_FIELDS = 6

OUT_BASE, OUT_EXPECTED, OUT_UPPER, OUT_EVIDENCE, OUT_WAVE, OUT_TAIL = 0, 1, 2, 3, 4, 5
OUT_FIELDS = 6

W_SERIES, W_ONSET, W_DETECTED, W_END, W_DECLARED, W_BEST = 0, 1, 2, 3, 4, 5
W_NEW_NORMAL, W_COUNT, W_LOW, W_HIGH = 6, 7, 8, 9
W_FRAILTY, W_PERSISTENCE, W_NUGGET, W_LEVEL_VAR = 10, 11, 12, 13
W_PEAK, W_SEEN, W_USUAL, W_DAYS, W_END_LOW, W_END_HIGH, W_FOUND = 14, 15, 16, 17, 18, 19, 20
W_ALARMED, W_OVER, W_SLACK = 21, 22, 23
WAVE_FIELDS = 24


class Cell(NamedTuple):
    """The state of one series: level terms and their covariance, scalars, one row per effect, the last days."""

    mean: Floats
    cov: Floats
    scalars: Floats
    effects: Floats
    ring: Floats


class Day(NamedTuple):
    """What is known of one day of one series; `exposure` 0 means that the day carries no evidence.

    `beside` is how many of the documents are expected to be counted wrongly (none where counts are exact), `slack` the
    variance that this expectation has of its own.
    """

    number: int
    seen: float
    exposure: float
    weekday: int
    holiday: float
    cap: float
    beside: float
    slack: float


class Spread(NamedTuple):
    """How counts scatter around their mean: variance = mean (1 + clumping) + (nugget + frailty) mean²."""

    frailty: float
    persistence: float
    nugget: float
    clumping: float


class Tuning(NamedTuple):
    """Options and priors as plain numbers per step of the series, for the compiled code."""

    step_days: float
    guard: int
    window: int
    first: int
    threshold: float
    caution: float
    least_ratio: float
    end_evidence: float
    long_steps: int
    memory: float
    upper_tail: float
    drift: float
    nugget: float
    clumping: float
    frailty: float
    persistence: float
    spread_weight: float
    frailty_error: float
    clump_error: float
    level_shape: float
    level_count: float
