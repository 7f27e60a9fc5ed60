"""KazNERD's validation split, five-fold: each fifth of the sentences is read by a model that saw the other four.

Sentences go to a fold by the digest of their words, so that equal sentences share one. Spans are strict; GPE, LOCATION
and FACILITY count as LOC. KazNERD's test split is not here.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from evaluation.names.scoring import Counts, Span
from tolqyn.annotate.names.kazakh_features import features
from tolqyn.annotate.names.kazakh_tagger import KINDS
from tolqyn.annotate.names.tagged import bio_spans
from training.names.kazakh import CORPUS, Sentence, sentences, train

FOLDS = 5

__all__ = ["CORPUS", "measure"]


def measure() -> dict[str, float]:
    """F1 over all folds together, by type and over all."""
    rows = sentences()
    counts = Counts()
    for fold in range(FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "fold.crf"
            train((row for row in rows if _fold(row) != fold), model)
            tagger = pycrfsuite.Tagger()
            tagger.open(str(model))
            for row in rows:
                if _fold(row) == fold:
                    counts.add(_spans(tagger.tag(features(row.words))), _spans(row.tags))
            tagger.close()
    print(counts.line("five-fold"))
    return {"F1": counts.f1()} | {kind: counts.f1(kind) for kind in ("PER", "LOC", "ORG")}


def _fold(row: Sentence) -> int:
    return hashlib.sha256(" ".join(row.words).encode()).digest()[0] % FOLDS


def _spans(tags: Sequence[str]) -> list[Span]:
    kept = ((first, after, KINDS.get(kind, "")) for first, after, kind in bio_spans(tags))
    return [(first, after, "LOC" if kind == "GPE" else kind) for first, after, kind in kept if kind]
