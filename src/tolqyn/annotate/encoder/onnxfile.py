"""An ONNX model written as bytes: the few messages of its protocol that a network of fixed structure needs.

The `onnx` package would be 18 MB and most of a second of start-up for this one page. Numbers of fields are those of
`onnx.proto3` (https://github.com/onnx/onnx), which are stable by the rules of protocol buffers; a test reads the bytes
back with that package where it is installed.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Attribute = int | float | tuple[int, ...]
Array = NDArray[np.float32] | NDArray[np.int8] | NDArray[np.int64]

_KINDS = {np.dtype(np.float32): 1, np.dtype(np.int8): 3, np.dtype(np.int64): 7}
_IR_VERSION = 9
_OPERATORS = (("", 18), ("com.microsoft", 1))
"""Operator sets that nodes may come from, and their versions."""


@dataclass(slots=True)
class Network:
    """A network while it is built; `call` adds a node and answers the name of what it computes."""

    nodes: list[bytes] = field(default_factory=list)
    constants: list[bytes] = field(default_factory=list)

    def constant(self, name: str, values: Array) -> str:
        """Add an array under a name."""
        dims = b"".join(_number(1, size) for size in values.shape)
        raw = np.ascontiguousarray(values).tobytes()
        self.constants.append(dims + _number(2, _KINDS[values.dtype]) + _text(8, name) + _bytes(9, raw))
        return name

    def call(
        self, operator: str, inputs: Sequence[str], attributes: Mapping[str, Attribute] | None = None, domain: str = ""
    ) -> str:
        """Add a node with one output."""
        return self.calls(operator, inputs, attributes or {}, (f"{operator}_{len(self.nodes)}",), domain)[0]

    def calls(
        self,
        operator: str,
        inputs: Sequence[str],
        attributes: Mapping[str, Attribute],
        outputs: Sequence[str],
        domain: str = "",
    ) -> Sequence[str]:
        """Add a node with outputs of given names."""
        said = b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
        ends = b"".join(_text(1, name) for name in inputs) + b"".join(_text(2, name) for name in outputs)
        self.nodes.append(ends + _text(4, operator) + said + _text(7, domain))
        return outputs

    def model(self, inputs: Mapping[str, Sequence[int | str]], outputs: Mapping[str, Sequence[int | str]]) -> bytes:
        """The whole as a file's bytes; inputs and outputs are floats whose unknown sizes have names."""
        graph = b"".join(_bytes(1, node) for node in self.nodes) + _text(2, "network")
        graph += b"".join(_bytes(5, constant) for constant in self.constants)
        graph += b"".join(_bytes(11, _value(name, sizes)) for name, sizes in inputs.items())
        graph += b"".join(_bytes(12, _value(name, sizes)) for name, sizes in outputs.items())
        sets = b"".join(_bytes(8, _text(1, domain) + _number(2, version)) for domain, version in _OPERATORS)
        return _number(1, _IR_VERSION) + _bytes(7, graph) + sets


def _attribute(name: str, value: Attribute) -> bytes:
    """A named attribute with its type: 1 a float, 2 an integer, 7 integers."""
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + b"".join(_number(8, one) for one in value) + _number(20, 7)


def _value(name: str, sizes: Sequence[int | str]) -> bytes:
    """The name and shape of an input or output of floats."""
    dims = b"".join(_bytes(1, _text(2, size) if isinstance(size, str) else _number(1, size)) for size in sizes)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, dims)))


def _varint(value: int) -> bytes:
    """Seven bits a byte, lowest first; negative numbers as their 64-bit complement."""
    value, found = value & (1 << 64) - 1, bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _number(place: int, value: int) -> bytes:
    return _varint(place << 3) + _varint(value)


def _bytes(place: int, value: bytes) -> bytes:
    return _varint(place << 3 | 2) + _varint(len(value)) + value


def _text(place: int, value: str) -> bytes:
    return _bytes(place, value.encode())
