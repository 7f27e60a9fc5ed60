"""A training item: a sentence as tokens with every target that some corpus knows something about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder.tokens import Tokenizer, Tokens
from tolqyn.annotate.encoder.weights import Weights
from tolqyn.model.spans import Span
from training.attitudes.corpora import AUTHOR, Article, Labelled, Opined, Tuple, plain

PREFIX, LIMIT = "passage: ", 128
IGNORED = -100
"""What a label says where its corpus is silent; others are 0 against, 1 neither, 2 for."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Aimed:
    """What is known of one target: the attitude, and for each token whether it is a holder of an attitude towards it
    (RuOpinionNE's `holder`, RuSentRel's `related`) or shows one (`expression`); `pooled` tells whether the author is
    against, for, somebody unknown against, for (-1 where unknown)."""

    tokens: Ints
    attitude: int
    holder: Ints | None = None
    expression: Ints | None = None
    pooled: tuple[float, float, float, float] | None = None
    related: Ints | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """`targets` says for each token whether it names a target that somebody is against or for, where it is known."""

    sentence: str
    ids: Ints
    aimed: tuple[Aimed, ...]
    targets: Ints | None = None


class Cutter:
    """The encoder's tokenizer, remembering what it cut."""

    def __init__(self, weights: Weights) -> None:
        self._tokenizer = Tokenizer(weights.pieces())
        self._cut: dict[str, Tokens] = {}

    def cut(self, sentence: str) -> Tokens:
        if sentence not in self._cut:
            self._cut[sentence] = self._tokenizer.tokenize(sentence, PREFIX, LIMIT)
        return self._cut[sentence]


def reach(spans: Ints, span: Span) -> Ints:
    """Tokens that share a letter with a span; the last of the sentence where it was cut before."""
    found = np.flatnonzero((spans[:, 0] < span.stop) & (spans[:, 1] > span.start) & (spans[:, 0] >= 0))
    return found if len(found) else np.array([len(spans) - 2])


def labelled_items(rows: Sequence[Labelled], opinions: Mapping[str, Opined], cutter: Cutter) -> list[Item]:
    """RuSentNE's sentences, with the tuples that RuOpinionNE knows in the same ones."""
    grouped: dict[str, list[Labelled]] = {}
    for row in rows:
        grouped.setdefault(row.sentence, []).append(row)
    return [_labelled_item(sentence, found, opinions.get(sentence), cutter) for sentence, found in grouped.items()]


def opined_items(rows: Iterable[Opined], cutter: Cutter) -> list[Item]:
    """RuOpinionNE's sentences: each distinct target, and holders that are no target as targets of no attitude."""
    return [_opined_item(row, cutter) for row in rows]


def related_items(articles: Iterable[Article], cutter: Cutter) -> list[Item]:
    """RuSentRel's sentences that name two entities: each mention as a target, the others as holders or not."""
    found = []
    for article in articles:
        for sentence, entities in article.sentences:
            if len({group for _, group in entities}) > 1:
                found.append(_related_item(sentence, entities, article.opinions, cutter))
    return found


def apart(rows: Iterable[Opined], seen: Iterable[str]) -> list[Opined]:
    """Rows whose sentence neither equals, contains nor stands within one of the sentences `seen`."""
    kept = []
    whole = [plain(one) for one in seen]
    exact, joined = set(whole), "\n".join(whole)
    long = [one for one in whole if len(one) > 30]
    for row in rows:
        key = plain(row.sentence)
        if key not in exact and not (len(key) > 30 and (key in joined or any(one in key for one in long))):
            kept.append(row)
    return kept


def _labelled_item(sentence: str, rows: list[Labelled], known: Opined | None, cutter: Cutter) -> Item:
    cut = cutter.cut(sentence)
    aimed = []
    for row in rows:
        tokens = reach(cut.spans, row.target)
        if known is None:
            aimed.append(Aimed(tokens, row.polarity + 1))
        else:
            tuples = [one for one in known.tuples if one.target == row.target]
            aimed.append(_aimed(cut.spans, tokens, row.polarity + 1, tuples))
    missing = _opined_item(known, cutter, {row.target for row in rows}).aimed if known else ()
    return Item(sentence, cut.ids, (*aimed, *missing), _targets(cut.spans, known))


def _opined_item(row: Opined, cutter: Cutter, without: Iterable[Span] = ()) -> Item:
    cut = cutter.cut(row.sentence)
    known = set(without)
    spans = {one.target for one in row.tuples} | {one.holder for one in row.tuples if isinstance(one.holder, Span)}
    aimed = []
    for span in sorted(spans - known):
        tuples = [one for one in row.tuples if one.target == span]
        polarities = {one.polarity for one in tuples}
        attitude = IGNORED if len(polarities) > 1 else polarities.pop() + 1 if polarities else 1
        aimed.append(_aimed(cut.spans, reach(cut.spans, span), attitude, tuples))
    return Item(row.sentence, cut.ids, tuple(aimed), _targets(cut.spans, row))


def _aimed(spans: Ints, tokens: Ints, attitude: int, tuples: Sequence[Tuple]) -> Aimed:
    holder, expression = np.ones(len(spans), np.int64), np.ones(len(spans), np.int64)
    pooled = [0.0] * 4
    for one in tuples:
        for span in one.expression:
            expression[reach(spans, span)] = one.polarity + 1
        if isinstance(one.holder, Span):
            holder[reach(spans, one.holder)] = one.polarity + 1
        else:
            pooled[(0 if one.holder == AUTHOR else 2) + (one.polarity > 0)] = 1.0
    return Aimed(tokens, attitude, holder, expression, (pooled[0], pooled[1], pooled[2], pooled[3]))


def _targets(spans: Ints, known: Opined | None) -> Ints | None:
    if known is None:
        return None
    found = np.ones(len(spans), np.int64)
    for one in known.tuples:
        found[reach(spans, one.target)] = one.polarity + 1
    return found


def _related_item(
    sentence: str, entities: Sequence[tuple[Span, int]], opinions: Mapping[tuple[int, int], int], cutter: Cutter
) -> Item:
    cut = cutter.cut(sentence)
    aimed = []
    for span, group in entities:
        related = np.full(len(cut.spans), IGNORED)
        for other, holder in entities:
            if holder != group:
                related[reach(cut.spans, other)] = opinions.get((holder, group), 0) + 1
        aimed.append(Aimed(reach(cut.spans, span), IGNORED, related=related))
    return Item(sentence, cut.ids, tuple(aimed))
