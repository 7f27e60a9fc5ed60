"""Figures of predictions for sentences that their networks had not seen, stored beside this file without any text.

`heldout.npz` holds what `python -m training.attitudes.cross` wrote: of RuSentNE the row numbers, their fold and the
calibrated answer; of RuOpinionNE each tuple as sentence, holder's start and stop (-1 nobody named, -2 the author),
target, expression, polarity; of RuSentRel each pair as article, holder's and target's group, polarity.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.attitudes.scoring import Told, Words, polar_f1, related_f1, tuple_f1, word_numbers
from tolqyn.model.spans import Span
from training.attitudes.corpora import AUTHOR, Opined, Tuple, articles, labelled, opined

STORED = Path(__file__).with_name("heldout.npz")
Stored = Mapping[str, NDArray[np.int32]]


def stored() -> Stored:
    """The predictions by corpus."""
    with np.load(STORED, allow_pickle=False) as file:
        return {name: file[name].astype(np.int32) for name in file.files}


def marked_figures(found: Stored) -> dict[str, float]:
    """RuSentNE: mean F1 of both polarities over the rows that are stored."""
    rows = labelled()
    gold = [rows[number].polarity for number in found["rusentne"][:, 0]]
    return {"f1": polar_f1(gold, found["rusentne"][:, 1].tolist()), "rows": float(len(gold))}


def open_figures(found: Stored) -> dict[str, float]:
    """RuOpinionNE: tuple F1 over all sentences, and that of the trivial answer."""
    rows = opined()
    said: list[list[Told]] = [[] for _ in rows]
    for number, *rest in found["ruopinionne"].tolist():
        said[number].append(told(rows[number].sentence, rest))
    gold = [list(dict.fromkeys(gold_tuple(row.sentence, one) for one in row.tuples)) for row in rows]
    kept = [list(dict.fromkeys(one)) for one in said]
    return {"tuple_f1": tuple_f1(gold, kept), "trivial": tuple_f1(gold, [trivial(row) for row in rows])}


def related_figures(found: Stored) -> dict[str, float]:
    """RuSentRel: its measure over articles, and that of "every pair that shares a sentence is against"."""
    read = articles()
    said: list[dict[tuple[int, int], int]] = [{} for _ in read]
    for number, holder, target, polarity in found["rusentrel"].tolist():
        said[number][holder, target] = polarity
    gold = [one.opinions for one in read]
    return {"f1": related_f1(gold, said), "trivial": related_f1(gold, [_against(one.sentences) for one in read])}


def told(sentence: str, places: Sequence[int]) -> Told:
    """A stored tuple as words."""
    start, stop, target, target_stop, shown, shown_stop, polarity = places
    holder: Words = frozenset([AUTHOR]) if start == -2 else frozenset()
    if start >= 0:
        holder = word_numbers(sentence, start, stop)
    words = (word_numbers(sentence, target, target_stop), word_numbers(sentence, shown, shown_stop))
    return Told(holder, *words, polarity)


def gold_tuple(sentence: str, one: Tuple) -> Told:
    """A tuple of the corpus as words."""
    holder: Words = frozenset([AUTHOR]) if one.holder == AUTHOR else frozenset()
    if isinstance(one.holder, Span):
        holder = word_numbers(sentence, one.holder.start, one.holder.stop)
    shown = frozenset[int | str]().union(*(word_numbers(sentence, span.start, span.stop) for span in one.expression))
    return Told(holder, word_numbers(sentence, one.target.start, one.target.stop), shown, one.polarity)


def trivial(row: Opined) -> list[Told]:
    """Nobody named is against the first capitalised word inside the sentence, as all its words show."""
    words = row.sentence.split()
    named = [at for at, word in enumerate(words) if at and word[:1].isupper()]
    return [Told(frozenset(), frozenset(named[:1]), frozenset(range(len(words))), -1)] if named else []


def _against(sentences: Sequence[tuple[str, tuple[tuple[Span, int], ...]]]) -> dict[tuple[int, int], int]:
    groups = [{group for _, group in entities} for _, entities in sentences]
    return {(one, other): -1 for here in groups for one in here for other in here if one != other}
