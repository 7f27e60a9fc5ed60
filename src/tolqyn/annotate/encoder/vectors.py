"""The component of the role `vectors`: raw unit vectors of a text's passages, stored with their model's name."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from tolqyn.annotate.encoder.encoder import MODEL
from tolqyn.annotate.encoder.passages import Passage, passages
from tolqyn.annotate.encoder.recent import recent
from tolqyn.annotate.encoder.weights import Floats
from tolqyn.annotate.roles import Marked
from tolqyn.model.reading import Vector


class E5Vectors:
    """Vectors of multilingual-e5-small, on this process's CPU."""

    role: Literal["vectors"] = "vectors"
    name = "e5"
    version = "1"

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Vector, ...]]:
        """Vectors of the lead, of sentences and of quotes of each text, by where they start."""
        return [tuple(self._vectors(marked)) for marked in texts]

    def _vectors(self, marked: Marked) -> list[Vector]:
        text = marked.text
        places = sorted(passages(marked), key=lambda one: (one.start, one.stop, one.part))
        rows = recent().encode([text.text[one.start : one.stop] for one in places])
        return [_stored(text.document_id, place, row) for place, row in zip(places, rows, strict=True)]


def values(vectors: Sequence[Vector]) -> Floats:
    """Stored vectors as numbers, `float32[vectors, 384]`.

    >>> from tolqyn.model.reading import Text
    >>> from tolqyn.model.spans import Span
    >>> text = Text("doc_1", "Астанада қар жауды.", "kk", None, 0, (Span(0, 19),))
    >>> values(E5Vectors().annotate([Marked(text)])[0]).shape
    (2, 384)
    """
    if not vectors:
        return np.empty((0, 384), np.float32)
    return np.stack([np.frombuffer(one.values, "<f2") for one in vectors]).astype(np.float32)


def _stored(document_id: str, place: Passage, row: Floats) -> Vector:
    halves = row.astype("<f2").tobytes()
    return Vector(document_id, place.part, place.start, place.stop, MODEL, halves)
