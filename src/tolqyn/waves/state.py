"""The state of the watched series between two days: frozen, five arrays and a date, restored byte for byte."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tolqyn.model.errors import Invalid
from tolqyn.waves.evidence import NOTHING
from tolqyn.waves.layout import (
    EFFECT_FIELDS,
    HOLIDAY,
    RING_FIELDS,
    SCALARS,
    TERMS,
    WEEKDAY,
    YEAR,
    Floats,
    Tuning,
)
from tolqyn.waves.options import Options, Prior

YEAR_DAYS = 365.25
RING_DAYS = 192


@dataclass(frozen=True, slots=True)
class State:
    """All that tomorrow needs of the past. `first` is day 0 in days since 1970-01-01, `steps` how many have passed."""

    mean: Floats
    cov: Floats
    scalars: Floats
    effects: Floats
    ring: Floats
    first: int
    step: int
    steps: int

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The state as named arrays, ready for `numpy.savez` or a table."""
        whole = np.array([self.first, self.step, self.steps], dtype=np.int64)
        named: dict[str, NDArray[np.generic]] = {name: getattr(self, name).copy() for name in _ARRAYS}
        return named | {"clock": whole}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> Self:
        """The state that `to_arrays` gave."""
        missing = [name for name in (*_ARRAYS, "clock") if name not in arrays]
        if missing:
            raise Invalid(f"the saved state lacks {', '.join(missing)}", "detect again from the counts")
        mean, cov, scalars, effects, ring = (np.array(arrays[name], dtype=np.float64) for name in _ARRAYS)
        first, step, steps = (int(value) for value in arrays["clock"].tolist())
        return cls(mean, cov, scalars, effects, ring, first, step, steps)


_ARRAYS = ("mean", "cov", "scalars", "effects", "ring")


def empty_state(series: int, first: int, step: int, options: Options) -> State:
    """The state before the first day: priors only."""
    prior = options.prior or Prior()
    variances = np.full(TERMS, prior.weekday**2)
    variances[0] = 1.0 / prior.level_shape
    variances[WEEKDAY : WEEKDAY + 7] = prior.weekday**2 if step == 1 else 1e-8
    variances[HOLIDAY] = prior.holiday**2
    variances[YEAR : YEAR + 2] = prior.yearly**2
    variances[YEAR + 2 : YEAR + 4] = prior.half_yearly**2
    cov = np.tile(np.diag(variances), (series, 1, 1))
    effects = np.zeros((series, len(options.effects), EFFECT_FIELDS))
    effects[:, :, 0] = NOTHING
    scalars = np.zeros((series, SCALARS))
    ring = np.zeros((series, RING_DAYS, RING_FIELDS))
    return State(np.zeros((series, TERMS)), cov, scalars, effects, ring, first, step, 0)


def tune(options: Options, step: int) -> Tuning:
    """Options as numbers per step of `step` days."""
    prior = options.prior or Prior()
    return Tuning(
        step_days=float(step),
        guard=max(1, math.ceil(options.guard_days / step)),
        window=options.window,
        first=max(4, math.ceil(options.first_days / step)),
        threshold=math.log(options.patience_days / step),
        caution=math.log(options.caution),
        least_ratio=options.least_ratio,
        end_evidence=options.end_evidence,
        long_steps=math.ceil(options.long_days / step),
        memory=math.exp(-math.log(2.0) / options.memory_steps),
        upper_tail=options.upper_tail * step,
        drift=prior.drift_a_year**2 * step / YEAR_DAYS,
        nugget=prior.nugget,
        clumping=prior.clumping,
        frailty=prior.frailty,
        persistence=prior.persistence,
        spread_weight=prior.spread_weight,
        frailty_error=prior.frailty_error,
        clump_error=prior.clump_error,
        level_shape=prior.level_shape,
        level_count=prior.level_count,
    )
