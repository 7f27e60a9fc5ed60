"""JSON lines: one document a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

from tolqyn.collect.imports.files import open_plain
from tolqyn.collect.imports.items import Item, Reading, RejectedItem, reject
from tolqyn.collect.imports.rows import adapt_row
from tolqyn.model.rejected import Reason, Rejected

_BOM = b"\xef\xbb\xbf"


def read_jsonl(path: Path, reading: Reading) -> Iterator[Item]:
    """Documents of a file; the payload of each is its line, byte for byte, without the line's end."""
    with open_plain(path) as opened:
        for number, line in _lines(opened, reading.options.max_item_bytes):
            if line is None:
                detail = f"a line of more than {reading.options.max_item_bytes} bytes"
                yield reject(str(path), number, Reason.TOO_LARGE, detail)
            elif line.strip():
                found = parse_row(line)
                item = adapt_row(found, line, reading) if isinstance(found, dict) else found
                yield RejectedItem(str(path), number, None, item) if isinstance(item, Rejected) else item


def parse_row(line: bytes) -> dict[str, object] | Rejected:
    """A JSON object, or why the bytes are none.

    >>> parse_row('{"title": "Жаңалық"}'.encode())
    {'title': 'Жаңалық'}
    """
    try:
        row = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as problem:
        return Rejected(Reason.NOT_JSON, f"not UTF-8 at byte {problem.start}")
    except ValueError as problem:
        return Rejected(Reason.NOT_JSON, str(problem))
    except RecursionError:
        return Rejected(Reason.NOT_JSON, "nested too deep")
    return row if isinstance(row, dict) else Rejected(Reason.NOT_A_ROW, f"a {type(row).__name__}, not an object")


def _lines(opened: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without their ends, `None` for one that is longer than `limit`, of which no more is held."""
    number = 0
    while line := opened.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := opened.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, (line.removeprefix(_BOM) if number == 1 else line).rstrip(b"\r\n")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
