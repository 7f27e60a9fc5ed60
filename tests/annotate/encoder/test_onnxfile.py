"""The bytes that are written are an ONNX model to the people who made the format."""

import numpy as np
import pytest

from tolqyn.annotate.encoder.graph import build
from tolqyn.annotate.encoder.onnxfile import Network
from tolqyn.annotate.encoder.weights import Weights


def test_the_package_of_the_format_reads_the_network_back() -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load_from_string(build(Weights()))
    assert len([node for node in model.graph.node if node.op_type == "DynamicQuantizeMatMul"]) == 12 * 4
    stored = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    assert stored["l0.qkv.w"].shape == (384, 3 * 384)
    assert np.array_equal(stored["emb.ln.w"], Weights().vector("emb.ln.w"))


def test_attributes_of_every_type_are_read_back() -> None:
    onnx = pytest.importorskip("onnx")
    network = Network()
    network.calls("Op", ["in"], {"a": -3, "b": 0.5, "c": (1, 300)}, ["out"])
    (node,) = onnx.load_from_string(network.model({"in": ("n",)}, {"out": ("n", 3)})).graph.node
    assert {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute} == {
        "a": -3,
        "b": 0.5,
        "c": [1, 300],
    }


def test_two_builds_are_byte_equal() -> None:
    assert build(Weights()) == build(Weights())
