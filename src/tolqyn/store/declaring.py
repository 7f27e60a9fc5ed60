"""Writing `tolqyn.toml` without disturbing what people wrote there: comments and order stay."""

import dataclasses
import os
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from tolqyn.model.errors import Invalid
from tolqyn.model.settings import Politeness, Reading, Settings, Source
from tolqyn.store.settings import EVERY_SOURCE, SHORT, load_settings

_LISTS = {
    "source": "sources",
    "press": "presses",
    "target": "targets",
    "event": "events",
    "narrative": "narratives",
}
_SINGLE: dict[str, tuple[str, type]] = {"collect": ("politeness", Politeness), "reading": ("reading", Reading)}
_GENERAL = ("name", "min_documents", "copy_window_days", "engine", "countries")


def write_settings(path: Path, settings: Settings) -> None:
    """A new `tolqyn.toml`; what equals its default is left out. Raises `Invalid` where a file stands already."""
    if path.exists():
        raise Invalid(f"{path} is there already", "edit it, or choose another folder")
    document = tomlkit.document()
    document.add("workspace", _section(settings, Settings, _GENERAL))
    for name, (attribute, kind) in _SINGLE.items():
        section = _section(getattr(settings, attribute), kind, tuple(f.name for f in dataclasses.fields(kind)))
        if section:
            document.add(name, section)
    for name, attribute in _LISTS.items():
        entries = [entry for entry in getattr(settings, attribute) if getattr(entry, f"{name}_id") != EVERY_SOURCE]
        if entries:
            document.add(name, AoT([_entry(entry) for entry in entries]))
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, tomlkit.dumps(document))


def add_source(path: Path, source: Source) -> None:
    """Append a `[[source]]`; raises `Invalid` where its id is taken."""
    if any(known.source_id == source.source_id for known in load_settings(path).sources):
        raise Invalid(f"{path} has a source {source.source_id!r} already", "edit it there")
    document = tomlkit.parse(path.read_text(encoding="utf-8").rstrip() + "\n\n")
    listed: Any = document.get("source")
    entry = _entry(source)
    entry.add(tomlkit.nl())
    if listed is None:
        document.add("source", AoT([entry]))
    else:
        listed.append(entry)
    _replace(path, tomlkit.dumps(document).rstrip() + "\n")


def _entry(record: Any) -> Table:
    return _section(record, type(record), tuple(field.name for field in dataclasses.fields(record)))


def _section(record: Any, kind: type, names: tuple[str, ...]) -> Table:
    """Fields that differ from their default; a tuple is written as a list."""
    section = tomlkit.table()
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}
    for name in names:
        value = getattr(record, name)
        if value is not None and value != defaults[name]:
            section.add(SHORT.get(kind, {}).get(name, name), list(value) if isinstance(value, tuple) else value)
    return section


def _replace(path: Path, text: str) -> None:
    """Write beside, then rename: a reader sees the old file or the new one."""
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("w", encoding="utf-8", newline="\n") as sink:
        sink.write(text)
        sink.flush()
        os.fsync(sink.fileno())
    draft.replace(path)
