"""CSV and its relatives: one document a row, under whatever column names."""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from tolqyn.collect.imports.files import open_plain
from tolqyn.collect.imports.items import Item, Reading, RejectedItem, reject
from tolqyn.collect.imports.rows import FIELDS, adapt_row
from tolqyn.model.decoding import decode
from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Reason, Rejected

_CHUNK = 1 << 20
_WINDOW = 1 << 16
_DELIMITERS = ",;\t|"
_MAX_CELL = 20 << 20


def read_csv(path: Path, reading: Reading) -> Iterator[Item]:
    """Documents of a table; the payload of each is its row as JSON, all columns kept, mapped ones under their field.

    Delimiter (`,` `;` tab `|`) and encoding (UTF-8, Cyrillic code pages) are recognised. Raises `Invalid` where the
    table lacks a column that the mapping names.
    """
    csv.field_size_limit(_MAX_CELL)
    encoding = reading.options.encoding or encoding_of(path)
    with open_plain(path) as opened, io.TextIOWrapper(opened, encoding, errors="replace", newline="") as text:
        head = text.readline()
        rows = csv.reader(_chained(head, text), delimiter=delimiter_of(head), strict=False)
        header = [name.strip().removeprefix("\ufeff") for name in next(rows, [])]
        names = _field_names(header, reading.options.columns, path)
        line = rows.line_num + 1
        while (found := _next(rows)) is not None:
            if found != []:
                yield _item(path, line, found, names, reading)
            line = rows.line_num + 1


def encoding_of(path: Path) -> str:
    """Encoding of a text file: UTF-8 if all of it is, else what 64 KiB from the first wrong byte look like."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_plain(path) as opened:
        while chunk := opened.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as problem:
                start = min(problem.start, max(0, len(chunk) - 1))
                return decode(chunk[start : start + _WINDOW], None, markup="text")[1]
    return "utf-8-sig"


def delimiter_of(header: str) -> str:
    """The delimiter that stands most often in a header, outside quotation marks.

    >>> delimiter_of('ссылка;заголовок;"текст, весь"')
    ';'
    """
    unquoted = "".join(part for index, part in enumerate(header.split('"')) if index % 2 == 0)
    return max(_DELIMITERS, key=unquoted.count)


def _chained(head: str, rest: Iterator[str]) -> Iterator[str]:
    yield head
    yield from rest


def _field_names(header: list[str], columns: Mapping[str, str], path: Path) -> list[str]:
    """Name of each column: the field that is mapped to it, else its own."""
    absent = sorted(set(columns.values()) - set(header))
    if absent:
        raise Invalid(
            f"{path} has no column {', '.join(absent)}",
            f"map fields to columns that it has: {', '.join(header)}",
        )
    fields = {column: name for name, column in columns.items()}
    return [fields.get(name, f"column.{name}" if name in columns else name) for name in header]


def _next(rows: Iterator[list[str]]) -> list[str] | Rejected | None:
    """Next row, `None` at the end."""
    try:
        return next(rows, None)
    except csv.Error as problem:
        return Rejected(Reason.NOT_A_ROW, str(problem))


def _item(path: Path, line: int, found: list[str] | Rejected, names: list[str], reading: Reading) -> Item:
    if isinstance(found, Rejected):
        return RejectedItem(str(path), line, None, found)
    if len(found) > len(names):
        return reject(str(path), line, Reason.NOT_A_ROW, f"{len(found)} cells under {len(names)} columns")
    row: dict[str, object] = {name: cell for name, cell in zip(names, found, strict=False) if cell != ""}
    if isinstance(views := row.get("views"), str) and views.isdecimal():
        row["views"] = int(views)
    item = adapt_row(row, canonical(row), reading)
    return RejectedItem(str(path), line, None, item) if isinstance(item, Rejected) else item


def canonical(row: Mapping[str, object]) -> bytes:
    """JSON bytes of a row, the same for the same row: known fields first, then the others by name.

    >>> canonical({"автор": "А", "title": "Т"}).decode()
    '{"title":"Т","автор":"А"}'
    """
    order = {name: place for place, name in enumerate(FIELDS)}
    names = sorted(row, key=lambda name: (order.get(name, len(order)), name))
    return json.dumps({name: row[name] for name in names}, ensure_ascii=False, separators=(",", ":")).encode()


def first_rows(path: Path, count: int) -> list[list[str]]:
    """Header and first rows of a table, for a message that shows which columns there are."""
    with open_plain(path) as opened, io.TextIOWrapper(opened, encoding_of(path), errors="replace", newline="") as text:
        head = text.readline()
        return list(islice(csv.reader(_chained(head, text), delimiter=delimiter_of(head)), count))
