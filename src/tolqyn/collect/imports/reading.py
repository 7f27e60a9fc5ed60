"""One door for every kind of import."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tolqyn.collect.imports.address_lists import read_gdelt, read_mediacloud
from tolqyn.collect.imports.files import BROKEN_STREAM, walk
from tolqyn.collect.imports.html_files import read_html
from tolqyn.collect.imports.items import ImportOptions, Item, Reading, reject_at
from tolqyn.collect.imports.jsonl import read_jsonl
from tolqyn.collect.imports.tables import read_csv
from tolqyn.collect.imports.telegram import read_telegram
from tolqyn.collect.imports.wacz import read_wacz
from tolqyn.collect.imports.warc import read_warc
from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Reason

Reader = Callable[[Path, Reading], Iterator[Item]]

_READERS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "telegram": (read_telegram, (".json", ".jsonl", ".html", ".htm")),
    "jsonl": (read_jsonl, (".jsonl", ".ndjson", ".json")),
    "csv": (read_csv, (".csv", ".tsv", ".txt")),
    "warc": (read_warc, (".warc",)),
    "wacz": (read_wacz, (".wacz",)),
    "gdelt": (read_gdelt, (".json", ".csv", ".tsv")),
    "mediacloud": (read_mediacloud, (".csv",)),
    "html": (read_html, (".html", ".htm", ".xhtml", ".shtml")),
}
KINDS = tuple(_READERS)


def read(kind: str, paths: Sequence[Path], options: ImportOptions, now: datetime) -> Iterator[Item]:
    """Items of files, in the order of files and lines: each an `Arrival`, or a `RejectedItem` that says why not.

    Streams: no file is held whole in memory. Folders are walked in sorted order. `now` is the time of capture of
    whatever does not carry one. Raises `Invalid` for a kind or path that does not exist, at once; a broken item
    raises nothing.
    """
    if kind not in _READERS:
        raise Invalid(f"no such kind of import: {kind}", f"choose one of: {', '.join(KINDS)}")
    if not paths:
        raise Invalid("nothing to import", f"name files or folders: tolqyn import {kind} PATH...")
    reader, endings = _READERS[kind]
    for path in paths:
        if not path.exists():
            raise Invalid(f"no such file or folder: {path}", "name a file or a folder that exists")
    reading = Reading(options, now, {name.lower(): source for name, source in options.sources.items()})
    return _items(reader, walk(tuple(paths), endings), reading)


def _items(reader: Reader, files: Iterator[Path], reading: Reading) -> Iterator[Item]:
    for path in files:
        try:
            yield from reader(path, reading)
        except BROKEN_STREAM as problem:
            yield reject_at(str(path), None, Reason.DAMAGED, f"cannot be read further: {problem}")
