"""Counts that a classifier made: how many of them are wrong, and what share is left when they are taken out.

A classifier that finds hostile documents among those examined flags false ones in proportion to all that it examines.
When coverage doubles, so do they, and a wave of coverage would look like a wave of hostility. The expected false ones
therefore stand beside the baseline, day by day: mean = false + baseline, and only the baseline is multiplied in a wave.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, norm

from tolqyn.model.errors import Invalid
from tolqyn.waves.layout import Floats

SURE = 0.95


@dataclass(frozen=True, slots=True)
class Error:
    """How often a classifier is right: about documents that are what it looks for, and about others.

    `checked` are the others on which the specificity was measured, `None` where it is known exactly; `found` are those
    on which the sensitivity was.
    """

    sensitivity: float
    specificity: float
    checked: int | None = None
    found: int | None = None

    def __post_init__(self) -> None:
        """A classifier that is no better than a coin cannot be corrected."""
        if not (0.0 < self.sensitivity <= 1.0 and 0.0 <= self.specificity <= 1.0):
            raise Invalid("sensitivity and specificity are shares", "give both between 0 and 1")
        if self.sensitivity + self.specificity <= 1.0:
            raise Invalid(
                f"sensitivity {self.sensitivity} and specificity {self.specificity} add up to 1 or less",
                "such a classifier says nothing; train another, or count what it examined",
            )


def wrongly_counted(examined: Floats, error: Error) -> Floats:
    """False ones to be expected among so many examined documents, and the variance of that expectation: 2 × shape.

    The specificity is taken at the lower end of what its sample allows (Jeffreys' interval, one side, 95 %): too few
    false ones expected would make a wave out of any surge of coverage, too many only cost power.

    >>> wrongly_counted(np.array([[100.0, 300.0]]), Error(0.8, 0.95))[0].round(6).tolist()
    [[5.0, 15.0]]
    """
    wrong, spread = 1.0 - error.specificity, 0.0
    if error.checked is not None:
        false = (1.0 - error.specificity) * error.checked
        wrong = float(beta.ppf(SURE, false + 0.5, error.checked - false + 0.5))
        spread = error.specificity * (1.0 - error.specificity) / error.checked
    return np.stack([wrong * examined, spread * examined**2])


def true_share(flagged: float, examined: float, error: Error) -> tuple[float, float, float]:
    """The share that is what the classifier looks for, with the middle 90 %.

    (seen share + specificity - 1) / (sensitivity + specificity - 1), after Rogan and Gladen 1978, with the variance of
    the two rates as in Lang and Reiczigel 2014.

    >>> [round(value, 2) for value in true_share(40, 100, Error(0.9, 0.9))]
    [0.38, 0.27, 0.48]
    """
    if examined <= 0:
        raise Invalid("no document was examined", "ask for the share of a period with documents")
    seen, better = flagged / examined, error.sensitivity + error.specificity - 1.0
    share = min(max((seen + error.specificity - 1.0) / better, 0.0), 1.0)
    shown = (flagged + 1.0) / (examined + 2.0)
    variance = shown * (1.0 - shown) / examined
    variance += share**2 * _variance(error.sensitivity, error.found)
    variance += (1.0 - share) ** 2 * _variance(error.specificity, error.checked)
    half = float(norm.ppf(0.95)) * variance**0.5 / better
    return share, max(share - half, 0.0), min(share + half, 1.0)


def _variance(rate: float, sample: int | None) -> float:
    return 0.0 if not sample else rate * (1.0 - rate) / sample


def exact() -> NDArray[np.float64]:
    """No document is counted wrongly."""
    return np.zeros((2, 1, 1))
