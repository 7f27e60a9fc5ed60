"""Which packs there are, and one of them with the packs that it joins."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from tolqyn.model.errors import Invalid

SECTIONS = ("source", "press", "target", "event")
_DEMO = "demo"
_CATALOGUE = "narratives.toml"


def pack_names() -> tuple[str, ...]:
    """Names of the packs that ship with the package, sorted.

    >>> "kazakhstan" in pack_names()
    True
    """
    folder = files("tolqyn.packs")
    names = [
        entry.name.removesuffix(".toml")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml") and entry.name != _CATALOGUE
    ]
    return tuple(sorted([*names, _DEMO]))


def read_pack(name: str) -> dict[str, Any]:
    """A pack in the form of `tolqyn.toml`, with the packs that it joins written out before its own entries.

    A pack names those in `[workspace] packs`; the key is gone from the answer, so that it is what a workspace may hold.
    Raises `Invalid` for a name that no pack has, and for an identifier that two joined packs both give.

    >>> [event["title"] for event in read_pack("demo")["event"]][0]
    'Парламент Сарвении принимает закон о транзитных сборах'
    """
    return _resolved(name, ())


def pack_text(name: str) -> str:
    """The file of a pack as it was written, comments and all."""
    return _file_of(name).read_text(encoding="utf-8")


def _resolved(name: str, outer: tuple[str, ...]) -> dict[str, Any]:
    """A pack with its joined packs; `outer` are the packs that led here."""
    if name in outer:
        raise Invalid(f"the packs {' → '.join((*outer, name))} join each other", f"remove one from {name}.toml")
    own: dict[str, Any] = tomllib.loads(pack_text(name))
    workspace = dict(own.get("workspace", {}))
    joined = [_resolved(other, (*outer, name)) for other in workspace.pop("packs", ())]
    result: dict[str, Any] = {**own, "workspace": workspace}
    for section in SECTIONS:
        result[section] = [entry for pack in (*joined, own) for entry in pack.get(section, ())]
        _unique(name, section, [entry["id"] for entry in result[section]])
    return result


def _unique(name: str, section: str, identifiers: list[str]) -> None:
    twice = sorted({identifier for identifier in identifiers if identifiers.count(identifier) > 1})
    if twice:
        raise Invalid(f"pack {name}: [[{section}]] gives {', '.join(twice)} twice", "rename one of them in its pack")


def _file_of(name: str) -> Traversable:
    if name not in pack_names():
        raise Invalid(f"there is no pack {name!r}", f"choose one of: {', '.join(pack_names())}")
    folder = files("tolqyn.packs")
    return folder / _DEMO / "tolqyn.toml" if name == _DEMO else folder / f"{name}.toml"
