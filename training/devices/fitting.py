"""Logistic heads for all devices at once by accelerated gradient descent, and thresholds for the best micro-F1."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.devices.features import FORM, Floats

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Options:
    """`ridge`: weight of the squared norm; `other`: weight of a row of another language; `near`, `whole`: how much the
    neighbours' and the text's vectors may say, as a share of what the sentence's own may; `steps` of the descent."""

    ridge: float = 0.3
    other: float = 0.1
    near: float = 1.0
    whole: float = 1.0
    steps: int = 40


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights and bias over raw features."""

    weights: Floats
    bias: Floats

    def chances(self, given: Floats) -> Floats:
        """`float32[rows, devices]`."""
        return np.asarray(1 / (1 + np.exp(-(given @ self.weights + self.bias))), np.float32)


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows to learn from: features, labels, weights, and of which language each is (0 is the one that counts)."""

    given: Floats
    wanted: Labels
    weight: Floats
    language: Labels


def fit(sample: Sample, options: Options) -> Linear:
    """Heads that minimise the weighted log loss with a ridge on standardised features (Nesterov's method, whose step
    is the inverse of a quarter of the largest eigenvalue of the second moments, found by ten power iterations).

    Languages share the weights, and each has a bias of its own: annotators of one use a device more than of another.
    """
    given, wanted, weight = sample.given, sample.wanted, sample.weight
    share = (weight / weight.sum()).astype(np.float32)
    mean, spread = _moments(given, share, options)
    own = np.eye(int(sample.language.max()) + 1, dtype=np.float32)[sample.language]
    design = np.concatenate([(given - mean) / spread, own], axis=1).astype(np.float32)
    ridge = np.full((design.shape[1], 1), options.ridge, np.float32)
    ridge[given.shape[1] :] = 0.0
    step = 1 / (0.25 * _largest(design, share) + options.ridge)
    now = np.zeros((design.shape[1], wanted.shape[1]), np.float32)
    now[given.shape[1] :] = _log_odds(own * share[:, None], wanted)
    ahead, pace, aim = now.copy(), 1.0, wanted.astype(np.float32)
    for _ in range(options.steps):
        error = 1 / (1 + np.exp(-(design @ ahead))) - aim
        after = (ahead - step * (design.T @ (share[:, None] * error) + ridge * ahead)).astype(np.float32)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = (after + (pace - 1) / faster * (after - now)).astype(np.float32)
        now, pace = after, faster
    weights = (now[: given.shape[1]] / spread[:, None]).astype(np.float32)
    return Linear(weights, (now[given.shape[1]] - mean @ weights).astype(np.float32))


def _log_odds(share: Floats, wanted: Labels) -> Floats:
    """Log odds of each device in each language, where the descent begins."""
    prior = np.clip((share.T @ wanted) / np.maximum(share.sum(axis=0), 1e-9)[:, None], 1e-3, None)
    return np.asarray(np.log(prior / (1 - prior)), np.float32)


def _moments(given: Floats, share: Floats, options: Options) -> tuple[Floats, Floats]:
    """Mean and spread of each feature; a feature that may say less is spread wider."""
    mean = share @ given
    spread = np.sqrt(share @ (given - mean) ** 2) + np.float32(1e-6)
    width = (given.shape[1] - FORM) // 3
    allowed = np.ones(given.shape[1], np.float32)
    allowed[width : 2 * width], allowed[2 * width : 3 * width] = options.near, options.whole
    return mean.astype(np.float32), (spread / allowed).astype(np.float32)


def _largest(design: Floats, share: Floats) -> float:
    """Largest eigenvalue of the weighted second moments, from below."""
    vector = np.full(design.shape[1], design.shape[1] ** -0.5, np.float32)
    length = 1.0
    for _ in range(10):
        vector = design.T @ (share * (design @ vector))
        length = float(np.linalg.norm(vector))
        vector = vector / np.float32(length)
    return length


def micro_f1(wanted: Labels, said: NDArray[np.bool_]) -> float:
    """2 hits / (wanted + said), over every row and device."""
    both = int((wanted.astype(bool) & said).sum())
    return 2 * both / max(1, int(wanted.sum()) + int(said.sum()))


def one_threshold(wanted: Labels, chances: Floats) -> float:
    """The one threshold for all devices with the best micro-F1."""
    tried = np.quantile(chances, np.linspace(0.85, 0.998, 80))
    return float(max(tried, key=lambda level: (micro_f1(wanted, chances >= level), -level)))


def thresholds(wanted: Labels, chances: Floats, rounds: int = 3) -> Floats:
    """A threshold for each device, each moved in turn to where micro-F1 is best with the others as they are.

    Each then goes half the way back (by geometric mean) to the one threshold that is best for all: rare devices have
    too few rows for a threshold of their own, and this gained .01 on rows that thresholds were not tuned on.
    """
    one = one_threshold(wanted, chances)
    levels = np.full(wanted.shape[1], one)
    hits = wanted.astype(bool)
    for _ in range(rounds):
        for at in range(len(levels)):
            said = chances >= levels
            said[:, at] = False
            both, all_said = int((hits & said).sum()), int(said.sum())
            tried = np.quantile(chances[:, at], np.linspace(0.6, 0.995, 60))
            scores = [
                _joined(hits[:, at], chances[:, at] >= level, (both, all_said + int(hits.sum()))) for level in tried
            ]
            levels[at] = tried[int(np.argmax(scores))]
    return np.sqrt(levels * one).astype(np.float32)


def _joined(wanted: NDArray[np.bool_], said: NDArray[np.bool_], rest: tuple[int, int]) -> float:
    return 2 * (rest[0] + int((wanted & said).sum())) / (rest[1] + int(said.sum()))
