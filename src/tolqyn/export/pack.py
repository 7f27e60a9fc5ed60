"""A wave's evidence as a WACZ 1.1.1 file: the archived records byte for byte, an index, pages and sums."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tolqyn.archive.record import info_member
from tolqyn.export.index import BLOCKS_NAME, Line, blocks_of, line_of
from tolqyn.export.members import LeftOut, Lifted, lift
from tolqyn.export.wording import CAVEAT, figures_of, title_of
from tolqyn.queries.findings import Exhibit, WaveFindings

VERSION = "1.1.1"
PACKAGE, SEAL = "datapackage.json", "datapackage-digest.json"
DATA = "data.warc.gz"
PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "Documents of the wave"}

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can state: entries carry no time of their own, so the same wave is the same file."""


@dataclass(slots=True)
class _Packer:
    """Writes entries and keeps what the package must say of each."""

    zip: ZipFile
    resources: list[dict[str, Any]] = field(default_factory=list)

    def put(self, path: str, parts: Iterable[bytes]) -> None:
        """One entry, not compressed, so that a reader may fetch any stretch of it."""
        hasher, size = sha256(), 0
        with self.zip.open(_entry(path), "w", force_zip64=True) as sink:
            for part in parts:
                sink.write(part)
                hasher.update(part)
                size += len(part)
        name = path.rpartition("/")[2].lower()
        self.resources.append({"name": name, "path": path, "hash": f"sha256:{hasher.hexdigest()}", "bytes": size})


def write_wacz(findings: WaveFindings, folder: Path, sink: BinaryIO) -> tuple[LeftOut, ...]:
    """The wave's captures from the archive in `folder`; what could not be read is left out, and named."""
    lines: dict[str, Line] = {}
    left_out: list[LeftOut] = []
    with ZipFile(sink, "w", ZIP_STORED) as target:
        packer = _Packer(target)
        packer.put(f"archive/{DATA}", _members(findings, folder, lines, left_out))
        index, listed = blocks_of(list(lines.values()))
        packer.put(f"indexes/{BLOCKS_NAME}", [index])
        packer.put("indexes/index.idx", [listed])
        packer.put("pages/pages.jsonl", _pages(findings, lines))
        _seal(packer, findings, lines, left_out)
    return tuple(left_out)


def _members(findings: WaveFindings, folder: Path, lines: dict[str, Line], left_out: list[LeftOut]) -> Iterable[bytes]:
    """The archive file, piece by piece, as it may be large; notes index lines, and what is left out, on the way."""
    captures = {exhibit.capture.capture_id: exhibit.capture for exhibit in findings.exhibits}
    head = info_member(DATA, findings.drawn_at)
    yield head
    offset = len(head)
    for found in lift(folder, captures.values()):
        if isinstance(found, LeftOut):
            left_out.append(found)
            continue
        yield found.request + found.record
        lines[found.capture.capture_id] = _line(found, offset)
        offset += len(found.request) + len(found.record)


def _line(found: Lifted, offset: int) -> Line:
    return line_of(found.capture, found.opened, DATA, offset + len(found.request), len(found.record))


def _pages(findings: WaveFindings, lines: Mapping[str, Line]) -> Iterable[bytes]:
    """One page a document, so that a reader sees headlines; further keys are allowed there."""
    yield _json_line(PAGES_HEAD)
    for exhibit in findings.exhibits:
        line = lines.get(exhibit.capture.capture_id)
        if line is not None:
            yield _json_line(_page(exhibit, line))


def _page(exhibit: Exhibit, line: Line) -> dict[str, Any]:
    document = exhibit.document
    return {
        "id": document.document_id,
        "url": line.url,
        "ts": _moment(exhibit.capture.captured_at),
        "title": document.headline or document.address,
        "capture": exhibit.capture.capture_id,
        "source": exhibit.source_name,
        "published": document.published_at and _moment(document.published_at),
        "original": exhibit.original,
    }


def _seal(packer: _Packer, findings: WaveFindings, lines: Mapping[str, Line], left_out: list[LeftOut]) -> None:
    """What the file holds, with a sum for each entry, and a sum of that."""
    main = next((e for e in findings.exhibits if e.capture.capture_id in lines), None)
    package: dict[str, Any] = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "software": "tolqyn",
        "title": title_of(findings),
        "description": "\n".join([*(f"{name}: {value}" for name, value in figures_of(findings)), CAVEAT]),
        "created": _moment(findings.drawn_at),
    }
    if main is not None:
        url = lines[main.capture.capture_id].url
        package |= {"mainPageURL": url, "mainPageDate": _moment(main.capture.captured_at)}
    if left_out:
        package["leftOut"] = [{"capture": one.capture_id, "where": one.where, "why": one.detail} for one in left_out]
    body = json.dumps({**package, "resources": packer.resources}, ensure_ascii=False, indent=2)
    whole = body.encode("utf-8", "replace")
    seal = {"path": PACKAGE, "hash": f"sha256:{sha256(whole).hexdigest()}"}
    packer.zip.writestr(_entry(PACKAGE), whole)
    packer.zip.writestr(_entry(SEAL), json.dumps(seal, indent=2))


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _EPOCH)
    entry.compress_type = ZIP_STORED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _json_line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
