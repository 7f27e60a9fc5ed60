"""`tolqyn.toml` as settings: strict, as a misspelt key that is silently ignored is worse than an error."""

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tolqyn.model.errors import Invalid
from tolqyn.model.settings import Event, Narrative, Politeness, Press, Reading, Settings, Source, Target
from tolqyn.store.calendar import events_of_ics

SHORT = {
    Source: {"source_id": "id"},
    Press: {"press_id": "id"},
    Target: {"target_id": "id"},
    Event: {"event_id": "id"},
    Narrative: {"narrative_id": "id"},
}
"""Fields that go by a shorter key in the file."""

EVERY_SOURCE = "all"
"""The press that always exists."""

_SECTIONS: dict[str, type] = {
    "source": Source,
    "press": Press,
    "target": Target,
    "event": Event,
    "narrative": Narrative,
}
_GENERAL = ("name", "min_documents", "copy_window_days", "engine", "countries")


def load_settings(path: Path) -> Settings:
    """Settings of a workspace; raises `Invalid` that names the key, its line and the remedy.

    Holidays of the calendar are named by country here: which days they are depends on the years that are watched.
    """
    text = _text(path)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise Invalid(f"{path}: {trouble}", "mend the syntax there; strings stand in quotes") from trouble
    reader = _Reader(path, text)
    reader.only_keys(tree, ("workspace", "collect", "reading", "calendar", *_SECTIONS), "")
    general = reader.section(tree, "workspace", Settings, _GENERAL)
    found = {name: reader.listed(tree, name, record) for name, record in _SECTIONS.items()}
    return Settings(
        **({"name": path.parent.name} | general),
        sources=found["source"],
        presses=_with_all(found["press"]),
        targets=found["target"],
        events=(*found["event"], *_calendar(reader, tree)),
        politeness=Politeness(**reader.section(tree, "collect", Politeness)),
        holidays=reader.calendar(tree).get("holidays", ()),
        narratives=found["narrative"],
        reading=Reading(**reader.section(tree, "reading", Reading)),
    )


def holiday_countries(path: Path) -> tuple[str, ...]:
    """Countries whose public holidays the calendar section names (ISO 3166 codes)."""
    text = _text(path)
    return tuple(_Reader(path, text).calendar(tomllib.loads(text)).get("holidays", ()))


