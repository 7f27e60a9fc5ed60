"""The encoder in three parts: lower layers as they are installed, and two adapted upper parts that share them.

A sentence passes the lower layers once. The marked part then reads it once for each target, told which tokens name it,
and answers the polarity; the open part reads it once, whatever it names, and answers who holds what and in which words.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tolqyn.annotate.attitudes.modelfile import Floats, Model
from tolqyn.annotate.encoder import PREFIX
from tolqyn.annotate.encoder.graph import build
from tolqyn.annotate.encoder.tokens import Tokenizer
from tolqyn.annotate.encoder.weights import Weights

LIMIT = 128
"""Tokens of a sentence that are read: as many as in training."""


class Trunk:
    """Sessions of one thread each; sentences pass one by one, so that none depends on its neighbours."""

    def __init__(self, model: Model) -> None:
        self._weights = Weights()
        self._tokenizer = Tokenizer(self._weights.pieces())
        first, settings = model.settings.first, model.settings
        self._mark = model.marked["mark"]
        self._lower = self._part({}, range(first))
        self._open = self._part(model.open, range(first, settings.open_last))
        self._marked = self._part(model.marked, range(first, settings.marked_last))

    def lower(self, sentence: str) -> tuple[NDArray[np.int64], Floats]:
        """Where each token stands (-1, -1 outside the sentence) and its lower states."""
        tokens = self._tokenizer.tokenize(sentence, PREFIX, LIMIT)
        given = self._weights.words(tokens.ids) + self._weights.places[: len(tokens.ids)]
        return tokens.spans, _run(self._lower, given)

    def open(self, lower: Floats) -> Floats:
        """Upper states that know of no target."""
        return _run(self._open, lower)

    def marked(self, lower: Floats, target: Sequence[int]) -> Floats:
        """Upper states that know which tokens name the target."""
        given = lower.copy()
        given[list(target)] += self._mark
        return _run(self._marked, given)

    def _part(self, adapters: Mapping[str, Floats], layers: range) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        model = build(self._weights, adapters, layers)
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, given: Floats) -> Floats:
    (states,) = session.run(["states"], {"embeddings": given[None]})
    return np.asarray(states[0], np.float32)
