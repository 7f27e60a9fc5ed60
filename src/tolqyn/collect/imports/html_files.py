"""Folders of saved HTML pages."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import html as lxml_html
from lxml.etree import LxmlError

from tolqyn.collect.addresses import normal_form, site_of
from tolqyn.collect.imports.files import read_within
from tolqyn.collect.imports.items import Item, Reading, reject_at
from tolqyn.collect.imports.tables import delimiter_of, encoding_of
from tolqyn.model.capture import Arrival
from tolqyn.model.decoding import decode
from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Reason

TABLE_NAMES = ("addresses.tsv", "addresses.csv")
_HEAD = 1 << 18
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_HOST_FOLDER = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Place:
    """Address of a file and, where a table says so, its source."""

    address: str
    source: str | None


def read_html(path: Path, reading: Reading) -> Iterator[Item]:
    """The page in a file.

    Its address is the first that is known of: a table (the option `addresses`, or `addresses.tsv`/`addresses.csv`
    in the file's folder or one above it), `<link rel=canonical>`, `og:url`, a browser's "saved from" comment, or the
    path below a folder that is named like a host, as `wget --mirror` lays it down.
    """
    payload = read_within(path, reading.options.max_item_bytes)
    if payload is None:
        yield reject_at(str(path), None, Reason.TOO_LARGE, f"more than {reading.options.max_item_bytes} bytes")
        return
    place = _listed(path, reading.options.addresses) or _told(payload) or _mirrored(path)
    if place is None:
        detail = f"no address: write {TABLE_NAMES[0]} beside the files, a line `{path.name}<TAB>ADDRESS` for each"
        yield reject_at(str(path), None, Reason.BAD_ADDRESS, detail)
        return
    site = site_of(place.address)
    named = reading.source_of(place.source) or place.source or reading.source_of(site)
    yield Arrival(
        source_id=named or reading.options.source or site,
        address=place.address,
        form="page",
        media_type="text/html",
        payload=payload,
        captured_at=reading.now,
    )


def _listed(path: Path, table: Path | None) -> Place | None:
    """What a table says of a file, by its path from the table's folder or by its name."""
    beside = [folder / name for folder in path.parents for name in TABLE_NAMES]
    for candidate in [table] if table else beside[: 2 * 8]:
        if candidate.is_file():
            places = _table(candidate)
            inside = path.relative_to(candidate.parent).as_posix() if candidate.parent in path.parents else path.name
            if found := places.get(inside) or places.get(path.name):
                return found
    return None


@lru_cache(maxsize=16)
def _table(path: Path) -> dict[str, Place]:
    """Addresses by path; a first line without an address is a header.

    Columns are path, address, source; a header may name them in another order.
    """
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as opened:
        text = opened.read()
    rows = list(csv.reader(text.splitlines(), delimiter=delimiter_of(text.partition("\n")[0])))
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    at = {"path": 0, "address": 1, "source": 2}
    if "path" in header:
        at = {name: header.index(name) for name in at if name in header}
        at.update(("address", header.index(name)) for name in ("url", "address") if name in header)
    if "address" not in at:
        raise Invalid(f"{path} has no column `address`", "name its columns path, address, source")
    return {row[at["path"]].strip(): place for row in rows if (place := _place(row, at))}


def _place(row: list[str], at: dict[str, int]) -> Place | None:
    address = normal_form(row[at["address"]]) if len(row) > max(at["path"], at["address"]) else None
    source = row[at["source"]].strip() if "source" in at and len(row) > at["source"] else ""
    return Place(address, source or None) if address else None


def _told(payload: bytes) -> Place | None:
    """What the page says of itself; a relative or broken address counts for nothing."""
    text, _ = decode(payload[:_HEAD], None, markup="html")
    try:
        page = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return None
    candidates = [link.get("href", "") for link in page.iter("link") if link.get("rel", "").lower() == "canonical"]
    named = [(meta.get("property") or meta.get("name"), meta.get("content", "")) for meta in page.iter("meta")]
    candidates += [content for name, content in named if name == "og:url"] + _SAVED_FROM.findall(text[:4096])
    return next((Place(form, None) for address in candidates if (form := normal_form(address))), None)


def _mirrored(path: Path) -> Place | None:
    """Address of a file in a tree as `wget --mirror` makes it: a folder named like a host, then the path."""
    parts = path.parts[:-1]
    for depth in range(len(parts) - 1, -1, -1):
        if _HOST_FOLDER.fullmatch(parts[depth]):
            inside = "/".join((*parts[depth + 1 :], path.name.removesuffix(".gz")))
            inside = re.sub(r"(^|/)index\.html?$", r"\1", inside)
            form = normal_form(f"https://{parts[depth]}/{inside}")
            return Place(form, None) if form else None
    return None
