"""Words of a sentence that a token head points at, as runs of neighbouring words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.attitudes.modelfile import Floats
from tolqyn.model.spans import Span

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words, its tokens and the mean of their chances."""

    span: Span
    tokens: tuple[int, ...]
    chance: float


def words(sentence: str, spans: Ints) -> list[tuple[int, ...]]:
    """Tokens grouped by word: letters and digits that touch are one word, and so is each other sign.

    >>> words("Тоқаев, сөз", np.array([[-1, -1], [0, 3], [3, 6], [6, 7], [8, 11], [-1, -1]]))
    [(1, 2), (3,), (4,)]
    """
    found: list[list[int]] = []
    before = -1
    for at, (start, stop) in enumerate(spans.tolist()):
        if start < 0 or stop <= start:
            continue
        joined = start == before and sentence[start].isalnum() and sentence[start - 1].isalnum()
        if joined and found:
            found[-1].append(at)
        else:
            found.append([at])
        before = stop
    return [tuple(one) for one in found]


def runs(sentence: str, spans: Ints, chances: Floats, least: float) -> list[Run]:
    """Runs of words whose chance (the mean over a word's tokens) is at least `least`, signs at their ends left off."""
    found: list[Run] = []
    open_words: list[tuple[tuple[int, ...], float]] = []
    for word in words(sentence, spans):
        chance = float(chances[list(word)].mean())
        if chance >= least:
            open_words.append((word, chance))
        elif open_words:
            found += _closed(sentence, spans, open_words)
            open_words = []
    return found + _closed(sentence, spans, open_words)


def each_word(sentence: str, spans: Ints, chances: Floats) -> list[Run]:
    """Every word with a letter or digit as a run of its own."""
    worded = [one for one in words(sentence, spans) if _worded(sentence, spans, one)]
    return [run for one in worded for run in _closed(sentence, spans, [(one, float(chances[list(one)].mean()))])]


def chance_of(spans: Ints, chances: Floats, span: Span) -> float:
    """Mean chance of the tokens that share a letter with a span; 0 where none does."""
    inside = tokens_of(spans, span)
    return float(chances[list(inside)].mean()) if inside else 0.0


def tokens_of(spans: Ints, span: Span) -> tuple[int, ...]:
    """Tokens that share a letter with a span."""
    found = np.flatnonzero((spans[:, 0] >= 0) & (spans[:, 0] < span.stop) & (spans[:, 1] > span.start))
    return tuple(found.tolist())


def _closed(sentence: str, spans: Ints, open_words: Sequence[tuple[tuple[int, ...], float]]) -> list[Run]:
    """A run without the signs at its ends; none where only signs are left."""
    kept = list(open_words)
    while kept and not _worded(sentence, spans, kept[0][0]):
        kept = kept[1:]
    while kept and not _worded(sentence, spans, kept[-1][0]):
        kept = kept[:-1]
    if not kept:
        return []
    tokens = tuple(token for word, _ in kept for token in word)
    span = Span(int(spans[tokens[0], 0]), int(spans[tokens[-1], 1]))
    return [Run(span, tokens, sum(chance for _, chance in kept) / len(kept))]


def _worded(sentence: str, spans: Ints, word: tuple[int, ...]) -> bool:
    return any(letter.isalnum() for letter in sentence[int(spans[word[0], 0]) : int(spans[word[-1], 1])])
