"""Vectors of texts and states of their tokens, from multilingual-e5-small on one thread of a CPU."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tolqyn.annotate.encoder.graph import Adapters, build
from tolqyn.annotate.encoder.tokens import Tokenizer, Tokens
from tolqyn.annotate.encoder.weights import Floats, Weights

MODEL = "multilingual-e5-small-int8/1"
"""Name and version of the raw vectors: raised whenever the numbers for one text may change."""

PREFIX = "passage: "
"""Stands before every text that is stored; vectors of texts behind different prefixes are not comparable."""

Places = Sequence[tuple[int, int]]
"""Half-open spans in code points of a text."""


@dataclass(frozen=True, slots=True)
class States:
    """The last hidden states of a text's tokens, both ends and the prefix included.

    `spans` (`int64[tokens, 2]`) are code points of the text as given, -1, -1 for tokens outside it; `marked`
    (`bool[tokens]`) are those that a mark covers, wholly or partly; `hidden` is `float32[tokens, 384]`; `rarity`
    (`float32[tokens]`) is minus the logarithm of each piece's probability, by the vocabulary.
    """

    spans: NDArray[np.int64]
    marked: NDArray[np.bool_]
    hidden: Floats
    rarity: Floats


class Encoder:
    """One network with its tokenizer; texts go through it one by one, so that none depends on its neighbours."""

    def __init__(self, weights: Weights, tokenizer: Tokenizer, adapters: Adapters | None = None) -> None:
        self._weights, self._tokenizer = weights, tokenizer
        self._mark = None if adapters is None else adapters.get("mark")
        self._session = _session(build(weights, adapters))

    @classmethod
    def load(cls, adapters: Adapters | None = None) -> Self:
        """An encoder on the installed weights, with adapters folded in where they are given."""
        weights = Weights()
        return cls(weights, Tokenizer(weights.pieces()), adapters)

    def adapted(self, adapters: Adapters) -> "Encoder":
        """Another encoder that shares this one's weights and tokenizer: for the second network of a process."""
        return Encoder(self._weights, self._tokenizer, adapters)

    @property
    def width(self) -> int:
        """Numbers of a vector."""
        return self._weights.shape.width

    def encode(self, texts: Sequence[str], prefix: str = PREFIX) -> Floats:
        """Unit vectors, `float32[texts, 384]`: means over the tokens; a text beyond 512 tokens is read that far.

        >>> encoder = Encoder.load()
        >>> snow, also, court = encoder.encode(["Астанада қар жауды", "В Астане выпал снег", "Суд вынес приговор"])
        >>> bool(snow @ also > snow @ court)
        True
        """
        found = np.empty((len(texts), self.width), np.float32)
        for at, text in enumerate(texts):
            tokens = self._tokenizer.tokenize(text, prefix, self._weights.shape.positions)
            mean = self._run(tokens, None).mean(axis=0)
            found[at] = mean / np.linalg.norm(mean)
        return found

    def states(self, texts: Sequence[str], marks: Sequence[Places] | None = None, prefix: str = PREFIX) -> list[States]:
        """Hidden states of each text's tokens; `marks` are the spans of each text that its tokens are marked by.

        >>> (one,) = Encoder.load().states(["Токаев Астанада"], [[(0, 6)]])
        >>> one.spans[one.marked].tolist()
        [[0, 2], [2, 4], [4, 6]]
        """
        found = []
        for at, text in enumerate(texts):
            tokens = self._tokenizer.tokenize(text, prefix, self._weights.shape.positions)
            marked = _covered(tokens, marks[at] if marks else ())
            hidden = self._run(tokens, marked)
            found.append(States(tokens.spans, marked, hidden, self._tokenizer.rarity(tokens)))
        return found

    def _run(self, tokens: Tokens, marked: NDArray[np.bool_] | None) -> Floats:
        """States of one text's tokens."""
        given = self._weights.words(tokens.ids) + self._weights.places[: len(tokens.ids)]
        if self._mark is not None:
            given += self._mark[0 if marked is None else marked.astype(np.int64)]
        (states,) = self._session.run(["states"], {"embeddings": given[None]})
        return np.asarray(states[0], np.float32)


def _covered(tokens: Tokens, places: Places) -> NDArray[np.bool_]:
    """Which tokens share a code point with one of the places."""
    starts, stops = tokens.spans[:, 0], tokens.spans[:, 1]
    found = np.zeros(len(starts), np.bool_)
    for start, stop in places:
        found |= (starts < stop) & (stops > start)
    return found


def _session(model: bytes) -> onnxruntime.InferenceSession:
    """A session of one thread that never spins: workers are processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
