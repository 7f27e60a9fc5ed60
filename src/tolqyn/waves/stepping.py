"""Day by day: a state that is carried from one day to the next, and what was known on each past day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from tolqyn.model.errors import Invalid
from tolqyn.waves.detection import Known, run
from tolqyn.waves.intake import adapt_array, adapt_days, adapt_grid
from tolqyn.waves.options import Options
from tolqyn.waves.records import Detection
from tolqyn.waves.state import State, empty_state


def start(series: int, day: date, *, step_days: int = 1, options: Options | None = None) -> State:
    """The state before the first day of so many series."""
    if series < 1 or step_days < 1:
        raise Invalid("a state needs at least one series and a spacing of at least one day", "give both as 1 or more")
    return empty_state(series, int(np.datetime64(day).astype(np.int64)), step_days, options or Options())


def step(
    state: State,
    observed: Any,
    exposure: Any,
    days: Any,
    *,
    known: Known | None = None,
    options: Options | None = None,
) -> tuple[Detection, State]:
    """Take in one day or several (series × days) and answer what is found, with the state for tomorrow.

    The state given is not changed. The same days taken in one by one or all at once give the same state and the same
    daily answers as `detect` over all of them; a day that was left out counts as a day without exposure. A wave
    keeps its `series` and `detected_on` from day to day: they are its identity.

    >>> state = start(1, date(2024, 9, 1))
    >>> day = np.array(["2024-09-01"], dtype="datetime64[D]")
    >>> found, state = step(state, [[3.0]], 120.0, day)
    >>> state.steps, found.waves
    (1, ())
    """
    chosen, given = options or Options(), known or Known()
    ordinals = adapt_days(days)
    grid = adapt_grid(observed, exposure, _from_here(state, ordinals), step=state.step)
    if grid.counts.shape[0] != state.mean.shape[0]:
        raise Invalid(
            f"the state watches {state.mean.shape[0]} series, but {grid.counts.shape[0]} were given",
            "give one row for every series of the state, in its order",
        )
    result, after = run(grid, state, given, chosen)
    return result.reshape(np.shape(np.atleast_2d(adapt_array(observed)))), after


def _from_here(state: State, ordinals: Any) -> Any:
    expected = state.first + state.step * state.steps
    if int(ordinals[0]) != expected:
        wanted, given = np.datetime64(expected, "D"), np.datetime64(int(ordinals[0]), "D")
        raise Invalid(
            f"the state expects {wanted}, but the days begin at {given}",
            "give every day in order; for a day that was not watched give exposure 0",
        )
    return ordinals.astype("datetime64[D]")


def replay(
    observed: Any, exposure: Any, days: Any, *, known: Known | None = None, options: Options | None = None
) -> Iterator[tuple[date, Detection]]:
    """What `step` would have answered on each past day, from the days up to it alone."""
    counts = np.atleast_2d(adapt_array(observed))
    made = np.broadcast_to(adapt_array(exposure), counts.shape)
    stamps = adapt_days(days).astype("datetime64[D]")
    given = known or Known()
    gaps = np.diff(stamps.astype(np.int64))
    spacing = int(np.gcd.reduce(gaps)) if gaps.size else 1
    state = start(counts.shape[0], stamps[0].item(), step_days=spacing, options=options)
    for place, stamp in enumerate(stamps):
        missed = (int(stamp.astype(np.int64)) - state.first) // spacing - state.steps
        width = missed + 1
        seen, watched = np.zeros((counts.shape[0], width)), np.zeros((counts.shape[0], width))
        seen[:, -1], watched[:, -1] = counts[:, place], made[:, place]
        span = stamp - spacing * np.arange(width - 1, -1, -1)
        found, state = step(state, seen, watched, span, known=_of_day(given, place, width), options=options)
        yield stamp.item(), found


def _of_day(known: Known, place: int, width: int) -> Known:
    def cut(values: Any | None) -> Any | None:
        if values is None:
            return None
        array = adapt_array(values)
        padded = np.zeros((*array.shape[:-1], width))
        padded[..., -1] = array[..., place]
        return padded

    return replace(known, holidays=cut(known.holidays), sources=cut(known.sources), examined=cut(known.examined))
