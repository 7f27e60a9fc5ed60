"""WACZ: a zip of WARC files, as browsers' archiving tools write it."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tolqyn.collect.imports.items import Item, Reading, reject_at
from tolqyn.collect.imports.warc import read_records
from tolqyn.model.rejected import Reason


def read_wacz(path: Path, reading: Reading) -> Iterator[Item]:
    """Pages of every WARC in the zip, in the order of their names."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = sorted(name for name in packed.namelist() if name.lower().endswith((".warc", ".warc.gz")))
            if not names:
                yield reject_at(str(path), None, Reason.UNKNOWN_FORM, "no WARC file in it")
            for name in names:
                with packed.open(name) as opened:
                    yield from read_records(cast(BinaryIO, opened), f"{path}!{name}", reading)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
        yield reject_at(str(path), None, Reason.DAMAGED, f"not a whole zip file: {problem}")
