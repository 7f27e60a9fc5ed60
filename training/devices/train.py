"""Trains the heads of devices and writes them into the package: `python -m training.devices.train`.

Only training splits are looked at. Chances for the thresholds come from five folds of the Russian training rows, drawn
by hash of the sentence; the other languages' rows help to train every fold. `--cache FOLDER` keeps vectors between
trials, `--trial` prints cross-validated figures and writes nothing.
"""

import hashlib
import sys
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.devices.features import Floats
from tolqyn.annotate.devices.heads import Heads
from tolqyn.annotate.encoder import MODEL, Encoder
from training.devices.corpus import LANGUAGES, Row, centre, featured, labels, rows, vectors
from training.devices.fitting import Labels, Linear, Options, Sample, fit, micro_f1, thresholds

TARGET = Path(__file__).resolve().parents[2] / "src" / "tolqyn" / "annotate" / "devices" / "heads.json"
VERSION = "1"
FOLDS = 5

Corpus = dict[str, tuple[list[Row], Floats, Labels]]
"""Rows, features and labels by language."""


def corpus(cache: Path | None) -> Corpus:
    """The training splits."""
    encoder = None if cache else Encoder.load()
    found: Corpus = {}
    for language in LANGUAGES:
        given = rows(language, "train")
        raw = vectors(language, "train", encoder, cache)
        found[language] = given, featured(given, raw, centre(language, raw)), labels(given)
    return found


def trained(known: Corpus, kept: NDArray[np.bool_], options: Options) -> Linear:
    """Heads from the Russian rows that are kept and every row of the other languages."""
    _, own, aims = known["RU"]
    others = [known[language] for language in LANGUAGES if language != "RU"]
    given = np.concatenate([own[kept], *(one[1] for one in others)])
    wanted = np.concatenate([aims[kept], *(one[2] for one in others)])
    sizes = [int(kept.sum()), *(len(one[0]) for one in others)]
    language = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.where(language == 0, 1.0, options.other).astype(np.float32)
    return fit(Sample(given, wanted, weight, language), options)


def folds(given: list[Row], by_file: bool) -> NDArray[np.int64]:
    """A fold for each row, by hash of its words or of its file."""
    names = (row.file if by_file else row.text for row in given)
    return np.array([int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % FOLDS for name in names])


def crossed(known: Corpus, options: Options, by_file: bool) -> Floats:
    """Chances of each Russian training row by heads that did not see its fold."""
    given, own, aims = known["RU"]
    fold = folds(given, by_file)
    chances = np.zeros(aims.shape, np.float32)
    for one in range(FOLDS):
        chances[fold == one] = trained(known, fold != one, options).chances(own[fold == one])
    return chances


def nested(wanted: Labels, chances: Floats, fold: NDArray[np.int64]) -> float:
    """Micro-F1 of thresholds on folds that they were not tuned on."""
    said = np.zeros(wanted.shape, np.bool_)
    for one in range(FOLDS):
        tuned = thresholds(wanted[fold != one], chances[fold != one])
        said[fold == one] = chances[fold == one] >= tuned
    return micro_f1(wanted, said)


def report(known: Corpus, options: Options) -> None:
    """Cross-validated figures, on sentences of files that are known in part and on unseen files."""
    given, _, aims = known["RU"]
    for by_file in (False, True):
        chances = crossed(known, options, by_file)
        figure = nested(aims, chances, folds(given, by_file))
        print(options, "unseen files" if by_file else "unseen sentences", f"micro-F1 {figure:.3f}", flush=True)


def main(arguments: list[str]) -> None:
    """Train, tune, write."""
    parser = ArgumentParser()
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--trial", nargs="*", type=float)
    asked = parser.parse_args(arguments)
    known = corpus(asked.cache)
    if asked.trial is not None:
        report(known, Options(*asked.trial[:4], steps=int(asked.trial[4])))
        return
    options = Options()
    _, own, aims = known["RU"]
    levels = thresholds(aims, crossed(known, options, by_file=False))
    heads = trained(known, np.ones(len(own), np.bool_), options)
    TARGET.write_text(Heads(VERSION, MODEL, heads.weights, heads.bias, levels).as_json(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
