"""Kazakh names by a CRF that `training/names/kazakh.py` trains from KazNERD's validation split (CC BY 4.0)."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import pycrfsuite  # type: ignore[import-not-found, import-untyped, unused-ignore]
import razdel

from tolqyn.annotate.names.kazakh_features import features
from tolqyn.annotate.names.tagged import Passage, Tagged, bio_spans, windows
from tolqyn.model.mark import EntityType
from tolqyn.model.spans import Span

KINDS: dict[str, EntityType] = {"PER": "PER", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
"""Which of the model's kinds are names here; the others (posts, peoples, works) only keep it from mistakes."""

_LONGEST = 200
"""Tokens of one sentence; the rest of a longer one is read as the next."""


@cache
def _weights() -> bytes:
    """The model's bytes, kept for the whole process: the tagger reads them where they lie and does not copy them."""
    return (files("tolqyn.annotate.names") / "kazakh.crf").read_bytes()


@cache
def _model() -> Any:
    """The trained CRF, 1 MB, opened once for a process."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_weights())
    return tagger


class KazakhTagger:
    """Names sentence by sentence; the score is the least probability of the span's tags."""

    def tag(self, passages: Sequence[Passage]) -> list[list[Tagged]]:
        """Names of each passage.

        >>> text = "Президент Қасым-Жомарт Тоқаев Алматыға барды."
        >>> [(text[one.start:one.stop], one.type) for one in KazakhTagger().tag([Passage(text, ())])[0]]
        [('Қасым-Жомарт Тоқаев', 'PER'), ('Алматыға', 'GPE')]
        """
        return [
            [one for window in windows(passage, 0) for one in _in_sentence(passage.text, window)]
            for passage in passages
        ]


def _in_sentence(text: str, window: Span) -> Iterator[Tagged]:
    tokens = [(window.start + one.start, window.start + one.stop) for one in razdel.tokenize(window.of(text))]
    for first in range(0, len(tokens), _LONGEST):
        yield from _spans(text, tokens[first : first + _LONGEST])


def _spans(text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[Tagged]:
    model = _model()
    model.set(features([text[start:stop] for start, stop in tokens]))
    tags = model.tag()
    for first, after, kind in bio_spans(tags):
        if kind in KINDS:
            score = min(model.marginal(tags[place], place) for place in range(first, after))
            yield Tagged(tokens[first][0], tokens[after - 1][1], KINDS[kind], round(score, 3), settled=True)
