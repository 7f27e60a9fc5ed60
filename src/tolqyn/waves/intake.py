"""NumPy, pandas, Polars and Arrow in; one regular grid of series × steps out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tolqyn.model.errors import Invalid
from tolqyn.waves.layout import Floats

Days = NDArray[np.datetime64]
Ordinals = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts and exposure on an unbroken grid of steps; `places` are the steps that the caller's days stand on.

    `first` is the first day in days since 1970-01-01, `step` the spacing in days. Steps that the caller did not give,
    and those with an unknown count or exposure, have exposure 0.
    """

    counts: Floats
    exposure: Floats
    first: int
    step: int
    places: Ordinals

    @property
    def ordinals(self) -> Ordinals:
        """The day of every step, since 1970-01-01."""
        return self.first + self.step * np.arange(self.counts.shape[1], dtype=np.int64)


def adapt_array(values: Any) -> Floats:
    """Any array or frame as a float array, series × days; frames hold one row a day and one column a series.

    >>> adapt_array([3, 0, 5]).shape
    (3,)
    """
    if hasattr(values, "columns") or hasattr(values, "column_names"):
        table = values.to_pandas() if hasattr(values, "column_names") else values
        return np.ascontiguousarray(np.asarray(table.to_numpy(), dtype=np.float64).T)
    if hasattr(values, "to_numpy"):
        return np.asarray(_plain(values), dtype=np.float64)
    return np.asarray(values, dtype=np.float64)


def _plain(values: Any) -> Any:
    try:
        return values.to_numpy(zero_copy_only=False)
    except TypeError:
        return values.to_numpy()


def adapt_days(days: Any) -> Ordinals:
    """Days of any library as integers since 1970-01-01, which must rise strictly."""
    plain = _plain(days) if hasattr(days, "to_numpy") else days
    stamps = np.asarray(plain if isinstance(plain, np.ndarray) else _as_list(plain), dtype="datetime64[D]")
    ordinals = stamps.astype(np.int64)
    if ordinals.ndim != 1 or ordinals.size == 0 or bool(np.any(np.diff(ordinals) <= 0)):
        raise Invalid("the days do not rise strictly", "give every day once, in order, at least one")
    return ordinals


def _as_list(days: Sequence[Any]) -> list[Any]:
    return list(days)


def adapt_grid(observed: Any, exposure: Any, days: Any, step: int | None = None) -> Grid:
    """Counts, exposure and days as one grid, or an error that names what does not fit."""
    ordinals = adapt_days(days)
    counts = np.atleast_2d(adapt_array(observed))
    if counts.shape[1] != ordinals.size:
        raise Invalid(
            f"{counts.shape[1]} counts a series, but {ordinals.size} days",
            "give counts as series × days, or as a frame with one row a day",
        )
    if bool(np.any(counts < 0)):
        raise Invalid("a count is negative", "counts are documents per day; use NaN for unknown")
    try:
        watched = np.broadcast_to(adapt_array(exposure), counts.shape)
    except ValueError as error:
        raise Invalid(
            f"the exposure does not fit the counts: {error}", "give one value a day, or a series × days array"
        ) from error
    gaps = np.diff(ordinals)
    spacing = step or (int(np.gcd.reduce(gaps)) if gaps.size else 1)
    return _spread_out(counts, watched, ordinals, spacing)


def _spread_out(counts: Floats, watched: Floats, ordinals: Ordinals, step: int) -> Grid:
    first = int(ordinals[0])
    places = (ordinals - first) // step
    shape = (counts.shape[0], int(places[-1]) + 1)
    known = np.isfinite(counts) & np.isfinite(watched) & (watched > 0)
    full_counts, full_exposure = np.zeros(shape), np.zeros(shape)
    full_counts[:, places] = np.where(known, counts, 0.0)
    full_exposure[:, places] = np.where(known, watched, 0.0)
    return Grid(full_counts, full_exposure, first, step, places)
