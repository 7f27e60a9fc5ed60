"""Trained networks as the package reads them: adapters by the encoder's names, heads by their own."""

from collections.abc import Iterable

import numpy as np

from tolqyn.annotate.attitudes.modelfile import Floats, Model, Settings
from training.attitudes.network import SCALING, Network

HEADS = ("query", "key", "value", "attitude", "pooled", "token", "aim", "pair", "targets")
POLARITY = ("query", "key", "value", "attitude")


def adapters(network: Network) -> dict[str, Floats]:
    """`l6.q.A`, `l6.q.B`, … and `scaling`."""
    found: dict[str, Floats] = {"scaling": np.array(SCALING, np.float32)}
    for name, value in network.layers.named_parameters():
        layer, _, matrix, side = name.split(".")
        found[f"{layer}.{matrix}.{side}"] = value.detach().numpy().astype(np.float32)
    return found


def heads(network: Network, names: Iterable[str] = HEADS) -> dict[str, Floats]:
    """`attitude.w`, `attitude.b`, …"""
    found: dict[str, Floats] = {}
    for name in names:
        layer = getattr(network, name)
        found[f"{name}.w"] = layer.weight.detach().numpy().astype(np.float32)
        found[f"{name}.b"] = layer.bias.detach().numpy().astype(np.float32)
    return found


def model_of(opening: Network, marking: Network, settings: Settings) -> Model:
    """Both networks as one model."""
    marked = adapters(marking) | {"mark": marking.mark.detach().numpy().astype(np.float32)}
    return Model(adapters(opening), marked, heads(opening), heads(marking, POLARITY), settings)
