"""A trained network as the package reads it: adapters by the encoder's names, heads by their own."""

import numpy as np

from tolqyn.annotate.attitudes.modelfile import Floats, Model, Settings
from training.attitudes.network import SCALING, Network

HEADS = ("query", "key", "value", "attitude", "pooled", "token", "aim", "pair", "targets")


def adapters(network: Network) -> dict[str, Floats]:
    """`l6.q.A`, `l6.q.B`, … and `scaling`."""
    found: dict[str, Floats] = {"scaling": np.array(SCALING, np.float32)}
    for name, value in network.layers.named_parameters():
        layer, _, matrix, side = name.split(".")
        found[f"{layer}.{matrix}.{side}"] = value.detach().numpy().astype(np.float32)
    return found


def heads(network: Network) -> dict[str, Floats]:
    """`attitude.w`, `attitude.b`, …"""
    found: dict[str, Floats] = {}
    for name in HEADS:
        layer = getattr(network, name)
        found[f"{name}.w"] = layer.weight.detach().numpy().astype(np.float32)
        found[f"{name}.b"] = layer.bias.detach().numpy().astype(np.float32)
    return found


def model_of(network: Network, settings: Settings) -> Model:
    """The whole, in half precision as it will be read back."""
    both = (
        {name: value.astype(np.float16).astype(np.float32) for name, value in part.items()}
        for part in (adapters(network), heads(network))
    )
    return Model(*both, settings)
