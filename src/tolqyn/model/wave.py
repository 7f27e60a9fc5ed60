"""Waves and the series they stand in."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["rising", "on", "over", "retracted"]
SeriesKind = Literal["coverage", "hostile"]


@dataclass(frozen=True, slots=True)
class Count:
    """One day of a series: what a press published about a target, and what its baseline explains.

    `exposure` is all originals of the press that day; `expected` and `upperbound` are `None` before a baseline
    could be fitted.
    """

    press: str
    target: str
    series: SeriesKind
    day: date
    documents: int
    originals: int
    sources: int
    exposure: float
    expected: float | None
    upperbound: float | None
    e_value: float | None


@dataclass(frozen=True, slots=True)
class Wave:
    """A period in which a press covers a target beyond what its baseline explains.

    `new_normal` marks one that did not end but became the level, and was closed for that. `hostile_share` is the share
    of originals about the target that are hostile to it, `None` where nobody said which are.
    """

    wave_id: str
    target: str
    press: str
    series: SeriesKind
    narrative: str | None
    status: Status
    tier: Literal["notice", "alarm"]
    onset: date
    onset_from: date
    onset_until: date
    peak: date
    end: date | None
    end_from: date | None
    end_until: date | None
    observed: int
    expected: float
    excess: float
    strength: float
    e_value: float
    documents: int
    originals: int
    sources: int
    hostile_share: float | None
    immature: bool
    effective_sources: float | None
    top_share: float | None
    survives_without_loudest: bool | None
    detected_on: date
    new_normal: bool = False


@dataclass(frozen=True, slots=True)
class WaveEvent:
    """An event that stands near a wave's onset, with how often chance would put one of its class there."""

    wave_id: str
    event_id: str
    day: date
    lag_days: int
    chance: float | None


@dataclass(frozen=True, slots=True)
class Monitored:
    """What was watched: series, days, and the false alarms to be expected among them."""

    press: str
    series: int
    days: int
    expected_false_alarms: float
    patience_days: float


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An earlier wave of the same target, set against waves of other targets, which are not expected to resemble it.

    `distance` is 0 for alike and 1 for unlike; `chance` is how rarely a wave of another target is as near, `adjusted`
    the same after all earlier waves were looked at. `claimed` says whether that is rare enough to say “again”.
    """

    wave_id: str
    earlier_id: str
    days_between: int
    distance: float
    chance: float
    adjusted: float
    claimed: bool


@dataclass(frozen=True, slots=True)
class Control:
    """How a wave's rise compares: with other targets in the same press, or with other presses on the same target.

    `rise` and `usual_rise` (the median of the controls) are rates in the wave over those of the eight weeks before,
    `beyond` is their quotient; `chance` is the share of series that rose as much, `None` with fewer than three others.
    """

    wave_id: str
    kind: Literal["targets", "presses"]
    rise: float
    usual_rise: float
    beyond: float
    controls: int
    chance: float | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was known of one wave on one past day, from what had been published by then."""

    day: date
    press: str
    target: str
    series: SeriesKind
    status: Status
    tier: Literal["notice", "alarm"]
    onset: date
    end: date | None
    observed: float
    expected: float
    e_value: float
    detected_on: date
