"""Trains the shipped model of attitudes: `python -m training.attitudes` (about fifteen minutes of one core).

Two networks on the installed encoder's upper layers: one that is told which words name the target and answers the
polarity, one that reads a sentence once and answers who holds what, in which words. Neither has seen the first fold;
what their numbers mean is fitted on it. One thread, fixed seeds: two runs on one machine write the same bytes.
"""

import sys

import numpy as np
import torch

from tolqyn.annotate.attitudes.modelfile import FILE, Settings, pack
from tolqyn.annotate.encoder.weights import Weights
from training.attitudes.corpora import DATA
from training.attitudes.fitting import applied, calibration, least
from training.attitudes.folds import MARKED, OPEN, SHIPPED_FOLD, Corpora, marked_held, marked_rows, open_items
from training.attitudes.learning import answer, learn
from training.attitudes.network import Lower, Network
from training.attitudes.packing import model_of

TRAINED, KNOWN = ("ru",), ("ru", "uk", "kk", "en")
CEILING = 0.6
"""Highest score in a language that only the encoder knows."""

EXTRACTION = {"target": 0.5, "accepted": 0.6, "holder": 0.15, "second": 0.5, "expression": 0.2}
"""Least probabilities of open extraction, from cross-validated predictions (`evaluation.attitudes`)."""


def main() -> int:
    """Train, fit, write."""
    if not DATA.exists():
        print("skipped: ../shared/data is not beside this checkout", file=sys.stderr)
        return 0
    torch.set_num_threads(1)
    weights = Weights()
    corpora, lower = Corpora.read(weights), Lower(weights, OPEN.first)
    held = marked_held(corpora, SHIPPED_FOLD)
    rows, items = marked_rows(corpora, SHIPPED_FOLD), open_items(corpora, SHIPPED_FOLD)
    lower.fill({item.sentence: item.ids for item in [*rows, *items, *(item for _, item in held)]})
    opening = learn(items, lower, weights, OPEN)
    marking = learn(rows, lower, weights, MARKED)
    said = np.array([one.attitude[0] for one in answer(marking, [item for _, item in held], lower, MARKED)], float)
    settings = fitted(said, [item.aimed[0].attitude for _, item in held])
    FILE.write_bytes(pack(model_of(opening, marking, settings)))
    return 0


def fitted(said: np.ndarray, truth: list[int]) -> Settings:
    """Settings by predictions for the fold held out."""
    slope, offsets = calibration(said, truth)
    return Settings(
        first=OPEN.first,
        open_last=OPEN.last,
        marked_last=MARKED.last,
        slope=slope,
        offsets=offsets,
        least=least(applied(said, slope, offsets), truth),
        trained=TRAINED,
        known=KNOWN,
        ceiling=CEILING,
        **EXTRACTION,
    )


__all__ = ["Network", "fitted", "main"]

if __name__ == "__main__":
    sys.exit(main())
