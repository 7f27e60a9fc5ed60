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
    """A period in which a press covers a target beyond what its baseline explains."""

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
