"""Turn the rows of the compiled code into wave records."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from tolqyn.waves.intake import Grid
from tolqyn.waves.layout import (
    OUT_BASE,
    W_BEST,
    W_COUNT,
    W_DETECTED,
    W_END,
    W_FRAILTY,
    W_HIGH,
    W_LEVEL_VAR,
    W_LOW,
    W_NEW_NORMAL,
    W_NUGGET,
    W_ONSET,
    W_PERSISTENCE,
    W_SERIES,
    Floats,
)
from tolqyn.waves.options import Options
from tolqyn.waves.records import Flags, Status, Wave

RISING_DAYS = 2
MIDDLE_90 = 1.645
E_LIMIT = 600.0


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of closed waves and of those still on (fields of `layout`)."""

    closed: Floats
    still: Floats


def write_waves(grid: Grid, out: Floats, found: Found, alarm: Flags, options: Options) -> tuple[Wave, ...]:
    """Every wave as a record, by series and onset."""
    rows = [(row, True) for row in found.closed] + [(row, False) for row in found.still]
    waves = [_write(grid, out, row, over, alarm, options) for row, over in rows]
    return tuple(sorted(waves, key=lambda wave: (wave.series, wave.onset, wave.detected_on)))


def _write(grid: Grid, out: Floats, row: Floats, over: bool, alarm: Flags, options: Options) -> Wave:
    series, onset = int(row[W_SERIES]), int(row[W_ONSET])
    last = grid.counts.shape[1] - 1
    end = int(row[W_END]) if over else last
    days = slice(onset, end + 1)
    live = grid.exposure[series, days] > 0
    counts = np.where(live, grid.counts[series, days], 0.0)
    base = np.where(live, np.nan_to_num(out[series, days, OUT_BASE]), 0.0)
    observed, expected = float(counts.sum()), float(base.sum())
    peak = onset + int(np.argmax(counts)) if counts.size else onset
    detected = int(row[W_DETECTED])
    return Wave(
        series=series,
        status=_status(over, last - peak),
        tier="alarm" if bool(alarm[series, detected : max(end, detected) + 1].any()) else "notice",
        onset=_day(grid, onset),
        onset_interval=(_day(grid, int(row[W_LOW])), _day(grid, int(row[W_HIGH]))),
        peak=_day(grid, peak),
        end=_day(grid, end) if over else None,
        end_interval=(_day(grid, end), _day(grid, end)) if over else None,
        observed=observed,
        expected=expected,
        excess=observed - expected,
        strength=observed / max(expected, 1e-9),
        strength_interval=_strength(observed, expected, int(live.sum()), row),
        e_value=math.exp(min(float(row[W_BEST]), E_LIMIT)),
        detected_on=_day(grid, detected),
        immature=bool(row[W_COUNT] * grid.step < options.mature_days),
        new_normal=bool(row[W_NEW_NORMAL]),
    )


def _status(over: bool, since_peak: int) -> Status:
    if over:
        return "over"
    return "rising" if since_peak < RISING_DAYS else "on"


def _day(grid: Grid, place: int) -> date:
    ordinal = grid.first + grid.step * max(place, 0)
    return date.fromordinal(date(1970, 1, 1).toordinal() + ordinal)


def _strength(observed: float, expected: float, days: int, row: Floats) -> tuple[float, float]:
    """The middle 90 % of the rate ratio, log-normal, from counting, news-day and baseline errors."""
    rho = row[W_PERSISTENCE]
    around = (row[W_NUGGET] + row[W_FRAILTY] * (1.0 + rho) / (1.0 - rho)) / max(days, 1)
    error = MIDDLE_90 * math.sqrt(1.0 / max(observed, 0.5) + around + row[W_LEVEL_VAR])
    ratio = max(observed, 0.5) / max(expected, 1e-9)
    return ratio * math.exp(-error), ratio * math.exp(error)
