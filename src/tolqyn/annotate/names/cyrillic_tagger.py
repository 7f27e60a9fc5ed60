"""The slovnet tagger of natasha (MIT) for Russian, and for Ukrainian words respelled as Russian ones."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, cast

import numpy as np
import razdel
from navec import Navec  # type: ignore[import-untyped, unused-ignore]
from slovnet import NER  # type: ignore[import-untyped, unused-ignore]

from tolqyn.annotate.names.people import natasha_folder
from tolqyn.annotate.names.tagged import Passage, Tagged, bio_spans, windows
from tolqyn.model.mark import EntityType
from tolqyn.model.spans import Span

PRECISION = {"PER": 0.94, "LOC": 0.89, "ORG": 0.82}
"""Token precision on the FactRuEval devset (`evaluation/names`): the model gives no scores of its own."""

_LIMIT = 900
_BATCH = 32
_LONGEST = 400
"""Tokens of one window: a line of thousands of words is cut, so that memory stays bounded."""

_EMBEDDINGS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MODEL = "model/slovnet_ner_news_v1.tar"

Spelling = Callable[[str], str]
Window = tuple[int, tuple[tuple[int, int], ...], list[str]]
"""Which passage it is of, where its tokens stand there, and the tokens as the model reads them."""


@cache
def _vectors() -> Any:
    return Navec.load(str(natasha_folder() / _EMBEDDINGS))


@cache
def _model() -> Any:
    """Weights and word vectors from the natasha wheel, once for a process (about 2 s, 150 MB)."""
    return NER.load(str(natasha_folder() / _MODEL)).navec(_vectors())


@cache
def word_counts() -> dict[str, int]:
    """The 250,000 words that the model has vectors for, with how often they stand in Russian news."""
    vocabulary = _vectors().vocab
    return {word: int(count) for word, count in zip(vocabulary.words, vocabulary.counts, strict=True)}


class CyrillicTagger:
    """Names by slovnet's network; `spelling` turns a word of the text into the word that the network reads."""

    def __init__(self, spelling: Spelling | None = None, precision: dict[str, float] = PRECISION) -> None:
        self._spelling = spelling
        self._precision = precision

    def tag(self, passages: Sequence[Passage]) -> list[list[Tagged]]:
        """Names of each passage.

        >>> text = "Ерлан Карин прибыл в Астану."
        >>> [(text[one.start:one.stop], one.type) for one in CyrillicTagger().tag([Passage(text, ())])[0]]
        [('Ерлан Карин', 'PER'), ('Астану', 'LOC')]
        """
        cut = [window for place, passage in enumerate(passages) for window in self._windows(place, passage)]
        found: list[list[Tagged]] = [[] for _ in passages]
        by_length = sorted(range(len(cut)), key=lambda at: len(cut[at][2]))
        for first in range(0, len(by_length), _BATCH):
            batch = [cut[at] for at in by_length[first : first + _BATCH]]
            for (place, tokens, _), tags in zip(batch, _tags([words for *_, words in batch]), strict=True):
                found[place] += self._spans(tokens, tags)
        return [sorted(tagged) for tagged in found]

    def _windows(self, place: int, passage: Passage) -> Iterator[Window]:
        for window in windows(passage, _LIMIT):
            tokens = [(window.start + one.start, window.start + one.stop) for one in _tokens(window, passage.text)]
            for first in range(0, len(tokens), _LONGEST):
                part = tuple(tokens[first : first + _LONGEST])
                words = [passage.text[start:stop] for start, stop in part]
                yield place, part, [self._spelling(word) for word in words] if self._spelling else words

    def _spans(self, tokens: Sequence[tuple[int, int]], tags: Sequence[str]) -> Iterator[Tagged]:
        for first, after, kind in bio_spans(tags):
            score = self._precision[kind]
            yield Tagged(tokens[first][0], tokens[after - 1][1], cast(EntityType, kind), score)


def _tokens(window: Span, text: str) -> Any:
    return razdel.tokenize(window.of(text))


def _tags(batch: Sequence[list[str]]) -> Iterator[list[str]]:
    """Tags of each row; each row is followed by one empty place at least, so that its length decides nothing."""
    infer = _model().infer
    words, shapes = infer.encoder.words_vocab, infer.encoder.shapes_vocab
    width = max(map(len, batch)) + 1
    word_ids = np.full((len(batch), width), words.pad_id, dtype=np.int64)
    shape_ids = np.full((len(batch), width), shapes.pad_id, dtype=np.int64)
    for row, tokens in enumerate(batch):
        coded = [_coded(token) for token in tokens]
        word_ids[row, : len(tokens)] = [one for one, _ in coded]
        shape_ids[row, : len(tokens)] = [one for _, one in coded]
    empty = word_ids == words.pad_id
    scores = infer.model(word_ids, shape_ids, empty)
    for tags in infer.model.head.crf.decode(scores, ~empty):
        yield [infer.decoder.tags_vocab.decode(tag) for tag in tags]


@lru_cache(maxsize=200_000)
def _coded(token: str) -> tuple[int, int]:
    """Numbers of a word and of its shape."""
    encoder = _model().infer.encoder
    ((word,), (shape,)) = encoder.item([token])
    return word, shape
