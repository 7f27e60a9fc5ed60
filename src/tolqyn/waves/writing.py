"""Turn the rows of the compiled code into wave records."""

import math
from dataclasses import dataclass
from datetime import date

from tolqyn.waves.layout import (
    W_ALARMED,
    W_BEST,
    W_COUNT,
    W_DAYS,
    W_DECLARED,
    W_DETECTED,
    W_END,
    W_END_HIGH,
    W_END_LOW,
    W_FRAILTY,
    W_HIGH,
    W_LEVEL_VAR,
    W_LOW,
    W_NEW_NORMAL,
    W_NUGGET,
    W_ONSET,
    W_PEAK,
    W_PERSISTENCE,
    W_SEEN,
    W_SERIES,
    W_SLACK,
    W_USUAL,
    Floats,
)
from tolqyn.waves.options import Options
from tolqyn.waves.records import Flags, Status, Tier, Wave

RISING_DAYS = 2
MIDDLE_90 = 1.645
E_LIMIT = 600.0


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of closed waves and of those still on (fields of `layout`, days numbered since the state began)."""

    closed: Floats
    still: Floats


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the numbers of days stand: day 0, the spacing, how many days had passed before, and today's number."""

    first: int
    step: int
    passed: int
    today: int


def write_waves(clock: Clock, found: Found, alarm: Flags, options: Options) -> tuple[Wave, ...]:
    """Every wave as a record, by series and onset."""
    rows = [(row, True) for row in found.closed] + [(row, False) for row in found.still]
    waves = [_write(clock, row, over, alarm, options) for row, over in rows]
    return tuple(sorted(waves, key=lambda wave: (wave.series, wave.onset, wave.detected_on)))


def _write(clock: Clock, row: Floats, over: bool, alarm: Flags, options: Options) -> Wave:
    observed, expected, end = float(row[W_SEEN]), float(row[W_USUAL]), row[W_END]
    interval = _strength(observed, expected, int(row[W_DAYS]), row)
    return Wave(
        series=int(row[W_SERIES]),
        status=_status(over, clock.today - int(row[W_PEAK]), interval[0]),
        tier=_tier(clock, row, over, alarm),
        onset=_day(clock, row[W_ONSET]),
        onset_interval=(_day(clock, row[W_LOW]), _day(clock, row[W_HIGH])),
        peak=_day(clock, row[W_PEAK]),
        end=_day(clock, end) if over else None,
        end_interval=(_day(clock, row[W_END_LOW]), _day(clock, row[W_END_HIGH])) if over else None,
        observed=observed,
        expected=expected,
        excess=observed - expected,
        strength=observed / max(expected, 1e-9),
        strength_interval=interval,
        e_value=math.exp(min(float(row[W_BEST]), E_LIMIT)),
        detected_on=_day(clock, row[W_DETECTED]),
        immature=bool(row[W_COUNT] * clock.step < options.mature_days),
        new_normal=bool(row[W_NEW_NORMAL]),
    )


def _tier(clock: Clock, row: Floats, over: bool, alarm: Flags) -> Tier:
    """Alarm if any day from its detection to its close alarmed, in these days or in earlier ones."""
    start = max(int(row[W_DETECTED]) - clock.passed, 0)
    stop = int(row[W_DECLARED]) - clock.passed if over else alarm.shape[1]
    if row[W_ALARMED] != 0.0 or bool(alarm[int(row[W_SERIES]), start:stop].any()):
        return "alarm"
    return "notice"


def _status(over: bool, since_peak: int, least_strength: float) -> Status:
    """A wave that is over and, now that all its days are known, does not clearly exceed the baseline is retracted."""
    if over:
        return "over" if least_strength > 1.0 else "retracted"
    return "rising" if since_peak < RISING_DAYS else "on"


def _day(clock: Clock, place: float) -> date:
    ordinal = clock.first + clock.step * max(int(place), 0)
    return date.fromordinal(date(1970, 1, 1).toordinal() + ordinal)


def _strength(observed: float, expected: float, days: int, row: Floats) -> tuple[float, float]:
    """The middle 90 % of the rate ratio, log-normal, from counting, news-day and baseline errors."""
    rho = row[W_PERSISTENCE]
    around = (row[W_NUGGET] + row[W_FRAILTY] * (1.0 + rho) / (1.0 - rho)) / max(days, 1)
    counting = (max(observed, 0.5) + row[W_SLACK]) / max(observed, 0.5) ** 2
    error = MIDDLE_90 * math.sqrt(counting + around + row[W_LEVEL_VAR])
    ratio = max(observed, 0.5) / max(expected, 1e-9)
    return ratio * math.exp(-error), ratio * math.exp(error)
