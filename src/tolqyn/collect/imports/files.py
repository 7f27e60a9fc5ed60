"""Files that a user names: folders walked in order, gzip opened without being asked."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tolqyn.model.errors import Invalid

BROKEN_STREAM = (EOFError, zlib.error, gzip.BadGzipFile, OSError)
"""What reading a damaged or truncated compressed file raises."""

_GZIP_MAGIC = b"\x1f\x8b"


def walk(paths: tuple[Path, ...], endings: tuple[str, ...]) -> Iterator[Path]:
    """Files under `paths` in sorted order: a named file whatever its ending, of a folder those with `endings`.

    Order is that of path parts, so that two runs over one folder read alike. Hidden files of a folder are left out.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if _wanted(found, path, endings))
        elif path.is_file():
            yield path
        else:
            raise Invalid(f"no such file or folder: {path}", "name a file or a folder that exists")


def open_plain(path: Path) -> BinaryIO:
    """A file's bytes, decompressed where it is gzip (by its first bytes, not by its name)."""
    with path.open("rb") as opened:
        packed = opened.read(2) == _GZIP_MAGIC
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def read_within(path: Path, limit: int) -> bytes | None:
    """A whole file's bytes, `None` where they are more than `limit` (also after decompression)."""
    with open_plain(path) as opened:
        payload = opened.read(limit + 1)
    return payload if len(payload) <= limit else None


def _wanted(found: Path, folder: Path, endings: tuple[str, ...]) -> bool:
    name = found.name.lower().removesuffix(".gz")
    hidden = any(part.startswith(".") for part in found.relative_to(folder).parts)
    return not hidden and name.endswith(endings) and found.is_file()
