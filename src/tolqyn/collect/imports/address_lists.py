"""Lists of articles without their texts: GDELT and Media Cloud. Each becomes a `Lead`, which `collect` then fetches.

GDELT DOC 2.0, mode ArtList: JSON `{"articles": [{url, title, seendate, domain, language, sourcecountry}]}` or CSV
`URL,MobileURL,Date,Title`. GDELT GKG 2.1: 27 columns apart by tabs, no header; the fifth is the address, the third is
1 where that is one of the web, the last holds `<PAGE_TITLE>`. Dates there are when GDELT saw the page, and so no
dates of publication. Media Cloud: CSV with `url`, `title`, `publish_date`, `media_name` or `media_url`.
"""

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from tolqyn.collect.addresses import normal_form, site_of
from tolqyn.collect.feeds import iso_moment
from tolqyn.collect.imports.files import open_plain
from tolqyn.collect.imports.items import Item, Reading, reject
from tolqyn.collect.imports.json_stream import JsonStream
from tolqyn.collect.imports.tables import delimiter_of, encoding_of
from tolqyn.model.capture import Lead
from tolqyn.model.identifiers import identify
from tolqyn.model.rejected import Reason

_GKG_COLUMNS = 27
_MAX_CELL = 20 << 20
_PAGE_TITLE = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>")


def read_gdelt(path: Path, reading: Reading) -> Iterator[Item]:
    """Leads from any of GDELT's three forms."""
    if path.name.lower().removesuffix(".gz").endswith(".json"):
        yield from _articles(path, reading)
        return
    with _text(path) as text:
        head = text.readline()
        if head.count("\t") >= _GKG_COLUMNS - 1:
            yield from _gkg(path, reading, head, text)
        else:
            yield from _rows(path, reading, head, text, "gdelt")


def read_mediacloud(path: Path, reading: Reading) -> Iterator[Item]:
    """Leads from a table of Media Cloud."""
    with _text(path) as text:
        yield from _rows(path, reading, text.readline(), text, "mediacloud")


def _text(path: Path) -> TextIO:
    csv.field_size_limit(_MAX_CELL)
    return io.TextIOWrapper(open_plain(path), encoding_of(path), errors="replace", newline="")


def _articles(path: Path, reading: Reading) -> Iterator[Item]:
    with open_plain(path) as opened:
        stream = JsonStream(opened, reading.options.max_item_bytes)
        found = stream.take("{") and stream.element().value == "articles" and stream.take(":") and stream.take("[")
        if not found:
            yield reject(str(path), 1, Reason.UNKNOWN_FORM, "no list of articles; ask GDELT for mode=ArtList")
            return
        for element in stream.elements():
            if element.error is not None:
                yield reject(str(path), element.line, Reason.NOT_JSON, element.error)
            elif not isinstance(element.value, dict):
                yield reject(str(path), element.line, Reason.NOT_A_ROW, "not an object")
            else:
                facts = {name: value for name, value in element.value.items() if isinstance(value, str)}
                yield _lead(path, element.line, facts, reading, "gdelt")


def _rows(path: Path, reading: Reading, head: str, text: TextIO, via: str) -> Iterator[Item]:
    delimiter = delimiter_of(head)
    names = [name.strip().lower() for name in next(csv.reader([head], delimiter=delimiter), [])]
    if "url" not in names:
        yield reject(str(path), 1, Reason.UNKNOWN_FORM, f"no column url among: {', '.join(names)}"[:200])
        return
    rows = csv.reader(text, delimiter=delimiter)
    for row in rows:
        if row:
            yield _lead(path, rows.line_num + 1, dict(zip(names, row, strict=False)), reading, via)


def _gkg(path: Path, reading: Reading, head: str, text: TextIO) -> Iterator[Item]:
    yield _gkg_row(path, 1, head, reading)
    for number, line in enumerate(text, 2):
        yield _gkg_row(path, number, line, reading)


def _gkg_row(path: Path, number: int, line: str, reading: Reading) -> Item:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) < _GKG_COLUMNS:
        return reject(str(path), number, Reason.NOT_A_ROW, f"{len(cells)} columns instead of {_GKG_COLUMNS}")
    if cells[2] != "1":
        return reject(str(path), number, Reason.UNKNOWN_FORM, f"collection {cells[2][:20]} is not the web")
    title = _PAGE_TITLE.search(cells[26])
    facts = {"url": cells[4], "title": html.unescape(title[1]) if title else ""}
    return _lead(path, number, facts, reading, "gdelt")


def _lead(path: Path, line: int, facts: Mapping[str, str], reading: Reading, via: str) -> Item:
    """A lead to one article, under the workspace's source that has its host."""
    given = facts.get("url") or facts.get("URL") or ""
    address = normal_form(given)
    if address is None:
        reason = Reason.BAD_ADDRESS if given else Reason.MISSING_FIELD
        return reject(str(path), line, reason, given[:200] or "url")
    site = site_of(address)
    source = reading.source_of(site) or reading.options.source or site
    return Lead(
        lead_id=identify("led", source, address),
        source_id=source,
        address=address,
        via=via,
        found_at=reading.now,
        title=" ".join((facts.get("title") or "").split()) or None,
        published_at=iso_moment(facts["publish_date"]) if facts.get("publish_date") else None,
    )
