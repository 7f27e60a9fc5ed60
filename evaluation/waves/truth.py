"""What a generator answers with: one series as a detector may see it, and the waves that were planted in it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

YEAR = 364
HISTORY = 3 * YEAR
LENGTH = HISTORY + YEAR


@dataclass(frozen=True, slots=True)
class Planted:
    """A wave as planted: first and last day with at least a fifth of its height, and how visible it is.

    `snr` is the planted excess over the standard deviation of the window's total without it.
    """

    onset: int
    end: int
    kind: str
    loud: bool
    snr: float

    @property
    def tested(self) -> bool:
        """Whether it stands in the year that is scored."""
        return self.onset >= HISTORY


@dataclass(frozen=True, slots=True)
class Series:
    """One series of `LENGTH` days.

    `observed` are distinct stories as de-duplication leaves them (a tenth of the copies leaks), `raw` all texts,
    `by_source` distinct stories and `output` all originals, both sources × days.
    """

    observed: Floats
    raw: Floats
    by_source: Floats
    output: Floats
    holidays: Floats
    level: float
    waves: tuple[Planted, ...]
    bursts: tuple[int, ...] = ()
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def quiet(self) -> bool:
        """Whether no wave touches the scored year."""
        return all(wave.end < HISTORY for wave in self.waves)
