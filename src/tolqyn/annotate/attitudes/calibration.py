"""What a chance said by the model was found to mean: probabilities as they came out on sentences held out."""

import math
from collections.abc import Sequence

from tolqyn.annotate.attitudes.modelfile import Settings

_TINY = 1e-9


def calibrated(said: Sequence[float], settings: Settings) -> tuple[float, float, float]:
    """Probabilities that the attitude is against, neither, for, from what the model says of the three.

    One slope and an offset for each answer over log probabilities (Guo et al. 2017, On Calibration of Modern Neural
    Networks), fitted on cross-validated predictions.
    """
    logs = [settings.slope * math.log(max(float(one), _TINY)) for one in said]
    values = [one + offset for one, offset in zip(logs, settings.offsets, strict=True)]
    top = max(values)
    shares = [math.exp(one - top) for one in values]
    total = sum(shares)
    return shares[0] / total, shares[1] / total, shares[2] / total


def told(chances: tuple[float, float, float], settings: Settings) -> int:
    """The polarity that is told: against or for where its probability reaches its least, the surer by ratio of both.

    The least probabilities are those that gave the best F1 of both polarities on sentences held out.
    """
    against, favour = chances[0] / settings.least[0], chances[2] / settings.least[1]
    if max(against, favour) < 1:
        return 0
    return -1 if against >= favour else 1


def capped(score: float, language: str | None, settings: Settings) -> float:
    """A score, at most the ceiling in a language that the model was not trained on."""
    return score if language in settings.trained else min(score, settings.ceiling)
