"""The network of multilingual-e5-small as an ONNX graph of 8-bit integer products, with adapters folded in.

Weights are rounded to 8 bits by output, activations by text while it runs. Rounding activations by text is what makes
the graph fast and is why texts go through it one by one: in a batch, a text's numbers would depend on its neighbours.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder.onnxfile import Network
from tolqyn.annotate.encoder.weights import Floats, Weights
from tolqyn.model.errors import Invalid

Adapters = Mapping[str, NDArray[np.float32]]
"""`l{layer}.{matrix}.A` (rank x inputs) and `l{layer}.{matrix}.B` (outputs x rank) of any matrices, with `scaling` (one
number, 1 where absent): a matrix W becomes W + scaling * B A. `mark` (2 x width) is what is added to the embedding of a
token that is not marked (row 0) or is (row 1)."""

_MICROSOFT = "com.microsoft"
_PARTS = ("query", "key", "value")


def build(weights: Weights, adapters: Adapters | None = None, layers: range | None = None) -> bytes:
    """The model's bytes: input `embeddings`, 1 x tokens x width before the first normalisation; output `states`.

    `layers` builds some of them only; where the first is left out, `embeddings` are the states below.
    """
    shape, network = weights.shape, Network()
    chosen = range(shape.layers) if layers is None else layers
    network.constant("split", np.array([-1, 3, shape.heads, shape.width // shape.heads], np.int64))
    network.constant("joined", np.array([1, -1, shape.width], np.int64))
    network.constant("last", np.array([-1], np.int64))
    network.constant("epsilon", np.array(shape.epsilon, np.float32))
    for at, part in enumerate(_PARTS):
        network.constant(part, np.array(at, np.int64))
    state = "embeddings" if chosen.start else _normalized(network, weights, "emb.ln", "embeddings")
    for layer in chosen:
        state = _layer(network, weights, adapters or {}, f"l{layer}", state)
    network.calls("Identity", [state], {}, ["states"])
    sizes = (1, "tokens", shape.width)
    return network.model({"embeddings": sizes}, {"states": sizes})


def matrix(weights: Weights, adapters: Adapters, layer: str, name: str) -> Floats:
    """A layer's matrix with its adapter folded in.

    >>> matrix(Weights(), {}, "l0", "q").shape
    (384, 384)
    """
    shape = weights.shape
    outputs, inputs = {"fi": (shape.inner, shape.width), "fo": (shape.width, shape.inner)}.get(name, (shape.width,) * 2)
    values = weights.matrix(f"{layer}.{name}.w", outputs, inputs)
    down, up = adapters.get(f"{layer}.{name}.A"), adapters.get(f"{layer}.{name}.B")
    if down is None or up is None:
        return values
    if up.shape[0] != outputs or down.shape[1] != inputs or up.shape[1] != down.shape[0]:
        raise Invalid(
            f"the adapter of {layer}.{name} has shapes {down.shape} and {up.shape}",
            f"give A as rank x {inputs} and B as {outputs} x rank",
        )
    scaling = float(np.asarray(adapters.get("scaling", 1.0)))
    return values + np.float32(scaling) * (up.astype(np.float32) @ down.astype(np.float32))


def _layer(network: Network, weights: Weights, adapters: Adapters, layer: str, state: str) -> str:
    """Attention and feed-forward, each added to what came in and normalised."""
    joined = _linear(network, weights, adapters, (layer, "qkv"), state)
    seen = _attended(network, joined)
    told = _linear(network, weights, adapters, (layer, "ao"), seen)
    state = _normalized(network, weights, f"{layer}.aln", network.call("Add", [state, told]))
    inner = network.call("Gelu", [_linear(network, weights, adapters, (layer, "fi"), state)], domain=_MICROSOFT)
    told = _linear(network, weights, adapters, (layer, "fo"), inner)
    return _normalized(network, weights, f"{layer}.oln", network.call("Add", [state, told]))


def _attended(network: Network, joined: str) -> str:
    """Attention of one text without padding, head by head; the root of the width is already in the query's matrix.

    Written out because the kernels of whole attention and of normalisation (below) took a quarter longer.
    """
    split = network.call("Transpose", [network.call("Reshape", [joined, "split"])], {"perm": (1, 2, 0, 3)})
    query, key, value = (network.call("Gather", [split, one], {"axis": 0}) for one in _PARTS)
    alike = network.call("MatMul", [query, network.call("Transpose", [key], {"perm": (0, 2, 1)})])
    weighed = network.call("MatMul", [network.call("Softmax", [alike], {"axis": -1}), value])
    return network.call("Reshape", [network.call("Transpose", [weighed], {"perm": (1, 0, 2)}), "joined"])


def _linear(network: Network, weights: Weights, adapters: Adapters, place: tuple[str, str], given: str) -> str:
    """A matrix product in 8 bits with its bias; `qkv` is three matrices at once."""
    layer, name = place
    parts = ("q", "k", "v") if name == "qkv" else (name,)
    values = np.concatenate([matrix(weights, adapters, layer, part) for part in parts])
    bias = np.concatenate([weights.vector(f"{layer}.{part}.b") for part in parts])
    if name == "qkv":
        root = np.float32((weights.shape.width // weights.shape.heads) ** -0.5)
        values[: weights.shape.width] *= root
        bias[: weights.shape.width] *= root
    scales = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
    rounded = np.round(values / scales[:, None]).astype(np.int8)
    constants = [
        network.constant(f"{layer}.{name}.w", rounded.T),
        network.constant(f"{layer}.{name}.s", scales.astype(np.float32)),
        "",
        network.constant(f"{layer}.{name}.b", bias),
    ]
    return network.call("DynamicQuantizeMatMul", [given, *constants], {}, _MICROSOFT)


def _normalized(network: Network, weights: Weights, name: str, given: str) -> str:
    """Layer normalisation, step by step."""
    gain, shift = (network.constant(f"{name}.{one}", weights.vector(f"{name}.{one}")) for one in "wb")
    keep = {"keepdims": 1}
    apart = network.call("Sub", [given, network.call("ReduceMean", [given, "last"], keep)])
    variance = network.call("ReduceMean", [network.call("Mul", [apart, apart]), "last"], keep)
    spread = network.call("Sqrt", [network.call("Add", [variance, "epsilon"])])
    return network.call("Add", [network.call("Mul", [network.call("Div", [apart, spread]), gain]), shift])
