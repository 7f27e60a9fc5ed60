"""Check a pack on its own: every sum of it, and every record against the digest that it carries."""

import json
import mmap
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import algorithms_guaranteed, sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from tolqyn.export.entries import LIMIT, Entries
from tolqyn.export.index import Line, read_lines
from tolqyn.export.pack import PACKAGE, SEAL
from tolqyn.export.records import check_records
from tolqyn.model.errors import Invalid


@dataclass(frozen=True, slots=True)
class PackFailure:
    """Something of a pack that does not hold: which part, which record, and what differs."""

    what: str
    record: str | None
    differs: str

    def __str__(self) -> str:
        return f"{self.what}: {self.differs}" + (f"\n  record: {self.record}" if self.record else "")


@dataclass(frozen=True, slots=True)
class PackReport:
    """How the check of a pack ended; `digest` is that of its list of sums: two packs that share it are one."""

    resources: int
    records: int
    digest: str
    failures: tuple[PackFailure, ...]
    notes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Did everything hold?"""
        return not self.failures


@dataclass(slots=True)
class _Check:
    """What a check has found so far."""

    entries: Entries
    failures: list[PackFailure] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    records: int = 0

    def fail(self, what: str, differs: object, record: str | None = None) -> None:
        self.failures.append(PackFailure(what, record, str(differs)))


def verify_pack(path: Path) -> PackReport:
    """Check a WACZ file against itself; nothing stops at the first failure. Raises `Invalid` where it is none.

    A pack that somebody made anew with other bytes and other sums agrees with itself: its `digest` tells it apart
    from the one that you were promised.
    """
    try:
        with (
            path.open("rb") as file,
            closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as view,
            ZipFile(path) as held,
        ):
            return _report(_Check(Entries(view, held)))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as trouble:
        raise Invalid(f"{path} is no WACZ file: {trouble}", "name a file that tolqyn export wacz has written") from None


def _report(check: _Check) -> PackReport:
    whole = check.entries.read(PACKAGE)
    digest = f"sha256:{sha256(whole).hexdigest()}"
    for name in check.entries.twice():
        check.fail(name, "two entries of the zip have this name")
    _check_seal(check, digest)
    resources = _resources(check, whole)
    listed = {path for resource in resources if (path := _check_resource(check, resource))}
    for name in sorted(set(check.entries.names()) - listed - {PACKAGE, SEAL}):
        check.fail(name, f"{PACKAGE} does not list it")
    lines = _lines(check)
    _check_archives(check, lines)
    _check_pages(check, lines)
    return PackReport(len(resources), check.records, digest, tuple(check.failures), tuple(check.notes))


def _resources(check: _Check, whole: bytes) -> list[Any]:
    try:
        package = json.loads(whole)
        resources = package["resources"]
        for one in package.get("leftOut", []):
            check.notes[f"left out when the pack was made: {one['where']}: {one['why']}"] = None
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        check.fail(PACKAGE, f"it cannot be read: {trouble!r}")
        return []
    return resources if isinstance(resources, list) else []


def _check_seal(check: _Check, digest: str) -> None:
    """Is the list of sums the one that was sealed?"""
    try:
        sealed = json.loads(check.entries.read(SEAL))["hash"]
    except (ValueError, KeyError, TypeError) as trouble:
        check.fail(SEAL, f"it cannot be read: {trouble}")
        return
    if sealed != digest:
        check.fail(PACKAGE, f"its digest is {digest}, {SEAL} says {sealed}")


def _check_resource(check: _Check, resource: Any) -> str | None:
    """The path of a listed entry, whose size and sum are checked; `None` where the list says no path."""
    try:
        path, (algorithm, _, claimed), size = resource["path"], resource["hash"].partition(":"), resource["bytes"]
        if algorithm not in algorithms_guaranteed or algorithm.startswith("shake"):
            raise ValueError(f"no digest that can be checked: {algorithm}")
    except (KeyError, TypeError, AttributeError, ValueError) as trouble:
        check.fail(PACKAGE, f"a resource cannot be checked: {trouble!r}")
        return None
    if path not in check.entries.names():
        check.fail(path, "it is missing")
        return str(path)
    try:
        found = check.entries.digest(path, algorithm)
    except ValueError as trouble:
        check.fail(path, trouble)
        return str(path)
    if check.entries.size(path) != size:
        check.fail(path, f"it has {check.entries.size(path)} bytes, {PACKAGE} says {size}")
    if found != claimed:
        check.fail(path, f"its digest is {algorithm}:{found}, {PACKAGE} says {algorithm}:{claimed}")
    return str(path)


def _lines(check: _Check) -> list[Line]:
    """Lines of every index, compressed or not."""
    found: list[Line] = []
    for name in check.entries.names():
        if not name.startswith("indexes/") or not name.endswith((".cdx", ".cdxj", ".cdx.gz")):
            continue
        try:
            found += read_lines(check.entries.read(name), LIMIT)
        except (ValueError, KeyError, TypeError, zlib.error) as trouble:
            check.fail(name, f"it cannot be read: {trouble}")
    return found


def _check_archives(check: _Check, lines: list[Line]) -> None:
    """Every record of every archive file, and every line of the index that points at none."""
    for name in [name for name in check.entries.names() if name.startswith("archive/")]:
        own = {line.offset: line for line in lines if line.filename == name.removeprefix("archive/")}
        try:
            place = check.entries.stored(name)
        except ValueError as trouble:
            check.fail(name, trouble)
            continue
        if place is None or not name.endswith(".warc.gz"):
            check.fail(name, "its records cannot be checked: it is no .warc.gz, or is compressed once more in the zip")
            continue
        for record in check_records(check.entries.view, place, name, own):
            check.records += 1
            own.pop(record.offset, None)
            for fault in record.faults:
                check.fail(name, fault, record.record)
            if record.unknown:
                check.notes[f"{record.record}: {record.unknown}"] = None
        for line in own.values():
            check.fail(name, "the index names a record that is not there", f"{name} at {line.offset}, {line.url}")


def _check_pages(check: _Check, lines: list[Line]) -> None:
    """Does every page stand in the index?"""
    known = {line.url for line in lines}
    for name in [name for name in check.entries.names() if name.startswith("pages/") and name.endswith(".jsonl")]:
        try:
            rows = [json.loads(row) for row in check.entries.read(name).splitlines() if row.strip()]
            missing = [row["url"] for row in rows if "format" not in row and row["url"] not in known]
        except (ValueError, KeyError, TypeError) as trouble:
            check.fail(name, f"it cannot be read: {trouble!r}")
            continue
        for url in missing:
            check.fail(name, f"the archive holds no record of {url}")
