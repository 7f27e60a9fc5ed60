"""Weights of votes by regularised logistic regression, and what they reach on pairs that they never saw."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

KINDS: Mapping[str, tuple[str, ...]] = {
    "both": ("words", "meaning", "figures", "apart"),
    "words": ("words", "figures", "apart"),
    "meaning": ("meaning", "figures", "apart"),
}
"""Which votes speak in each kind of pair."""

STRENGTHS = (0.03, 0.1, 0.3, 1.0)
FOLDS = 10
_SPREAD = {"words": 0.2, "meaning": 0.2, "figures": 0.4, "apart": 3.0}
"""Rounded standard deviations: votes are divided by them, so that one penalty suits all."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Votes `float[pairs, votes]`, verdicts, and the group of each pair, which is never split."""

    votes: np.ndarray
    same: np.ndarray
    groups: Sequence[str]

    def only(self, chosen: np.ndarray) -> "Sample":
        """The chosen pairs."""
        kept = [name for name, keep in zip(self.groups, chosen, strict=True) if keep]
        return Sample(self.votes[chosen], self.same[chosen], kept)


def weights(sample: Sample, names: Sequence[str]) -> dict[str, float]:
    """Weights of votes as they stand, without spread, with the strength that cross-validation prefers."""
    model = _fitted(sample, names, _best_strength(sample, names))
    found = {name: float(value) / _SPREAD[name] for name, value in zip(names, model.coef_[0], strict=True)}
    return {"bias": float(model.intercept_[0]), **found}


def nested_f1(sample: Sample, names: Sequence[str], turn: int) -> float:
    """F1 over pairs in outer folds; strength is chosen inside each, the threshold is one half."""
    answers = np.zeros(len(sample.same), bool)
    for held in _folds(sample.groups, turn):
        rest = sample.only(~held)
        model = _fitted(rest, names, _best_strength(rest, names))
        answers[held] = model.predict_proba(_scaled(sample.votes[held], names))[:, 1] > 0.5
    return float(f1_score(sample.same, answers))


def best_f1(scores: np.ndarray, same: np.ndarray) -> float:
    """F1 at the threshold that suits these very pairs best: what a single number could reach at most."""
    return max(float(f1_score(same, scores >= threshold)) for threshold in np.unique(scores))


def _best_strength(sample: Sample, names: Sequence[str]) -> float:
    return max(STRENGTHS, key=lambda strength: _inner_f1(sample, names, strength))


def _inner_f1(sample: Sample, names: Sequence[str], strength: float) -> float:
    answers = np.zeros(len(sample.same), bool)
    for held in _folds(sample.groups, 0):
        model = _fitted(sample.only(~held), names, strength)
        answers[held] = model.predict_proba(_scaled(sample.votes[held], names))[:, 1] > 0.5
    return float(f1_score(sample.same, answers))


def _fitted(sample: Sample, names: Sequence[str], strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength).fit(_scaled(sample.votes, names), sample.same)


def _scaled(votes: np.ndarray, names: Sequence[str]) -> np.ndarray:
    return votes / np.array([_SPREAD[name] for name in names])


def _folds(groups: Sequence[str], turn: int) -> Iterator[np.ndarray]:
    """Masks of held-out pairs, by a hash of the group."""
    numbers = np.array([int(hashlib.sha256(f"{turn} {name}".encode()).hexdigest(), 16) % FOLDS for name in groups])
    for fold in range(FOLDS):
        if (numbers == fold).any():
            yield numbers == fold
