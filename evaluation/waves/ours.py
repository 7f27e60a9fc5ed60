"""Our detector in the form that the bench scores: episodes for each series of a panel."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.waves.score import Episode
from evaluation.waves.truth import HISTORY, LENGTH, Floats, Series
from tolqyn.waves import Known, Options, source_shares
from tolqyn.waves.detection import Result, run
from tolqyn.waves.intake import Grid
from tolqyn.waves.layout import (
    W_DECLARED,
    W_DETECTED,
    W_END,
    W_END_HIGH,
    W_END_LOW,
    W_HIGH,
    W_LOW,
    W_ONSET,
    W_SERIES,
)
from tolqyn.waves.state import empty_state

MONDAY = int(np.datetime64("2020-12-28").astype(np.int64))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What every method gets: distinct stories and exposure, series × days, and one calendar of holidays.

    `sources`, how many sources carry the stories of a day, is of use to ours alone: it decides the cap of a day.
    """

    observed: Floats
    exposure: Floats
    holidays: Floats
    sources: Floats


def inputs_of(panel: Sequence[Series]) -> Inputs:
    """Counts, and exposure by each source's share of the topic as learnt from the history alone."""
    observed = np.array([series.observed for series in panel])
    sources = np.array([(series.by_source > 0).sum(axis=0) for series in panel], dtype=np.float64)
    return Inputs(observed, np.array([exposure_of(series) for series in panel]), panel[0].holidays, sources)


def exposure_of(series: Series) -> Floats:
    """Effective exposure of one series; the test year does not enter the shares."""
    shares = source_shares(series.output[:, :HISTORY].T, series.by_source[:, :HISTORY].T)
    return np.asarray(series.output.T @ shares)


def sweep_panel(inputs: Inputs, options: Options) -> Result:
    """One pass over all days of all series."""
    grid = Grid(inputs.observed, inputs.exposure, MONDAY, 1, np.arange(inputs.observed.shape[1]))
    state = empty_state(inputs.observed.shape[0], MONDAY, 1, options)
    return run(grid, state, Known(holidays=inputs.holidays, sources=inputs.sources), options)[0]


def episodes_of(inputs: Inputs, options: Options) -> list[list[Episode]]:
    """The waves found, as episodes."""
    result = sweep_panel(inputs, options)
    found: list[list[Episode]] = [[] for _ in range(inputs.observed.shape[0])]
    for row in result.found.closed:
        found[int(row[W_SERIES])].append(_episode(row, int(row[W_DECLARED]), int(row[W_END])))
    for row in result.found.still:
        found[int(row[W_SERIES])].append(_episode(row, LENGTH - 1, LENGTH - 1))
    return found


def _episode(row: Floats, declared: int, end: int) -> Episode:
    return Episode(
        onset=int(row[W_ONSET]),
        raised=int(row[W_DETECTED]),
        end=end,
        declared=declared,
        onset_interval=(int(row[W_LOW]), int(row[W_HIGH])),
        end_interval=(int(row[W_END_LOW]), int(row[W_END_HIGH])),
    )
