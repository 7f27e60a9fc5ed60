"""Translations among the same sentences in ten languages, all in one pool."""

import csv

import numpy as np

from evaluation.floors import REAL_DATA
from tolqyn.annotate.encoder import Centring, Encoder

SENTENCES = REAL_DATA / "sib200" / "data" / "annotated"
_FOLDERS = {"rus_Cyrl": "ru", "kaz_Cyrl": "kk", "ukr_Cyrl": "uk", "eng_Latn": "en", "kir_Cyrl": "ky", "bel_Cyrl": "be",
            "bul_Cyrl": "bg", "tur_Latn": "tr", "uzn_Latn": "uz", "zho_Hans": "zh"}  # fmt: skip
ASKED = ("ru", "kk", "uk", "en")


def top_one() -> dict[str, float]:
    """For each language asked: share of its sentences whose nearest one of another language is a translation of it."""
    numbers, languages, texts = _pool()
    vectors = Centring.shipped().centred(Encoder.load().encode(texts), languages)
    cosines = vectors @ vectors.T
    spoken = np.array(languages)
    cosines[spoken[:, None] == spoken[None, :]] = -1
    right = np.array(numbers)[cosines.argmax(axis=1)] == np.array(numbers)
    return {f"top-1-{code}": float(right[spoken == code].mean()) for code in ASKED}


def _pool() -> tuple[list[str], list[str], list[str]]:
    """Number, language and text of each sentence of the dev split."""
    numbers, languages, texts = [], [], []
    for folder, code in _FOLDERS.items():
        with (SENTENCES / folder / "dev.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                numbers.append(row["index_id"])
                languages.append(code)
                texts.append(row["text"])
    return numbers, languages, texts
