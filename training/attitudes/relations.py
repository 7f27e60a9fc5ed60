"""From pairs of mentions in sentences to who is for or against whom in an article: a logistic model of few figures.

A pair of names meets in several sentences; what the network says of each is put together with how often both are named
and where. The model is fitted on other articles only.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from training.attitudes.corpora import Article
from training.attitudes.items import Cutter, reach
from training.attitudes.learning import Answer

Pair = tuple[int, int]
_STRENGTH = 20.0
"""How strongly weights are held near nothing: half their squares times this."""


_FOR_LEAST = 0.75
"""The least probability of `for` beside that of `against`; both constants are the best of a handful tried."""
_USUAL = {-1: 0.09, 1: 0.06}
_DOUBT = 4.0
"""How often pairs are against and for, and how many pairs it takes to believe otherwise of a name."""


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of an article's names (holder's and target's group) with the figures of each."""

    pairs: tuple[Pair, ...]
    figures: np.ndarray


def met(article: Article, answers: Sequence[Answer], cutter: Cutter) -> Met:
    """Figures of each pair that shares a sentence; `answers` are those of its sentences with two names, in order."""
    seen: dict[Pair, list[tuple[float, ...]]] = {}
    remaining = iter(answers)
    for at, (sentence, entities) in enumerate(article.sentences):
        if len({group for _, group in entities}) < 2:
            continue
        answer, spans = next(remaining), cutter.cut(sentence).spans
        for number, (target, group) in enumerate(entities):
            for holder, other in entities:
                if other != group:
                    said = answer.pairs[number][reach(spans, holder)].mean(axis=0)
                    where = (abs(holder.start - target.start) / 100, float(holder.start < target.start))
                    rest = (*where, float(len(entities)), at / len(article.sentences))
                    seen.setdefault((other, group), []).append((*said[2], *said[0], *answer.attitude[number], *rest))
    counts = Counter(group for _, entities in article.sentences for _, group in entities)
    pairs = tuple(seen)
    return Met(pairs, np.array([_figures(pair, seen, counts) for pair in pairs]).reshape(len(pairs), -1))


def _figures(pair: Pair, seen: Mapping[Pair, Sequence[tuple[float, ...]]], counts: Counter[int]) -> np.ndarray:
    """Log odds of the two polarities put together in several ways, those of the pair turned round, and plain counts."""
    here = np.array(seen[pair])
    back = np.array(seen.get((pair[1], pair[0]), [[0.0] * here.shape[1]]))
    told, total = here[:, [0, 2]], sum(counts.values())
    chances = [told.max(0), told.mean(0), 1 - np.prod(1 - told, 0), here[:, [3, 5]].max(0), here[:, [6, 8]].max(0)]
    odds = np.clip(np.concatenate([*chances, back[:, [0, 2]].max(0)]), 1e-4, 1 - 1e-4)
    plain = [np.log(len(here)), np.log(counts[pair[0]] / total), np.log(counts[pair[1]] / total)]
    return np.concatenate(
        [
            np.log(odds / (1 - odds)),
            plain,
            [here[:, 9].min(), here[:, 10].mean(), here[:, 11].mean(), here[:, 12].min()],
        ]
    )


def habits(pairs: Sequence[Pair], others: Sequence[tuple[Sequence[Pair], Mapping[Pair, int]]]) -> np.ndarray:
    """What other articles say of the same names: how often a target is disliked and liked, a holder dislikes and likes,
    and how often this very pair did; `others` are pairs that met in each and what was said of them."""
    met_as: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    said_as: Counter[tuple[int, int, int]] = Counter()
    said_of: Counter[tuple[Pair, int]] = Counter()
    for there, opinions in others:
        for pair in there:
            polarity = opinions.get(pair, 0)
            said_of[pair, polarity] += 1
            for side in (0, 1):
                met_as[side][pair[side]] += 1
                said_as[side, pair[side], polarity] += 1
    found = []
    for pair in pairs:
        row = []
        for polarity, usual in _USUAL.items():
            for side in (1, 0):
                count = said_as[side, pair[side], polarity] + _DOUBT * usual
                row.append(np.log(count / (met_as[side][pair[side]] + _DOUBT)))
            row.append(np.log1p(said_of[pair, polarity]))
        found.append(row)
    return np.array(found).reshape(len(pairs), -1)


@dataclass(frozen=True, slots=True)
class Relations:
    """A fitted model: chances of against, neither, for of each pair."""

    middle: np.ndarray
    spread: np.ndarray
    weights: np.ndarray

    def chances(self, figures: np.ndarray) -> np.ndarray:
        """Chances of each pair (pairs, 3)."""
        scaled = (figures - self.middle) / self.spread
        return _softmax(np.concatenate([scaled, np.ones((len(scaled), 1))], 1) @ self.weights)


def fit(figures: np.ndarray, truth: np.ndarray) -> Relations:
    """The most likely weights, held near nothing; `truth` is 0 against, 1 neither, 2 for."""
    middle, spread = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    given = np.concatenate([(figures - middle) / spread, np.ones((len(figures), 1))], 1)
    wanted = np.eye(3)[truth]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, 3)
        chances = _softmax(given @ weights)
        held = weights.copy()
        held[-1] = 0
        value = -np.log(chances[np.arange(len(truth)), truth] + 1e-12).sum() + _STRENGTH * (held**2).sum() / 2
        return float(value), (given.T @ (chances - wanted) + _STRENGTH * held).ravel()

    found = minimize(loss, np.zeros(given.shape[1] * 3), jac=True, method="L-BFGS-B")
    return Relations(middle, spread, found.x.reshape(-1, 3))


def said(pairs: Sequence[Pair], chances: np.ndarray, least: float) -> dict[Pair, int]:
    """Polarity of each pair that reaches `least` (three quarters of it for `for`), the surer by ratio of both."""
    found = {}
    for pair, one in zip(pairs, chances, strict=True):
        against, favour = one[0] / least, one[2] / (least * _FOR_LEAST)
        if max(against, favour) >= 1:
            found[pair] = -1 if against > favour else 1
    return found


def _softmax(values: np.ndarray) -> np.ndarray:
    shifted = np.exp(values - values.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
