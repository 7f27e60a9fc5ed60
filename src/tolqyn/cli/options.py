"""What every verb takes: which workspace, and whether to speak JSON."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from cyclopts import Parameter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from tolqyn.answers import Answers

ERR = Console(stderr=True)
OUT = Console(highlight=False, markup=False, emoji=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
"""Prints words as they are: neither `[red]` nor `:us:` of a headline is ours to read."""

_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\ufffd")
_SURROGATES = re.compile("[\ud800-\udfff]")


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Common:
    """Options of every verb."""

    workspace: Annotated[Path | None, Parameter(help="Folder of the workspace; default: the nearest one.")] = None
    json: Annotated[bool, Parameter(help="One JSON document on stdout.", negative="")] = False

    @property
    def folder(self) -> Path:
        """Where to look for the workspace."""
        return self.workspace or Path.cwd()


HERE = Common()


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write(_SURROGATES.sub(_escaped, text) + "\n")


def one_line(value: object) -> str:
    """JSON on one line; half characters, which no encoding carries, are escaped."""
    return _SURROGATES.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(half: re.Match[str]) -> str:
    return f"\\u{ord(half[0]):04x}"


def say(text: str) -> None:
    """A line for a person, on stdout; what would steer a terminal is shown as a mark."""
    OUT.print(plain(text))


def plain(text: str) -> str:
    """Text without control characters other than tab and line break, and without half characters.

    >>> plain("Қазақ\\x1b[2Jстан")
    'Қазақ�[2Jстан'
    """
    return _SURROGATES.sub("\ufffd", text.translate(_CONTROLS))


def note(text: str) -> None:
    """A line about the work itself, on stderr."""
    ERR.print(text, markup=False, highlight=False)


Face = TypeVar("Face", bound=Answers)


@contextmanager
def opened(face: type[Face], common: Common) -> Iterator[Face]:
    """The workspace, with bars on stderr where a person watches."""
    if not ERR.is_terminal:
        yield face.at(common.folder)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=ERR, transient=True) as bars:
        tasks: dict[str, TaskID] = {"": bars.add_task("working", total=None)}

        def told(stage: str, done: int, total: int) -> None:
            bars.update(tasks[""], visible=False)
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield face.at(common.folder, told)
