"""Which sentences are held out, and what each network learns from the others."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tolqyn.annotate.encoder.weights import Weights
from training.attitudes.corpora import Article, Labelled, Opined, articles, labelled, opined, plain
from training.attitudes.items import (
    IGNORED,
    Cutter,
    Item,
    apart,
    labelled_items,
    opined_items,
    related_items,
)
from training.attitudes.learning import Options

FOLDS = 5
SHIPPED_FOLD = 0
"""The shipped networks have not seen this fold, so that they can be measured as they are."""

OPEN = Options(last=10, epochs=4)
MARKED = Options(
    last=12,
    epochs=4,
    batch=24,
    marked=True,
    neither=0.5,
    weights=(1.4, 0.8, 1.5),
    shares=(1.0, 0.2, 0.2, 0.3, 0.0, 0.0),
)
MARKED_CROSS = replace(MARKED, epochs=3)
"""How the other four folds were learnt, to save an hour."""

RELATED = replace(OPEN, epochs=2, warm=20, rate=5e-4, average=0.95)
"""How the open network of a fold goes on with RuSentRel's articles."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Everything that is learnt from, cut into tokens."""

    rows: Sequence[Labelled]
    opinions: Sequence[Opined]
    articles: Sequence[Article]
    cutter: Cutter

    @classmethod
    def read(cls, weights: Weights) -> "Corpora":
        return cls(labelled(), opined(), articles(), Cutter(weights))


def fold_of(sentence: str) -> int:
    """A sentence's fold, by a hash of its letters and digits: the same in every corpus that holds it."""
    return int(hashlib.sha256(plain(sentence).encode()).hexdigest(), 16) % FOLDS


def marked_rows(corpora: Corpora, fold: int) -> list[Item]:
    """What the marked network learns: RuSentNE's other folds, and RuOpinionNE apart from the fold."""
    known = {one.sentence: one for one in corpora.opinions}
    there = {row.sentence for row in corpora.rows}
    held = [row.sentence for row in corpora.rows if fold_of(row.sentence) == fold]
    rest = [row for row in corpora.rows if fold_of(row.sentence) != fold]
    more = apart([one for one in corpora.opinions if one.sentence not in there], held)
    return single([*labelled_items(rest, known, corpora.cutter), *opined_items(more, corpora.cutter)])


def marked_held(corpora: Corpora, fold: int) -> list[tuple[int, Item]]:
    """RuSentNE's rows of a fold, each with its number and one target."""
    found = []
    for number, row in enumerate(corpora.rows):
        if fold_of(row.sentence) == fold:
            (item,) = labelled_items([row], {}, corpora.cutter)
            found.append((number, item))
    return found


def open_items(corpora: Corpora, fold: int) -> list[Item]:
    """What the open network learns: RuOpinionNE's other folds."""
    return opined_items([one for one in corpora.opinions if fold_of(one.sentence) != fold], corpora.cutter)


def related_of(corpora: Corpora, fold: int) -> list[Item]:
    """RuSentRel's articles of the other folds, for the open network to go on with."""
    return related_items([one for at, one in enumerate(corpora.articles) if at % FOLDS != fold], corpora.cutter)


def single(items: Sequence[Item]) -> list[Item]:
    """One item for each target of known attitude."""
    return [
        replace(item, aimed=(aimed,), targets=None)
        for item in items
        for aimed in item.aimed
        if aimed.attitude != IGNORED
    ]
