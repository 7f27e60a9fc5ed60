"""Vectors of a server's embedding model: raw, made unit-length, labelled with the model that made them."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder.passages import Passage, passages
from tolqyn.annotate.remote.client import Answer, Body, ask
from tolqyn.annotate.remote.endpoint import Endpoint
from tolqyn.annotate.roles import Marked, Role
from tolqyn.model.errors import Unavailable
from tolqyn.model.reading import Vector
from tolqyn.model.rejected import Rejected

_PER_REQUEST = 64


class RemoteVectors:
    """Asks for vectors of each text's passages. A server that answers with anything else than vectors is unavailable:
    half a set of vectors would be searched as if it were whole."""

    role: ClassVar[Role] = "vectors"
    name = "remote"

    def __init__(self, endpoint: Endpoint, prefix: str = "") -> None:
        self._endpoint, self._prefix = endpoint, prefix

    @property
    def version(self) -> str:
        """Of this client, with the model that makes the vectors."""
        return f"1-{self._endpoint.label}"

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Vector, ...]]:
        """Vectors of the same passages that the default component reads, by where they start."""
        places = [sorted(passages(marked), key=lambda one: (one.start, one.stop, one.part)) for marked in texts]
        words = [
            marked.text.text[one.start : one.stop] for marked, some in zip(texts, places, strict=True) for one in some
        ]
        vectors = iter(self.encode(words))
        return [
            tuple(self._vector(marked.text.document_id, one, next(vectors)) for one in some)
            for marked, some in zip(texts, places, strict=True)
        ]

    def encode(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Unit vectors of passages, in their order."""
        parts = [texts[at : at + _PER_REQUEST] for at in range(0, len(texts), _PER_REQUEST)]
        answers = ask(self._endpoint, "/embeddings", [self._body(part) for part in parts])
        found = [vector for part, answer in zip(parts, answers, strict=True) for vector in self._read(part, answer)]
        if len({len(vector) for vector in found}) > 1:
            raise Unavailable(self._endpoint.host, "its vectors differ in length")
        return found

    def _body(self, texts: Sequence[str]) -> Body:
        words = [self._prefix + text for text in texts]
        return {"model": self._endpoint.model, "input": words, "encoding_format": "float"}

    def _read(self, texts: Sequence[str], answer: Answer) -> list[NDArray[np.float32]]:
        if isinstance(answer, Rejected):
            raise Unavailable(self._endpoint.host, answer.detail)
        by_place = dict(_vectors(answer.get("data")))
        if sorted(by_place) != list(range(len(texts))):
            raise Unavailable(self._endpoint.host, f"it answers {len(by_place)} vectors to {len(texts)} texts")
        return [by_place[at] for at in range(len(texts))]

    def _vector(self, document_id: str, place: Passage, values: NDArray[np.float32]) -> Vector:
        label = f"{self._endpoint.model}@{self._endpoint.host}"
        return Vector(document_id, place.part, place.start, place.stop, label, values.astype("<f2").tobytes())


def _vectors(rows: Any) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Unit vectors with their places, of those rows that are what they should be."""
    for row in rows if isinstance(rows, list) else ():
        place, numbers = (row.get("index"), row.get("embedding")) if isinstance(row, dict) else (None, None)
        if isinstance(place, int) and isinstance(numbers, list) and numbers and all(map(_is_number, numbers)):
            vector = np.array(numbers, np.float32)
            length = float(np.linalg.norm(vector))
            if math.isfinite(length) and length > 0:
                yield place, vector / np.float32(length)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
