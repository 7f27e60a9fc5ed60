"""Devices on the validation splits of the Slavic persuasion corpus: `python -m evaluation.devices`.

A row of the corpus is a sentence with any number of 25 devices; the figure is micro-F1 over all rows and devices. Every
validation file is a training file too (rows were split, not files), so that a validation sentence has neighbours whose
marks the heads have seen; its own neighbours here are the unmarked words of both splits, as in a whole text. Beside
ours stand the trivial answers: the commonest device everywhere, and devices at random as often as they are marked.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.floors import REAL_DATA, absent, change_asked, check, verdict
from tolqyn.annotate.devices.heads import Heads
from tolqyn.annotate.devices.scheme import DEVICES, GROUPS
from tolqyn.annotate.encoder import Encoder
from training.devices.corpus import LANGUAGES, centre, featured, labels, rows, vectors
from training.devices.fitting import Labels, micro_f1

CORPUS = REAL_DATA / "slavic_persuasion_2025" / "data"
FLOORS = Path(__file__).with_name("floors.toml")

Said = NDArray[np.bool_]


def answers(language: str, encoder: Encoder | None, cache: Path | None) -> tuple[Labels, Said]:
    """What is marked and what the heads say of the validation rows of a language."""
    before, given = rows(language, "train"), rows(language, "valid")
    known, raw = (vectors(language, split, encoder, cache) for split in ("train", "valid"))
    heads = Heads.shipped()
    chances = heads.chances(featured(given, raw, centre(language, known), (before, known)))
    return labels(given), chances >= heads.thresholds


def commonest(language: str, wanted: Labels) -> Said:
    """The commonest device of the training rows, everywhere."""
    said = np.zeros(wanted.shape, np.bool_)
    said[:, int(labels(rows(language, "train")).sum(axis=0).argmax())] = True
    return said


def at_random(language: str, wanted: Labels) -> Said:
    """Each device as often as it is marked in the training rows."""
    share = labels(rows(language, "train")).mean(axis=0)
    return np.asarray(np.random.default_rng(7).random(wanted.shape) < share)


def by_group(given: NDArray[np.bool_] | Labels) -> Labels:
    """Groups that hold any of the devices."""
    places = [[DEVICES.index(device) for device in group] for group in GROUPS.values()]
    return np.stack([given[:, place].any(axis=1) for place in places], axis=1).astype(np.int64)


def figures(language: str, wanted: Labels, said: Said) -> Iterator[tuple[str, float]]:
    """Micro-F1 over devices and groups; precision; and whether a sentence uses any device."""
    name = language.lower()
    yield f"{name}_micro_f1", micro_f1(wanted, said)
    yield f"{name}_precision", int((wanted.astype(bool) & said).sum()) / max(1, int(said.sum()))
    yield f"{name}_groups_micro_f1", micro_f1(by_group(wanted), by_group(said).astype(bool))
    yield f"{name}_any_f1", micro_f1(wanted.any(axis=1).astype(np.int64), said.any(axis=1))


def measure(cache: Path | None = None) -> dict[str, float]:
    """Figures of every language; prints the trivial answers and, for Russian, each device."""
    encoder = None if cache else Encoder.load()
    found: dict[str, float] = {}
    for language in LANGUAGES:
        wanted, said = answers(language, encoder, cache)
        found |= dict(figures(language, wanted, said))
        for name, trivial in (("commonest", commonest), ("at random", at_random)):
            print(f"{language} {name}: {micro_f1(wanted, trivial(language, wanted)):.3f}")
        if language == "RU":
            _print_devices(wanted, said)
    return found


def _print_devices(wanted: Labels, said: Said) -> None:
    for at, device in enumerate(DEVICES):
        both = int((wanted[:, at].astype(bool) & said[:, at]).sum())
        print(f"  {device}: marked {int(wanted[:, at].sum())}, hinted {int(said[:, at].sum())}, both {both}")


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors; `--cache FOLDER` keeps vectors between runs."""
    cache = Path(arguments.pop(arguments.index("--cache") + 1)) if "--cache" in arguments else None
    change = change_asked([argument for argument in arguments if argument != "--cache"])
    measured = {} if absent([CORPUS]) else measure(cache)
    return verdict([check("devices-valid", measured, [CORPUS], FLOORS, change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
