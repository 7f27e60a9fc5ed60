"""The committed model: adapters of the encoder, heads, and what its probabilities were found to mean."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from tolqyn.model.errors import Invalid

Floats = NDArray[np.float32]

FILE = Path(__file__).with_name("attitudes.npz")
_SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model's numbers are read; fitted by `training.attitudes` on predictions for sentences held out.

    Layers below `first` are the installed ones; the open part ends before `open_last`, the marked one before
    `marked_last`. `slope` and `offsets` (against, neither, for) turn log probabilities into calibrated ones; `least` is
    the calibrated probability from which an attitude against, for is told. `known` languages were trained on or
    checked; in those that were not `trained` on, a score is at most `ceiling`. The rest are the least probabilities in
    open extraction: of a target's words, of an attitude towards it, of a holder's words, of a second holder, of the
    words that show it.
    """

    first: int
    open_last: int
    marked_last: int
    slope: float
    offsets: tuple[float, float, float]
    least: tuple[float, float]
    trained: tuple[str, ...]
    known: tuple[str, ...]
    ceiling: float
    target: float
    accepted: float
    holder: float
    second: float
    expression: float


@dataclass(frozen=True, slots=True)
class Model:
    """`open` and `marked` are adapters as the encoder takes them, `marked` with the `mark` itself; `heads` of the open
    part and `polarity` of the marked one are `NAME.w` (outputs x inputs) and `NAME.b`."""

    open: Mapping[str, Floats]
    marked: Mapping[str, Floats]
    heads: Mapping[str, Floats]
    polarity: Mapping[str, Floats]
    settings: Settings


_GROUPS = ("open", "marked", "heads", "polarity")


def pack(model: Model) -> bytes:
    """The file's bytes: half-precision arrays and the settings as JSON; one model has one sequence of bytes."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for group in _GROUPS:
        values: Mapping[str, Floats] = getattr(model, group)
        arrays |= {f"{group}/{name}": values[name].astype(np.float16) for name in sorted(values)}
    said = json.dumps(asdict(model.settings), sort_keys=True).encode()
    arrays[_SETTINGS] = np.frombuffer(said, np.uint8)
    out = BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def unpack(packed: bytes) -> Model:
    """What `pack` packed; raises `Invalid` for bytes that it did not."""
    try:
        with np.load(BytesIO(packed), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        said = json.loads(arrays.pop(_SETTINGS).tobytes())
        read: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in said.items()}
        settings = Settings(**read)
    except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile) as error:
        raise Invalid(f"this is no model of attitudes: {error}", "python -m training.attitudes") from error
    parts: dict[str, dict[str, Floats]] = {group: {} for group in _GROUPS}
    for name, values in arrays.items():
        group, _, rest = name.partition("/")
        parts[group][rest] = values.astype(np.float32)
    return Model(parts["open"], parts["marked"], parts["heads"], parts["polarity"], settings)


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    return unpack(FILE.read_bytes())
