"""One figure of the bench, and the intervals that are printed beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from scipy.stats import chi2

from evaluation.waves.truth import Floats


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number with a 95 % interval; `direction` says which way is better, `note` what it rests on."""

    name: str
    value: float
    low: float | None
    high: float | None
    direction: Literal["up", "down"]
    must: float | None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met, `None` where there is none."""
        if self.must is None:
            return None
        return self.value >= self.must - 1e-12 if self.direction == "up" else self.value <= self.must + 1e-12

    def line(self) -> str:
        """The figure as one line of the report."""
        interval = "" if self.low is None or self.high is None else f" [{self.low:.3g}, {self.high:.3g}]"
        verdict = {True: "met", False: "NOT MET", None: "-"}[self.met]
        target = "" if self.must is None else f"{'≥' if self.direction == 'up' else '≤'} {self.must:g}"
        return f"{self.name:<62} {self.value:>8.3f}{interval:<18} {target:<8} {verdict:<8} {self.note}"


def share(
    name: str, hits: int, of: int, direction: Literal["up", "down"], must: float | None, note: str = ""
) -> Figure:
    """A share with Wilson's interval."""
    if of == 0:
        return Figure(name, float("nan"), None, None, direction, must, "nothing to count")
    p, z = hits / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Figure(name, p, middle - half, middle + half, direction, must, note or f"{hits} of {of}")


def rate(
    name: str, events: int, time: float, direction: Literal["up", "down"], must: float | None, note: str = ""
) -> Figure:
    """A rate of events with the exact Poisson interval."""
    low = chi2.ppf(0.025, 2 * events) / 2 / time if events else 0.0
    high = chi2.ppf(0.975, 2 * events + 2) / 2 / time
    return Figure(name, events / time, float(low), float(high), direction, must, note or f"{events} in {time:.0f}")


def resampled(
    name: str,
    values: Sequence[Floats],
    statistic: Callable[..., float],
    direction: Literal["up", "down"],
    must: float | None,
) -> Figure:
    """A statistic of paired arrays with the middle 95 % of 1,000 bootstrap draws over their rows."""
    rng = np.random.default_rng(99)
    rows = len(values[0])
    draws = []
    for _ in range(1000):
        pick = rng.integers(0, rows, rows)
        draws.append(statistic(*(value[pick] for value in values)))
    low, high = np.nanquantile(draws, [0.025, 0.975])
    return Figure(name, statistic(*values), float(low), float(high), direction, must, f"n = {rows}")
