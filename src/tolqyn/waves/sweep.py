"""Many series over many days: the outer loops around the day step, compiled."""

import numpy as np
from numpy.typing import NDArray

from tolqyn.waves.baseline import spread_of
from tolqyn.waves.compiled import compiled
from tolqyn.waves.daystep import step
from tolqyn.waves.layout import IN_WAVE, OUT_FIELDS, W_SERIES, WAVE_FIELDS, Cell, Day, Floats, Tuning
from tolqyn.waves.wave_rows import describe


@compiled
def sweep(
    cells: tuple[Floats, Floats, Floats, Floats, Floats],
    effects: Floats,
    counts: Floats,
    exposure: Floats,
    calendar: Floats,
    limits: tuple[Floats, Floats],
    tuning: Tuning,
) -> tuple[Floats, Floats]:
    """Advance the cells in place; gives the days (series × steps × fields) and one row for every closed wave.

    `calendar` holds, for each step, its number since the state began, its weekday, and 1 for a holiday. `limits` are
    the cap of every day, and how many documents are counted wrongly with the slack of that (2 × series × steps, or
    2 × 1 × 1 where counts are exact).
    """
    series, steps = counts.shape
    caps, wrong = limits
    out = np.zeros((series, steps, OUT_FIELDS))
    closed = np.zeros((64, WAVE_FIELDS))
    found = 0
    for i in range(series):
        cell = Cell(cells[0][i], cells[1][i], cells[2][i], cells[3][i], cells[4][i])
        for j in range(steps):
            row, place = min(i, wrong.shape[1] - 1), min(j, wrong.shape[2] - 1)
            day = Day(
                int(calendar[j, 0]),
                counts[i, j],
                exposure[i, j],
                int(calendar[j, 1]),
                calendar[j, 2],
                caps[i, j],
                wrong[0, row, place],
                wrong[1, row, place],
            )
            if step(cell, effects, day, tuning, out[i, j], closed[found]):
                closed[found, W_SERIES] = i
                found += 1
                if found == closed.shape[0]:
                    closed = np.concatenate((closed, np.zeros_like(closed)))
    return out, closed[:found]


@compiled
def open_waves(cells: tuple[Floats, Floats, Floats, Floats, Floats], tuning: Tuning) -> Floats:
    """One row for every wave that is still on."""
    series = cells[0].shape[0]
    rows = np.zeros((series, WAVE_FIELDS))
    found = 0
    for i in range(series):
        if cells[2][i, IN_WAVE] != 0.0:
            cell = Cell(cells[0][i], cells[1][i], cells[2][i], cells[3][i], cells[4][i])
            describe(cell, spread_of(cell, tuning), rows[found])
            rows[found, W_SERIES] = i
            found += 1
    return rows[:found]


def weekdays_of(ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
    """Monday is 0; 1970-01-01 was a Thursday."""
    return (ordinals + 3) % 7
