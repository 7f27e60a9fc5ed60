"""One verb for every kind: the findings of a wave, written as a file of another system."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tolqyn.export.feed import write_rss
from tolqyn.export.ftm import write_ftm
from tolqyn.export.members import LeftOut
from tolqyn.export.pack import write_wacz
from tolqyn.export.stix import write_stix
from tolqyn.export.tables import write_csv, write_parquet
from tolqyn.model.errors import Invalid
from tolqyn.queries.findings import WaveFindings

_TABLES: dict[str, Callable[[WaveFindings, BinaryIO], None]] = {
    "stix": write_stix,
    "ftm": write_ftm,
    "csv": write_csv,
    "parquet": write_parquet,
    "rss": write_rss,
}
KINDS = ("wacz", *_TABLES)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written; `left_out` names the captures that could not be read and so are not in it."""

    path: Path
    documents: int
    left_out: tuple[LeftOut, ...] = ()


def export(kind: str, findings: WaveFindings, folder: Path, path: Path) -> Exported:
    """Write a wave as `kind` (one of `KINDS`); `folder` holds the archive. The file appears whole or not at all.

    Raises `Invalid` for an unknown kind, or a place that cannot be written.
    """
    known(kind)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("w+b") as sink:
            left_out = _write(kind, findings, folder, sink)
        draft.replace(path)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError) as trouble:
        raise Invalid(f"{path} cannot be written: {trouble.strerror}", "name a file in a folder that exists") from None
    finally:
        draft.unlink(missing_ok=True)
    return Exported(path, len(findings.exhibits), left_out)


def known(kind: str) -> str:
    """The kind, where there is one of that name: asked before anything is read; raises `Invalid`."""
    if kind not in KINDS:
        raise Invalid(f"no such kind of export: {kind}", f"choose one of: {', '.join(KINDS)}")
    return kind


def _write(kind: str, findings: WaveFindings, folder: Path, sink: BinaryIO) -> tuple[LeftOut, ...]:
    if kind == "wacz":
        return write_wacz(findings, folder, sink)
    _TABLES[kind](findings, sink)
    return ()
