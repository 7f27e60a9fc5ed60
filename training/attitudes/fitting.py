"""What a model's numbers mean, fitted on sentences that it has not seen: calibration and least probabilities."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Chances = NDArray[np.float64]
_LEAST = np.arange(0.15, 0.5, 0.0125)


def calibration(said: Chances, truth: Sequence[int]) -> tuple[float, tuple[float, float, float]]:
    """Slope and offsets that make the truth (0 against, 1 neither, 2 for) most likely."""
    logs, at = np.log(np.clip(said, 1e-9, 1)), np.arange(len(truth))

    def surprise(values: NDArray[np.float64]) -> float:
        return float(-np.log(_softmax(values[0] * logs + [values[1], 0, values[2]])[at, truth]).mean())

    slope, against, favour = minimize(surprise, [1.0, 0.0, 0.0], method="Nelder-Mead").x
    return round(float(slope), 4), (round(float(against), 4), 0.0, round(float(favour), 4))


def applied(said: Chances, slope: float, offsets: Sequence[float]) -> Chances:
    """Calibrated chances."""
    return _softmax(slope * np.log(np.clip(said, 1e-9, 1)) + np.array(offsets))


def least(chances: Chances, truth: Sequence[int]) -> tuple[float, float]:
    """Least probabilities of both polarities that give the best mean of their F1."""
    pairs = [(float(a), float(b)) for a in _LEAST for b in _LEAST]
    best = max(pairs, key=lambda pair: (polar_f1(told(chances, pair), np.array(truth)), pair))
    return round(best[0], 4), round(best[1], 4)


def told(chances: Chances, from_: tuple[float, float]) -> NDArray[np.int64]:
    """The answers, as the package gives them."""
    against, favour = chances[:, 0] / from_[0], chances[:, 2] / from_[1]
    return np.where(np.maximum(against, favour) < 1, 1, np.where(against >= favour, 0, 2))


def polar_f1(said: NDArray[np.int64], truth: NDArray[np.int64]) -> float:
    """Mean F1 of against and for."""
    parts = []
    for one in (0, 2):
        named = int((said == one).sum() + (truth == one).sum())
        parts.append(2 * int(((said == one) & (truth == one)).sum()) / max(1, named))
    return sum(parts) / 2


def _softmax(values: Chances) -> Chances:
    shifted = np.exp(values - values.max(axis=1, keepdims=True))
    found: Chances = shifted / shifted.sum(axis=1, keepdims=True)
    return found
