"""Makes the stored predictions of `evaluation.attitudes` again: `python -m training.attitudes.cross` (an hour).

Every prediction is for a sentence or an article that its network, its thresholds and its second stage have not seen.
RuSentNE is predicted for the folds named on the command line, the shipped one (0) where none is named.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from evaluation.attitudes.heldout import gold_tuple, told
from evaluation.attitudes.scoring import Told, related_f1, tuple_f1
from tolqyn.annotate.attitudes.modelfile import Settings
from tolqyn.annotate.attitudes.opinions import Opinion, Seen, opinions
from tolqyn.annotate.encoder.weights import Weights
from training.attitudes import fitting
from training.attitudes.__main__ import fitted
from training.attitudes.corpora import Opined
from training.attitudes.folds import (
    FOLDS,
    MARKED,
    MARKED_CROSS,
    OPEN,
    RELATED,
    SHIPPED_FOLD,
    Corpora,
    fold_of,
    marked_held,
    marked_rows,
    open_items,
    related_of,
)
from training.attitudes.items import related_items
from training.attitudes.learning import answer, learn
from training.attitudes.network import Lower, Network
from training.attitudes.packing import heads
from training.attitudes.relations import Met, fit, habits, met, said

STORED = Path(__file__).resolve().parents[2] / "evaluation" / "attitudes" / "heldout.npz"
_PAIR_LEAST = np.arange(0.12, 0.34, 0.03)


class Crossing:
    """The corpora, the lower states and the folds' networks."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        self.weights = Weights()
        self.corpora = Corpora.read(self.weights)
        self.lower = Lower(self.weights, OPEN.first)

    def polarity(self, folds: Sequence[int]) -> np.ndarray:
        """RuSentNE's rows and answers, calibrated and told by the other half of each fold."""
        found: list[tuple[int, int]] = []
        for fold in folds:
            held, rows = marked_held(self.corpora, fold), marked_rows(self.corpora, fold)
            self.lower.fill({one.sentence: one.ids for one in [*rows, *(item for _, item in held)]})
            options = MARKED if fold == SHIPPED_FOLD else MARKED_CROSS
            network = learn(rows, self.lower, self.weights, options)
            answers = answer(network, [item for _, item in held], self.lower, options)
            chances = np.array([one.attitude[0] for one in answers], float)
            truth = [item.aimed[0].attitude for _, item in held]
            halves = [len(item.sentence) % 2 for _, item in held]
            for (number, _), one in zip(held, by_halves(chances, truth, halves), strict=True):
                found.append((number, int(one) - 1))
        return np.array(sorted(found), np.int32)

    def opened(self, fold: int) -> Network:
        """The open network of a fold."""
        items = open_items(self.corpora, fold)
        self.lower.fill({one.sentence: one.ids for one in items})
        return learn(items, self.lower, self.weights, OPEN)

    @torch.no_grad()
    def seen(self, network: Network, fold: int) -> list[tuple[int, Seen]]:
        """RuOpinionNE's sentences of a fold as its network sees them."""
        found = []
        for number, row in enumerate(self.corpora.opinions):
            if fold_of(row.sentence) == fold:
                cut = self.corpora.cutter.cut(row.sentence)
                self.lower.fill({row.sentence: cut.ids})
                below = torch.from_numpy(self.lower.known[row.sentence].astype(np.float32))[None]
                states = network.states(below, torch.ones(1, below.shape[1]))[0].numpy()
                found.append((number, Seen(row.sentence, cut.spans, states)))
        return found

    def met(self, network: Network, fold: int) -> dict[int, Met]:
        """RuSentRel's articles of a fold: their pairs, after the network went on with the other articles."""
        rest = related_of(self.corpora, fold)
        self.lower.fill({one.sentence: one.ids for one in rest})
        network = learn(rest, self.lower, self.weights, RELATED, network)
        found = {}
        for number, article in enumerate(self.corpora.articles):
            if number % FOLDS == fold:
                items = related_items([article], self.corpora.cutter)
                self.lower.fill({one.sentence: one.ids for one in items})
                found[number] = met(article, answer(network, items, self.lower, RELATED), self.corpora.cutter)
        return found


def by_halves(chances: np.ndarray, truth: Sequence[int], halves: Sequence[int]) -> np.ndarray:
    """Answers of each half by the calibration and the least probabilities of the other."""
    found, right, half = np.zeros(len(truth), np.int64), np.array(truth), np.array(halves)
    for one in (0, 1):
        here, there = half == one, half != one
        slope, offsets = fitting.calibration(chances[there], right[there].tolist())
        least = fitting.least(fitting.applied(chances[there], slope, offsets), right[there].tolist())
        found[here] = fitting.told(fitting.applied(chances[here], slope, offsets), least)
    return found


