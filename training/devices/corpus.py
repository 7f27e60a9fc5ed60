"""The Slavic persuasion corpus as rows with features: sentences of one file are one text, read in their order."""

import ast
import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.devices.features import Floats, features
from tolqyn.annotate.devices.scheme import DEVICES
from tolqyn.annotate.encoder import Encoder
from tolqyn.annotate.encoder.centring import Centring

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "slavic_persuasion_2025" / "data"
LANGUAGES = ("RU", "BG", "PL")
Split = Literal["train", "valid"]


@dataclass(frozen=True, slots=True)
class Row:
    """One annotated sentence: where it stands in which file, its words, its devices."""

    file: str
    start: int
    text: str
    devices: frozenset[str]


def rows(language: str, split: Split) -> list[Row]:
    """Rows of one split in the order of the file."""
    with (FOLDER / language / f"{split}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Row(line["filename"], int(line["start"]), line["content"], frozenset(ast.literal_eval(line["techniques"])))
            for line in csv.DictReader(lines)
        ]


def labels(given: list[Row]) -> NDArray[np.int64]:
    """`int64[rows, devices]`, 1 where a row has a device."""
    return np.array([[device in row.devices for device in DEVICES] for row in given], np.int64)


def vectors(language: str, split: Split, encoder: Encoder | None, cache: Path | None) -> Floats:
    """Raw unit vectors of a split's rows; kept in `cache` where one is given, for trials."""
    place = cache / f"{language}_{split}.npy" if cache else None
    if place is not None and place.exists():
        return np.asarray(np.load(place), np.float32)
    made = (encoder or Encoder.load()).encode([row.text for row in rows(language, split)])
    if place is not None:
        np.save(place, made)
    return made


def centre(language: str, known: Floats) -> Floats:
    """The mean that the annotator takes off: the shipped one, else that of the training rows of the language."""
    shipped = Centring.shipped()
    code = language.lower()
    return np.asarray(shipped.mean(code) if code in shipped.counts else known.mean(axis=0), np.float32)


def featured(given: list[Row], raw: Floats, mean: Floats, around: tuple[list[Row], Floats] | None = None) -> Floats:
    """Features of rows, whose neighbours are the rows of the same file among them and among those `around` them."""
    more = around or ([], np.empty((0, raw.shape[1]), np.float32))
    every, known = [*given, *more[0]], np.concatenate([raw, more[1]])
    files: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(every):
        files[row.file].append(at)
    found: dict[int, Floats] = {}
    for places in files.values():
        places.sort(key=lambda at: every[at].start)
        made = features(known[places], [every[at].text for at in places], mean)
        found.update(zip(places, made, strict=True))
    return np.stack([found[at] for at in range(len(given))])