class _Reader:
    """Reads values into records and says where something is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def section(
        self, tree: Mapping[str, Any], name: str, record: type, keys: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """Fields of a single section such as `[collect]`."""
        values = tree.get(name, {})
        if not isinstance(values, dict):
            raise self.wrong(name, f"`{name}` is not a section", f"write [{name}] on a line of its own")
        fields = _fields(record)
        allowed = {key: fields[key] for key in (keys or fields)}
        self.only_keys(values, allowed, f"{name}.")
        return {key: self._value(value, allowed[key], f"{name}.{key}") for key, value in values.items()}

    def listed(self, tree: Mapping[str, Any], name: str, record: type) -> tuple[Any, ...]:
        """Records of a repeated section such as `[[source]]`; identifiers are unique."""
        entries = tree.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.wrong(name, f"`{name}` is not a list of sections", f"write [[{name}]] with two brackets")
        records = tuple(self._record(entry, name, record) for entry in entries)
        identifiers = [getattr(item, f"{name}_id") for item in records]
        for identifier in identifiers:
            if identifiers.count(identifier) > 1:
                raise self.wrong(identifier, f"two of [[{name}]] have the id {identifier!r}", "rename one of them")
        return records

    def calendar(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """The `[calendar]` section: lists of strings."""
        values = tree.get("calendar", {})
        if not isinstance(values, dict):
            raise self.wrong("calendar", "`calendar` is not a section", "write [calendar] on a line of its own")
        self.only_keys(values, ("ics", "holidays"), "calendar.")
        return {key: self._value(value, tuple[str, ...], f"calendar.{key}") for key, value in values.items()}

    def beside(self, name: str) -> Path:
        """A file that the settings name, relative to their folder."""
        return self._path.parent / name

    def only_keys(self, found: Mapping[str, Any], allowed: Iterable[str], prefix: str) -> None:
        """Refuse a key that nothing reads."""
        names = sorted(allowed)
        for key in found:
            if key not in names:
                raise self.wrong(key, f"unknown key `{prefix}{key}`", f"remove it, or use one of: {', '.join(names)}")

    def wrong(self, key: str, problem: str, remedy: str) -> Invalid:
        """The error, with the line where the key first stands."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
        line = next((n for n, text in enumerate(self._lines, 1) if pattern.search(text.partition("#")[0])), None)
        where = f"{self._path}, line {line}" if line else str(self._path)
        return Invalid(f"{where}: {problem}", remedy)

    def _record(self, entry: Mapping[str, Any], name: str, record: type) -> Any:
        short = SHORT[record]
        fields = {short.get(key, key): kind for key, kind in _fields(record).items()}
        label = f"{name} {entry.get('id') or entry.get('name') or ''}".strip()
        self.only_keys(entry, fields, f"{label}: ")
        long = {value: key for key, value in short.items()}
        given = {long.get(key, key): self._value(value, fields[key], f"{label}: {key}") for key, value in entry.items()}
        for member in dataclasses.fields(record):
            if member.name not in given and member.default is dataclasses.MISSING:
                key = short.get(member.name, member.name)
                raise self.wrong(str(entry.get("id", name)), f"[[{label}]] has no `{key}`", f"add a line `{key} = …`")
        return record(**given)

    def _value(self, value: Any, kind: Any, label: str) -> Any:
        """A TOML value as the declared type."""
        fitting = _fit(value, kind)
        if fitting is _MISFIT:
            key = re.split(r"[.\s]", label)[-1]
            raise self.wrong(key, f"`{label}` is {value!r}", f"it must be {_describe(kind)}")
        return fitting


_MISFIT = object()


def _fit(value: Any, kind: Any) -> Any:
    """Value as the declared type, `_MISFIT` where it is of another."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        fits = (_fit(value, member) for member in arguments if member is not type(None))
        return next((fit for fit in fits if fit is not _MISFIT), _MISFIT)
    if origin is typing.Literal:
        return value if value in arguments else _MISFIT
    if origin is tuple:
        items = [_fit(item, arguments[0]) for item in value] if isinstance(value, list) else [_MISFIT]
        return _MISFIT if any(item is _MISFIT for item in items) else tuple(items)
    if kind is float and type(value) is int:
        return float(value)
    return value if type(value) is kind else _MISFIT


def _describe(kind: Any) -> str:
    """A declared type in words."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_describe(member) for member in arguments if member is not type(None))
    if origin is typing.Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in arguments)
    if origin is tuple:
        return f"a list, each {_describe(arguments[0])}"
    words = {str: "a string in quotes", int: "a whole number", float: "a number", bool: "true or false"}
    return words.get(kind, "a day such as 2024-11-28")


def _fields(record: type) -> dict[str, Any]:
    """Declared types of a record's fields."""
    hints = typing.get_type_hints(record)
    return {member.name: hints[member.name] for member in dataclasses.fields(record)}


def _with_all(presses: tuple[Press, ...]) -> tuple[Press, ...]:
    if any(press.press_id == EVERY_SOURCE for press in presses):
        return presses
    return (Press(EVERY_SOURCE, "All sources"), *presses)


def _calendar(reader: _Reader, tree: Mapping[str, Any]) -> tuple[Event, ...]:
    """Events of the calendar files that the settings name, relative to the settings."""
    return tuple(event for name in reader.calendar(tree).get("ics", ()) for event in events_of_ics(reader.beside(name)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as trouble:
        raise Invalid(f"there is no {path}", f"tolqyn init {path.parent}") from trouble
    except UnicodeDecodeError as trouble:
        raise Invalid(f"{path} is not UTF-8: {trouble}", "save it as UTF-8") from trouble
