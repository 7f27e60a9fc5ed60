"""Figure 15: series that a classifier counted, when what it examines surges and what it looks for does not.

True hostile stories come from quiet series of the press generator, the others from series with waves; each story is
flagged with the classifier's rates. A wave of the others is then no wave of the hostile ones. Power is measured on
series whose hostile stories have planted waves, against a detector that is shown the truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.waves import media
from evaluation.waves.figures import Figure, share
from evaluation.waves.ours import MONDAY, exposure_of
from evaluation.waves.score import BEFORE
from evaluation.waves.truth import HISTORY, YEAR, Floats, Planted, Series
from tolqyn.waves import Detection, Error, Known, detect

RATES = Error(0.75, 0.92)
CHECKED = 300


@dataclass(frozen=True, slots=True)
class Read:
    """Flagged, examined and truly hostile stories with exposure (series × days), and the planted waves of each kind."""

    flagged: Floats
    examined: Floats
    true: Floats
    exposure: Floats
    surges: tuple[tuple[Planted, ...], ...]
    waves: tuple[tuple[Planted, ...], ...]


def read_panel(rng: np.random.Generator, number: int, hostile_waves: bool) -> Read:
    """`number` series at 0.5, 2 and 8 hostile stories a day among four times as many others."""
    hostile = [media.make_series(rng, (0.5, 2.0, 8.0)[i % 3], hostile_waves) for i in range(number)]
    others = [media.make_series(rng, 4.0 * (0.5, 2.0, 8.0)[i % 3], True) for i in range(number)]
    true, rest = _counts(hostile), _counts(others)
    flagged = rng.binomial(true, RATES.sensitivity) + rng.binomial(rest, 1.0 - RATES.specificity)
    return Read(
        flagged=flagged.astype(np.float64),
        examined=(true + rest).astype(np.float64),
        true=true.astype(np.float64),
        exposure=np.array([exposure_of(series) for series in hostile]),
        surges=tuple(series.waves for series in others),
        waves=tuple(series.waves for series in hostile),
    )


def _counts(panel: Sequence[Series]) -> np.ndarray:
    return np.array([series.observed for series in panel]).astype(np.int64)


def misread_figures(number: int, seed: int) -> list[Figure]:
    """False alarms over those promised, and the waves found, by what the detector is told of the classifier."""
    rng = np.random.default_rng(seed)
    quiet, struck = read_panel(rng, number, False), read_panel(rng, number, True)
    measured = Error(
        rng.binomial(CHECKED, RATES.sensitivity) / CHECKED,
        rng.binomial(CHECKED, RATES.specificity) / CHECKED,
        checked=CHECKED,
        found=CHECKED,
    )
    figures = []
    for name, error, must in (
        ("error known", RATES, 1.0),
        (f"error measured on {CHECKED}", measured, 1.0),
        ("no error told", None, None),
    ):
        figures.append(_promise(name, quiet, error, must))
        figures.append(_power(f"15 waves found, {name}", struck, struck.flagged, error))
    return [*figures, _power("15 waves found by who is shown the truth", struck, struck.true, None)]


def _found(read: Read, counts: Floats, error: Error | None) -> Detection:
    days = np.arange(MONDAY, MONDAY + counts.shape[1]).astype("datetime64[D]")
    known = Known() if error is None else Known(error=error, examined=read.examined)
    return detect(counts, read.exposure, days, known=known)


def _promise(name: str, read: Read, error: Error | None, must: float | None) -> Figure:
    days = [
        int(np.datetime64(wave.detected_on).astype(np.int64)) - MONDAY
        for wave in _found(read, read.flagged, error).waves
    ]
    false = sum(day >= HISTORY for day in days)
    value = false / (read.flagged.shape[0] * YEAR / 364.0)
    half = 1.96 * max(false, 1) ** 0.5 / read.flagged.shape[0]
    return Figure(
        f"15 false alarms over promised, {name}", value, max(value - half, 0.0), value + half, "down", must,
        f"{false} in {read.flagged.shape[0]} series",
    )  # fmt: skip


def _power(name: str, read: Read, counts: Floats, error: Error | None) -> Figure:
    """Planted waves of the test year with a signal-to-noise ratio of 4 among the true stories."""
    raised: dict[int, list[int]] = {}
    for wave in _found(read, counts, error).waves:
        day = int(np.datetime64(wave.detected_on).astype(np.int64)) - MONDAY
        raised.setdefault(wave.series, []).append(day)
    planted = [(i, wave) for i, waves in enumerate(read.waves) for wave in waves if wave.tested and wave.snr >= 4]
    hits = sum(any(wave.onset - BEFORE <= day <= wave.end for day in raised.get(i, [])) for i, wave in planted)
    return share(name, hits, len(planted), "up", None)
