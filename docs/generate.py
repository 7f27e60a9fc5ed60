"""Writes docs/reference from the code: commands, settings, records, reasons. A test holds the files to it.

python docs/generate.py
"""

import dataclasses
import inspect
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from cyclopts import Parameter

from tolqyn.cli import VERBS
from tolqyn.cli.options import Common
from tolqyn.model.rejected import Reason
from tolqyn.model.settings import Event, Narrative, Politeness, Press, Reading, Settings, Source, Target
from tolqyn.model.tables import schema_of
from tolqyn.store import TABLES

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py; edit the code instead. -->\n"


def pages() -> dict[str, str]:
    """Name and text of every page."""
    return {
        "commands.md": "\n".join(_commands()),
        "settings.md": "\n".join(_settings()),
        "records.md": "\n".join(_records()),
        "reasons.md": "\n".join(_reasons()),
    }


def _commands() -> Iterator[str]:
    yield f"# Commands\n\n{NOTE}"
    yield "Every verb takes `--workspace DIR` (default: the nearest parent that holds a `tolqyn.toml`, else the current"
    yield "directory) and `--json` (one JSON document on stdout; progress goes to stderr only). Exit codes: 0 fine,"
    yield "1 findings, 2 something the user can mend.\n"
    for verb, (path, summary) in VERBS.items():
        module, _, name = path.partition(":")
        function = getattr(import_module(module), name)
        yield f"## tolqyn {verb}\n\n{summary}\n"
        yield f"```\ntolqyn {verb}{''.join(_usage(function))}\n```\n"
        rows = [f"| `{shown}` | {text} |" for shown, text in _parameters(function)]
        if rows:
            yield "| argument | meaning |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _parameters(function: Callable[..., object]) -> Iterator[tuple[str, str]]:
    hints = typing.get_type_hints(function, include_extras=True)
    for parameter in inspect.signature(function).parameters.values():
        hint = hints[parameter.name]
        if hint is Common:
            continue
        told = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Parameter)]
        yield _shown(parameter, told), next((one.help for one in told if one.help), "")


def _shown(parameter: inspect.Parameter, told: list[Parameter]) -> str:
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return parameter.name.upper()
    if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
        return parameter.name.upper()
    names = next((one.name for one in told if one.name), None)
    return ", ".join(names) if names else f"--{parameter.name.replace('_', '-')}"


def _usage(function: Callable[..., object]) -> Iterator[str]:
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name == "common":
            continue
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            yield f" {parameter.name.upper()}..."
        elif parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
            optional = parameter.default is not inspect.Parameter.empty
            yield f" [{parameter.name.upper()}]" if optional else f" {parameter.name.upper()}"
    yield " [OPTIONS]"


def _settings() -> Iterator[str]:
    yield f"# tolqyn.toml\n\n{NOTE}"
    yield "An unknown key is an error that names its line. The press `all` always exists. In `[[source]]`, `[[press]]`,"
    yield "`[[target]]` and `[[event]]` the identifier goes by the key `id`. `[calendar]` takes `ics`, a list of"
    yield "calendar files, and `holidays`, a list of ISO 3166 country codes.\n"
    sections = {"[workspace]": Settings, "[collect]": Politeness, "[reading]": Reading, "[[source]]": Source,
                "[[press]]": Press, "[[target]]": Target, "[[event]]": Event, "[[narrative]]": Narrative}  # fmt: skip
    for title, record in sections.items():
        yield f"## {title}\n\n{_paragraph(record)}\n\n| key | type | default |\n| --- | --- | --- |"
        for field in dataclasses.fields(record):
            hint = str(typing.get_type_hints(record)[field.name])
            if record is Settings and ("tuple" in hint or field.name == "politeness"):
                continue
            key = "id" if field.name == f"{title.strip('[]')}_id" else field.name
            yield f"| `{key}` | {_type(record, field.name)} | {_default(field)} |"
        yield ""


def _records() -> Iterator[str]:
    yield f"# Records and tables\n\n{NOTE}"
    yield "Tables are Parquet files under `lake/`; any engine that reads Parquet reads them. A column that may be empty"
    yield "holds null where nothing is known.\n"
    for record, name in sorted(TABLES.items(), key=lambda pair: pair[1]):
        yield f"## {name}\n\n{_paragraph(record)}\n\n| column | type | |\n| --- | --- | --- |"
        for field in schema_of(record):
            yield f"| `{field.name}` | {field.type} | {'may be null' if field.nullable else ''} |"
        yield ""


def _reasons() -> Iterator[str]:
    yield f"# Reasons for which something is turned away\n\n{NOTE}"
    yield "\n".join(f"- `{reason.value}`" for reason in Reason)
    yield ""


def _paragraph(record: type) -> str:
    return inspect.cleandoc(record.__doc__ or "")


def _type(record: type, name: str) -> str:
    hint = typing.get_type_hints(record)[name]
    return (
        "`"
        + str(getattr(hint, "__name__", hint) if isinstance(hint, type) else hint)
        .replace("typing.", "")
        .replace("datetime.", "")
        .replace("|", "or")
        + "`"
    )


def _default(field: "dataclasses.Field[object]") -> str:
    if field.default is dataclasses.MISSING:
        return "required"
    return f"`{field.default!r}`" if field.default is not None else ""


if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for page, text in pages().items():
        (REFERENCE / page).write_text(text, encoding="utf-8")
