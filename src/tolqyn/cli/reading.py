"""`read`: the marks of any text, no workspace needed."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from cyclopts import Parameter

from tolqyn import annotate, extract
from tolqyn.cli.options import HERE, Common, one_line
from tolqyn.model.errors import Invalid
from tolqyn.model.settings import Settings
from tolqyn.model.spans import nfc_with_places
from tolqyn.queries.names import target_name

NO_SETTINGS = Settings("", (), (), (), ())
NAMED_IN = ("ru", "uk", "kk", "en")


def read(
    path: Annotated[
        str,
        Parameter(help="JSON lines with `text` and an optional `language`; - for stdin.", allow_leading_hyphen=True),
    ],
    *,
    common: Common = HERE,  # noqa: ARG001 - the same options on every verb; the answer is JSON anyway
) -> int:
    """Print the marks of texts, one JSON object a line; offsets are code points of the text as given."""
    annotator = annotate.TargetAnnotator(())
    failed = 0
    for number, line in _lines(path):
        try:
            marks = marks_of(line, annotator)
        except ValueError as problem:
            failed += 1
            marks = {"error": f"line {number}: {problem}"}
        sys.stdout.write(one_line(marks) + "\n")
    return 1 if failed else 0


def marks_of(line: bytes, annotator: annotate.TargetAnnotator) -> dict[str, Any]:
    """Marks of one line; raises `ValueError` where it is not an object with a text."""
    told = _told(line)
    text, places = nfc_with_places(told["text"])
    language = told.get("language") or extract.identify(text)[0]
    marks = annotator.mark(text, language)
    return {
        "language": language,
        "sentences": [[places[span.start], places[span.stop]] for span in annotate.split(text, language)],
        "mentions": [
            {
                "start": places[mark.start],
                "stop": places[mark.stop],
                "type": mark.type,
                "name": target_name(NO_SETTINGS, mark.target, language if language in NAMED_IN else "en"),
                "entity": mark.target,
                "score": round(mark.score, 3),
            }
            for mark in marks
        ],
    }


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
