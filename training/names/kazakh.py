"""Trains the Kazakh tagger from KazNERD's validation split: `python -m training.names.kazakh`.

Features and labels are fixed, sentences come in the file's order and L-BFGS draws nothing, so two runs give the same
bytes. The digest is printed.
"""

import hashlib
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from tolqyn.annotate.names.kazakh_features import features

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "data" / "kaznerd" / "KazNERD" / "IOB2_valid.txt"
MODEL = ROOT / "src" / "tolqyn" / "annotate" / "names" / "kazakh.crf"

LABELS = {
    "PERSON": "PER", "GPE": "GPE", "LOCATION": "LOC", "FACILITY": "FAC", "ORGANISATION": "ORG", "POSITION": "POS",
    "NORP": "NRP", "ART": "ART", "EVENT": "ART", "PROJECT": "ART", "LAW": "ART", "PRODUCT": "ART",
}  # fmt: skip
"""KazNERD's classes and ours; classes that are left out (dates, numbers, …) are no names."""

PARAMETERS = {"c1": 0.2, "c2": 0.01, "max_iterations": 80, "feature.minfreq": 1}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a sentence and their tags B-…, I-… and O."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def sentences(path: Path = CORPUS) -> list[Sentence]:
    """Sentences of an IOB2 file with our labels, in its order."""
    found: list[Sentence] = []
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        fields = line.split()
        if fields:
            rows.append((fields[0], _label(fields[-1])))
        elif rows:
            found.append(Sentence(*zip(*rows, strict=True)))
            rows = []
    return found


def _label(tag: str) -> str:
    begin, _, kind = tag.partition("-")
    return f"{begin}-{LABELS[kind]}" if kind in LABELS else "O"


def train(rows: Iterable[Sentence], model: Path) -> None:
    """Write the CRF that these sentences teach (about 20 s for all of them)."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for row in rows:
        trainer.append(features(row.words), row.tags)
    trainer.set_params(PARAMETERS)
    trainer.train(str(model))


def main(arguments: Sequence[str]) -> int:
    """Train and put the model in its place; with `--check` only say whether it would be the same."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "kazakh.crf"
        train(sentences(), fresh)
        made = fresh.read_bytes()
    print(f"{len(made)} bytes, sha256:{hashlib.sha256(made).hexdigest()}")
    if "--check" in arguments:
        same = MODEL.exists() and MODEL.read_bytes() == made
        print("the committed model is the same" if same else "the committed model differs")
        return int(not same)
    MODEL.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
