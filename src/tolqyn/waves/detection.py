"""`detect`: counts, exposure and days in; waves and daily evidence out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tolqyn.model.errors import Invalid
from tolqyn.waves.discovery import discover
from tolqyn.waves.intake import Grid, adapt_array, adapt_grid
from tolqyn.waves.layout import (
    ALARMED,
    DETECTED,
    IN_WAVE,
    OUT_EVIDENCE,
    OUT_EXPECTED,
    OUT_TAIL,
    OUT_UPPER,
    OUT_WAVE,
    Floats,
)
from tolqyn.waves.misreading import Error, exact, wrongly_counted
from tolqyn.waves.options import Options
from tolqyn.waves.records import Detection, Flags, Monitored
from tolqyn.waves.state import State, empty_state, tune
from tolqyn.waves.sweep import open_waves, sweep, weekdays_of
from tolqyn.waves.writing import E_LIMIT, Clock, Found, write_waves


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known of the days: holidays of the press (one flag a day), and how many sources carry each count.

    For counts that a classifier made: its `error` (one for all series, or one for each, `None` where counts are exact),
    and how many documents it `examined` for each count.

    Without `sources` one day multiplies the evidence by at most `Options.day_cap`; with them by that cap to the power
    of the sources, up to three: one source or one reprint cannot alarm in a day, many independent ones can. Lowering a
    day's factor never breaks the promise, so the cap may look at the day itself.
    """

    holidays: Any | None = None
    sources: Any | None = None
    error: Error | Sequence[Error | None] | None = None
    examined: Any | None = None


def detect(
    observed: Any, exposure: Any, days: Any, *, known: Known | None = None, options: Options | None = None
) -> Detection:
    """Find the waves of one series (1-D) or of many (series × days).

    `observed` are documents per day, `exposure` all that the press published (broadcast over series; NaN or 0 for a day
    that was not watched). Frames of pandas, Polars or Arrow hold one row a day and one column a series.

    >>> days = np.arange("2024-09-01", "2024-12-05", dtype="datetime64[D]")
    >>> грузия = np.tile([2, 1, 3, 2, 0, 1, 2], 14)[: days.size]
    >>> грузия[-6:] = [14, 22, 19, 17, 20, 24]
    >>> волна = detect(грузия, 200.0, days).waves[-1]
    >>> волна.onset.isoformat(), волна.tier, волна.end
    ('2024-11-29', 'alarm', None)
    """
    chosen, given = options or Options(), known or Known()
    grid = adapt_grid(observed, exposure, days)
    state = empty_state(grid.counts.shape[0], grid.first, grid.step, chosen)
    shape = np.shape(adapt_array(observed))
    return run(grid, state, given, chosen)[0].reshape(shape)


def run(grid: Grid, state: State, known: Known, options: Options) -> tuple["Result", State]:
    """Advance a state over a grid that begins where the state ends."""
    tuning = tune(options, grid.step)
    cells = (state.mean.copy(), state.cov.copy(), state.scalars.copy(), state.effects.copy(), state.ring.copy())
    calendar = _calendar(grid, state, known)
    effects = np.asarray(options.effects, dtype=np.float64)
    limits = (_caps(grid, known, options), _wrong(grid, known))
    out, closed = sweep(cells, effects, grid.counts, grid.exposure, calendar, limits, tuning)
    passed = state.steps + grid.counts.shape[1]
    counted = np.isfinite(out[:, :, OUT_EXPECTED])
    evidence = np.where(counted, out[:, :, OUT_EVIDENCE], -1e9)
    alarm = discover(evidence, options.patience_days / grid.step, options.false_share)
    clock = Clock(state.first, grid.step, state.steps, passed - 1)
    result = Result(grid, out, Found(closed, open_waves(cells, tuning)), counted, alarm, clock, options)
    _remember_alarms(cells[2], alarm, state.steps)
    return result, State(*cells, state.first, state.step, passed)


def _remember_alarms(scalars: Floats, alarm: Flags, passed: int) -> None:
    """A wave that has alarmed once keeps its tier in the days to come."""
    for series in np.flatnonzero(scalars[:, IN_WAVE] != 0.0):
        start = max(int(scalars[series, DETECTED]) - passed, 0)
        if alarm[series, start:].any():
            scalars[series, ALARMED] = 1.0


def _calendar(grid: Grid, state: State, known: Known) -> Floats:
    calendar = np.zeros((grid.counts.shape[1], 3))
    calendar[:, 0] = (grid.ordinals - state.first) // grid.step
    calendar[:, 1] = weekdays_of(grid.ordinals) if grid.step == 1 else 0
    if known.holidays is not None:
        calendar[grid.places, 2] = np.asarray(adapt_array(known.holidays), dtype=np.float64)
    return calendar


def _caps(grid: Grid, known: Known, options: Options) -> Floats:
    caps = np.full(grid.counts.shape, math.log(options.day_cap))
    if known.sources is not None:
        sources = np.atleast_2d(adapt_array(known.sources))
        caps[:, grid.places] *= np.clip(np.nan_to_num(sources), 1.0, 3.0)
    return caps


def _wrong(grid: Grid, known: Known) -> Floats:
    """How many documents are expected to be counted wrongly on every day, and the slack of that."""
    if known.error is None:
        return exact()
    if known.examined is None:
        raise Invalid("an error is given, but not how many documents were examined", "give Known(examined=…) as well")
    series = grid.counts.shape[0]
    errors = [known.error] * series if isinstance(known.error, Error) else list(known.error)
    examined = np.nan_to_num(np.atleast_2d(adapt_array(known.examined)))
    if len(errors) != series or examined.shape != (series, grid.places.size):
        raise Invalid("errors or examined do not fit the counts", "give one error a series, examined as series × days")
    wrong = np.zeros((2, *grid.counts.shape))
    for row, error in enumerate(errors):
        if error is not None:
            wrong[:, row, grid.places] = wrongly_counted(examined[row], error)
    return wrong


@dataclass(frozen=True, slots=True)
class Result:
    """The raw days and waves of a run, before they are written as records."""

    grid: Grid
    out: Floats
    found: Found
    counted: Flags
    alarm: Flags
    clock: Clock
    options: Options

    def reshape(self, shape: tuple[int, ...]) -> Detection:
        """The detection in the caller's shape, on the caller's days."""
        grid, evidence = self.grid, self.out[:, :, OUT_EVIDENCE]

        def cut(values: Floats | Flags) -> Any:
            return values[:, grid.places].reshape(shape)

        return Detection(
            expected=cut(self.out[:, :, OUT_EXPECTED]),
            upperbound=cut(self.out[:, :, OUT_UPPER]),
            tail=cut(self.out[:, :, OUT_TAIL]),
            e_value=cut(np.where(self.counted, np.exp(np.minimum(evidence, E_LIMIT)), np.nan)),
            notice=cut((self.out[:, :, OUT_WAVE] >= 0) & self.counted),
            alarm=cut(self.alarm),
            waves=write_waves(self.clock, self.found, self.alarm, self.options),
            monitored=self._monitored(),
        )

    def _monitored(self) -> Monitored:
        series, options = int(self.counted.shape[0]), self.options
        series_days = int(self.counted.sum()) * self.grid.step
        return Monitored(
            series=series,
            days=int(self.grid.counts.shape[1]) * self.grid.step,
            series_days=series_days,
            patience_days=options.patience_days,
            expected_false_alarms=series_days / options.patience_days,
            false_share=options.false_share,
        )