def extraction_grid(settings: Settings) -> list[Settings]:
    """Settings of open extraction that are tried: the shipped ones and those with one of them moved."""
    moved = {
        "target": (0.45, 0.55),
        "accepted": (0.55, 0.65),
        "holder": (0.25, 0.35),
        "second": (0.45, 0.6, 2.0),
        "expression": (0.25, 0.3),
    }
    return [settings, *(replace(settings, **{name: one}) for name, values in moved.items() for one in values)]


def extracted(
    rows: Sequence[Opined], seen: Sequence[list[tuple[int, Seen]]], networks: Sequence[Network]
) -> np.ndarray:
    """RuOpinionNE's tuples, each fold with the settings that are best on the others."""
    grid = extraction_grid(fitted(np.full((3, 3), 1 / 3), [0, 1, 2]))
    made = [_with(one, seen, networks) for one in grid]
    gold = [list(dict.fromkeys(gold_tuple(row.sentence, one) for one in row.tuples)) for row in rows]
    found: list[tuple[int, ...]] = []
    for fold in range(FOLDS):
        other = [number for at, part in enumerate(seen) if at != fold for number, _ in part]
        scores = [tuple_f1([gold[n] for n in other], [_told(rows[n], one[n]) for n in other]) for one in made]
        best = made[scores.index(max(scores))]
        found += [(number, *one) for number, _ in seen[fold] for one in best[number]]
    return np.array(sorted(found), np.int32)


def _with(
    settings: Settings, seen: Sequence[list[tuple[int, Seen]]], networks: Sequence[Network]
) -> dict[int, list[tuple[int, ...]]]:
    found = {}
    for network, part in zip(networks, seen, strict=True):
        made = heads(network)
        for number, one in part:
            found[number] = [_places(opinion) for opinion in opinions(made, one, settings)]
    return found


def _places(one: Opinion) -> tuple[int, ...]:
    holder = (-2, 0) if one.by_author else (-1, 0) if one.holder is None else (one.holder.start, one.holder.stop)
    return (*holder, one.target.start, one.target.stop, one.expression.start, one.expression.stop, one.polarity)


def _told(row: Opined, places: Sequence[tuple[int, ...]]) -> list[Told]:
    return list(dict.fromkeys(told(row.sentence, one) for one in places))


def related(corpora: Corpora, found: dict[int, Met]) -> np.ndarray:
    """RuSentRel's pairs: second stage and its least probability from the other folds' articles."""
    told_pairs: list[tuple[int, int, int, int]] = []
    for fold in range(FOLDS):
        rest = [number for number in sorted(found) if number % FOLDS != fold]
        inner: dict[int, np.ndarray] = {}
        for part in range(4):
            inner |= _chances(corpora, found, [n for at, n in enumerate(rest) if at % 4 != part], rest[part::4])
        gold = [corpora.articles[n].opinions for n in rest]
        scores = [related_f1(gold, [said(found[n].pairs, inner[n], one) for n in rest]) for one in _PAIR_LEAST]
        least = float(_PAIR_LEAST[int(np.argmax(scores))])
        here = [number for number in sorted(found) if number % FOLDS == fold]
        for number, chances in _chances(corpora, found, rest, here).items():
            pairs = said(found[number].pairs, chances, least)
            told_pairs += [(number, holder, target, one) for (holder, target), one in pairs.items()]
    return np.array(sorted(told_pairs), np.int32)


def _chances(
    corpora: Corpora, found: dict[int, Met], known: Sequence[int], asked: Sequence[int]
) -> dict[int, np.ndarray]:
    truth = [corpora.articles[n].opinions.get(pair, 0) + 1 for n in known for pair in found[n].pairs]
    model = fit(np.concatenate([_figured(corpora, found, known, n) for n in known]), np.array(truth))
    return {n: model.chances(_figured(corpora, found, known, n)) for n in asked}


def _figured(corpora: Corpora, found: dict[int, Met], known: Sequence[int], asked: int) -> np.ndarray:
    """An article's figures with what the known articles but itself say of its names."""
    others = [(found[n].pairs, corpora.articles[n].opinions) for n in known if n != asked]
    return np.concatenate([found[asked].figures, habits(found[asked].pairs, others)], 1)


def main(arguments: list[str]) -> int:
    """Learn every fold, predict what it has not seen, store."""
    crossing = Crossing()
    networks = [crossing.opened(fold) for fold in range(FOLDS)]
    seen = [crossing.seen(network, fold) for fold, network in enumerate(networks)]
    tuples = extracted(crossing.corpora.opinions, seen, networks)
    pairs: dict[int, Met] = {}
    for fold, network in enumerate(networks):
        pairs |= crossing.met(network, fold)
    polarity = crossing.polarity([int(one) for one in arguments] or [SHIPPED_FOLD])
    np.savez_compressed(STORED, rusentne=polarity, ruopinionne=tuples, rusentrel=related(crossing.corpora, pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
