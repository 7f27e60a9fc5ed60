"""The three official measures, written from their definitions: RuSentNE-2023, RuOpinionNE-2024, RuSentRel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

Words = frozenset[int | str]
"""Numbers of a sentence's words (split at spaces); `author` or nothing for a holder that no words name."""


@dataclass(frozen=True, slots=True)
class Told:
    """One tuple of RuOpinionNE: words of holder, target and expression, and the polarity."""

    holder: Words
    target: Words
    expression: Words
    polarity: int


def polar_f1(gold: Sequence[int], said: Sequence[int]) -> float:
    """Mean of the F1 of −1 and of 1 (RuSentNE-2023's measure)."""
    return fmean(_class_f1(gold, said, polarity) for polarity in (-1, 1))


def _class_f1(gold: Sequence[int], said: Sequence[int], polarity: int) -> float:
    both = sum(g == polarity == s for g, s in zip(gold, said, strict=True))
    named = sum(g == polarity for g in gold) + sum(s == polarity for s in said)
    return 2 * both / named if named else 0.0


def word_numbers(sentence: str, start: int, stop: int) -> Words:
    """Numbers of the words, split at spaces, that share a letter with a span.

    >>> sorted(word_numbers("Тоқаев Астанада сөз сөйледі", 7, 18))
    [1, 2]
    """
    found, at = [], 0
    for number, word in enumerate(sentence.split()):
        first = sentence.index(word, at)
        at = first + len(word)
        if first < stop and at > start:
            found.append(number)
    return frozenset(found)


def tuple_f1(gold: Sequence[Sequence[Told]], said: Sequence[Sequence[Told]]) -> float:
    """RuOpinionNE-2024's measure: a tuple counts where holder, target and expression each share a word with one of the
    other side's and the polarity is the same; it counts as much as the words overlap on average."""
    precision = _weighted(said, gold)
    recall = _weighted(gold, said)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _weighted(ones: Sequence[Sequence[Told]], others: Sequence[Sequence[Told]]) -> float:
    total = sum(map(len, ones))
    gained = sum(_best(one, there) for here, there in zip(ones, others, strict=True) for one in here)
    return gained / total if total else 0.0


def _best(one: Told, others: Sequence[Told]) -> float:
    """The best mean overlap, of either polarity, once a tuple of the same polarity matches; else 0."""
    shares = [(_overlap(one, other), other.polarity) for other in others]
    if not any(share and polarity == one.polarity for share, polarity in shares):
        return 0.0
    return max(share for share, _ in shares)


def _overlap(one: Told, other: Told) -> float:
    parts = [
        (one.holder or {"_"}, other.holder or {"_"}),
        (one.target or {"_"}, other.target or {"_"}),
        (one.expression, other.expression),
    ]
    shares = [len(a & b) / len(a) if a else 0.0 for a, b in parts]
    return fmean(shares) if all(shares) else 0.0


Pairs = Mapping[tuple[int, int], int]
"""Holder's and target's groups of names, and the polarity."""


def related_f1(gold: Sequence[Pairs], said: Sequence[Pairs]) -> float:
    """RuSentRel's measure: precision and recall of each polarity averaged over articles, their F1, the mean of both."""
    return fmean(_related_class(gold, said, polarity) for polarity in (-1, 1))


def _related_class(gold: Sequence[Pairs], said: Sequence[Pairs], polarity: int) -> float:
    precisions, recalls = [], []
    for right, told in zip(gold, said, strict=True):
        wanted = {pair for pair, one in right.items() if one == polarity}
        found = {pair for pair, one in told.items() if one == polarity}
        both = len(wanted & found)
        precisions.append(both / len(found) if found else float(not wanted))
        recalls.append(both / len(wanted) if wanted else float(not found))
    precision, recall = fmean(precisions), fmean(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
