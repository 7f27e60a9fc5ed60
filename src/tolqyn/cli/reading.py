"""`read`: the marks of any text, no workspace needed."""

import itertools
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from cyclopts import Parameter

from tolqyn import annotate, extract, packs
from tolqyn.annotate.roles import Role
from tolqyn.cli.marking import marks_json, mentions_json
from tolqyn.cli.options import HERE, Common, one_line
from tolqyn.model.errors import Invalid
from tolqyn.model.reading import Mark, Text
from tolqyn.model.spans import nfc_with_places

TOGETHER = 64
"""Texts that are read at once: enough to sort by length, few enough that the first answers come soon."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: what was given, with its NFC text and where each code point of that stands; or why it cannot be."""

    number: int
    text: str = ""
    places: tuple[int, ...] = (0,)
    language: str | None = None
    problem: str | None = None


def read(
    path: Annotated[
        str,
        Parameter(help="JSON lines with `text` and an optional `language`; - for stdin.", allow_leading_hyphen=True),
    ],
    *,
    common: Common = HERE,  # noqa: ARG001 - the same options on every verb; the answer is JSON anyway
) -> int:
    """Print the marks of texts, one JSON object a line; offsets are code points of the text as given."""
    failed = 0
    asked = (_asked(number, line) for number, line in _lines(path))
    while batch := list(itertools.islice(asked, TOGETHER)):
        for marks in marks_of(batch):
            failed += "error" in marks
            sys.stdout.write(one_line(marks) + "\n")
    return 1 if failed else 0


def marks_of(batch: Sequence[Asked]) -> list[dict[str, Any]]:
    """Marks of some lines, in order; a line that is no text tells why."""
    targets = annotate.every_country()
    good = [asked for asked in batch if asked.problem is None]
    texts = [annotate.bare_text(asked.text, asked.language, targets) for asked in good]
    found = iter(zip(texts, annotate.default_reader(packs.starter_narratives()).read(texts), strict=True))
    return [
        {"error": f"line {asked.number}: {asked.problem}"} if asked.problem else _shown(asked, *next(found))
        for asked in batch
    ]


def _shown(asked: Asked, text: Text, found: Mapping[Role, Sequence[Mark]]) -> dict[str, Any]:
    targets = annotate.every_country().mark(asked.text, asked.language)
    return {
        "language": asked.language,
        "sentences": [[asked.places[span.start], asked.places[span.stop]] for span in text.sentences],
        "mentions": mentions_json(found.get("names", ()), targets, asked.language, asked.places),
        **marks_json(found, asked.places),
    }


def _asked(number: int, line: bytes) -> Asked:
    try:
        told = _told(line)
    except ValueError as problem:
        return Asked(number, problem=str(problem))
    text, places = nfc_with_places(told["text"])
    return Asked(number, text, tuple(places), told.get("language") or _language(text))


def _language(text: str) -> str | None:
    """The language of a text; where it is too short to be sure of it, the likelier one all the same, by its letters."""
    known, _ = extract.identify(text)
    return known or annotate.language_by_letters(text)


def _told(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        raise ValueError("not an object with a `text`")
    if not isinstance(told.get("language"), str | None):
        raise ValueError("`language` is not a string")
    return told


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    """Lines that are not empty, by number, as bytes: one that is no UTF-8 fails alone."""
    if path == "-":
        yield from _numbered(sys.stdin.buffer)
        return
    if not Path(path).is_file():
        raise Invalid(f"no such file: {path}", "name a file of JSON lines, or - for stdin")
    with Path(path).open("rb") as source:
        yield from _numbered(source)


def _numbered(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(source, 1) if line.strip())
