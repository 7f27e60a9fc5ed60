"""Forty invented sentences in three languages each: a check that Russian training carries over, no quality."""

import csv
from collections.abc import Iterator
from pathlib import Path

from evaluation.attitudes.scoring import polar_f1
from tolqyn.annotate.attitudes import AdapterAttitudes
from tolqyn.annotate.attitudes.calibration import told
from tolqyn.annotate.attitudes.modelfile import shipped
from tolqyn.model.spans import Span

SENTENCES = Path(__file__).with_name("languages.tsv")


def carried_over(component: AdapterAttitudes) -> dict[str, float]:
    """Mean F1 of both polarities by language."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for language, sentence, target, polarity in _rows():
        gold, said = found.setdefault(language, ([], []))
        gold.append(polarity)
        said.append(told(component.chances(sentence, target), shipped().settings))
    return {language: polar_f1(gold, said) for language, (gold, said) in found.items()}


def _rows() -> Iterator[tuple[str, str, Span, int]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            start = row["sentence"].index(row["target"])
            yield row["language"], row["sentence"], Span(start, start + len(row["target"])), int(row["polarity"])
