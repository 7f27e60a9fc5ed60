"""Language of sentences and of cuts as short as headlines, with and without the habit of a source."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.extraction.reading import sentences
from tolqyn.extract import identify

SPACED = frozenset({"kk", "ru", "uk", "en", "ky", "uz", "be", "bg", "tr"})
"""Languages that can be cut by words."""


@dataclass(frozen=True, slots=True)
class Told:
    """`coverage`: share of strings of which a language was named; `accuracy`: share of those that is right;
    `right`: share of all strings named rightly."""

    coverage: float
    accuracy: float
    right: float


def tell(samples: Iterable[tuple[str, str]], *, with_habit: bool) -> Told:
    """Name the language of (language, text) samples."""
    named = right = count = 0
    for language, text in samples:
        found, _ = identify(text, usual=(language,) if with_habit else ())
        count += 1
        named += found is not None
        right += found == language
    return Told(named / count, right / max(1, named), right / count)


def whole() -> list[tuple[str, str]]:
    """Every sentence."""
    return list(sentences())


def cuts(words: int, seed: int = 20261122) -> list[tuple[str, str]]:
    """One run of so many words out of each sentence that has as many."""
    chance = random.Random(seed)
    return [
        (language, _run(text.split(), words, chance))
        for language, text in sentences()
        if language in SPACED and len(text.split()) >= words
    ]


def _run(tokens: Sequence[str], words: int, chance: random.Random) -> str:
    start = chance.randrange(len(tokens) - words + 1)
    return " ".join(tokens[start : start + words])
