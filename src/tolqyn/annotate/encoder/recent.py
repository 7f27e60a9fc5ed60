"""The encoder of a process, with a memory of the passages that it read last.

Several roles ask for the vectors of the same passages one after the other; each is computed once.
"""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache

import numpy as np

from tolqyn.annotate.encoder.encoder import Encoder
from tolqyn.annotate.encoder.weights import Floats

REMEMBERED = 1 << 13
"""Vectors; 13 MB, and more passages than a batch of documents has."""


class Recent:
    """Unit vectors of texts behind the one prefix of stored texts, remembered."""

    def __init__(self, encoder: Encoder, bound: int = REMEMBERED) -> None:
        self.encoder, self._bound = encoder, bound
        self._known: OrderedDict[str, Floats] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Floats:
        """`float32[texts, 384]`; equal to `Encoder.encode`.

        >>> recent().encode(["Астанада қар жауды", "Астанада қар жауды"]).shape
        (2, 384)
        """
        found = np.empty((len(texts), self.encoder.width), np.float32)
        for at, text in enumerate(texts):
            found[at] = self._vector(text)
        return found

    def _vector(self, text: str) -> Floats:
        known = self._known.pop(text, None)
        if known is None:
            known = self.encoder.encode([text])[0]
        self._known[text] = known
        if len(self._known) > self._bound:
            self._known.popitem(last=False)
        return known


@cache
def recent() -> Recent:
    """The one of this process, loaded when it is first asked for."""
    return Recent(Encoder.load())
