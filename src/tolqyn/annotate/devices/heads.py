"""The trained heads: one linear function a device, and above which chance it is worth a hint."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from tolqyn.annotate.devices.features import Floats
from tolqyn.annotate.devices.scheme import DEVICES

_SHIPPED = "heads.json"


@dataclass(frozen=True, slots=True)
class Heads:
    """`weights` (`float32[features, devices]`), `bias` and `thresholds` (`float32[devices]`) over raw features.

    `version` is written by the training: raised whenever the heads are trained anew.
    """

    version: str
    model: str
    weights: Floats
    bias: Floats
    thresholds: Floats

    def chances(self, features: Floats) -> Floats:
        """Chance of each device in each sentence, `float32[sentences, devices]`."""
        return np.asarray(1 / (1 + np.exp(-(features @ self.weights + self.bias))), np.float32)

    def as_json(self) -> str:
        """The whole as text; equal heads give equal bytes. Weights are kept in half precision."""
        rows = {"version": self.version, "model": self.model, "devices": list(DEVICES)}
        numbers = {
            "weights": _packed(self.weights, "<f2"),
            "bias": _packed(self.bias, "<f4"),
            "thresholds": _packed(self.thresholds, "<f4"),
        }
        return json.dumps(rows | numbers, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Heads":
        """What `as_json` wrote."""
        rows = json.loads(text)
        weights = _unpacked(rows["weights"], "<f2").reshape(-1, len(rows["devices"]))
        bias, thresholds = _unpacked(rows["bias"], "<f4"), _unpacked(rows["thresholds"], "<f4")
        return cls(rows["version"], rows["model"], weights, bias, thresholds)

    @staticmethod
    @cache
    def shipped() -> "Heads":
        """The heads that the package brings."""
        return Heads.from_json(files(__package__).joinpath(_SHIPPED).read_text("utf-8"))


def _packed(numbers: Floats, kind: str) -> str:
    return base64.b64encode(np.asarray(numbers, kind).tobytes()).decode("ascii")


def _unpacked(text: str, kind: str) -> Floats:
    return np.frombuffer(base64.b64decode(text), kind).astype(np.float32)
