"""What the room answers with: waves, the days they stand in, and what was watched."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tolqyn.waves.layout import Floats

Status = Literal["rising", "on", "over", "retracted"]
Tier = Literal["notice", "alarm"]
Interval = tuple[date, date]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Wave:
    """A period in which a series stands above what its baseline explains.

    Intervals hold nine times in ten. `strength` is the rate ratio observed / expected. `e_value` is the largest value
    of the evidence; its inverse bounds the chance of a false alarm per day of patience. `end` is `None` while the wave
    is on; `new_normal` marks one that was closed because it became the level. A wave is `retracted` when it is over and
    its strength's interval reaches down to 1: the rise did not hold.
    """

    series: int
    status: Status
    tier: Tier
    onset: date
    onset_interval: Interval
    peak: date
    end: date | None
    end_interval: Interval | None
    observed: float
    expected: float
    excess: float
    strength: float
    strength_interval: tuple[float, float]
    e_value: float
    detected_on: date
    immature: bool
    new_normal: bool


@dataclass(frozen=True, slots=True)
class Monitored:
    """What was watched, and the false notices to be expected among it if no series had a wave at all."""

    series: int
    days: int
    series_days: int
    patience_days: float
    expected_false_alarms: float
    false_share: float


@dataclass(frozen=True, slots=True)
class Detection:
    """One answer per day and series, in the shape of the counts given, and the waves found.

    `tail` is the chance of at least so many documents on that day. A day's `expected`, `upperbound`, `tail`, `e_value`,
    `notice` and `alarm` rest on nothing later than that day; they are NaN or false before four weeks of counts and on
    days without exposure. `waves` rest on all days given.
    """

    expected: Floats
    upperbound: Floats
    tail: Floats
    e_value: Floats
    notice: Flags
    alarm: Flags
    waves: tuple[Wave, ...]
    monitored: Monitored
