"""Content coding: undone whatever it is, never beyond the limit."""

import gzip
import zlib

import brotli
import pytest

from tests.collect.hostile_server import brotli_bomb, gzip_bomb
from tolqyn.collect.content_coding import decoded
from tolqyn.model.rejected import Reason, Rejected

TEXT = "Қазақстан Республикасы. ".encode() * 500


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "payload"),
    [
        (None, TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT[:100], mtime=0) + gzip.compress(TEXT[100:], mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0) + b"trailing"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("gzip, br", brotli.compress(gzip.compress(TEXT, mtime=0))),
    ],
    ids=["none", "identity", "gzip", "members", "trailing", "zlib", "raw-deflate", "brotli", "twice"],
)
def test_codings(coding: str | None, payload: bytes) -> None:
    assert decoded(payload, coding, len(TEXT)) == TEXT


@pytest.mark.parametrize(("coding", "bomb"), [("gzip", gzip_bomb), ("br", brotli_bomb)])
def test_bombs(coding: str, bomb: object) -> None:
    found = decoded(bomb(), coding, 1 << 20)  # type: ignore[operator]
    assert isinstance(found, Rejected) and found.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
@pytest.mark.parametrize(
    "payload",
    [b"plain text", gzip.compress(TEXT, mtime=0)[:100], brotli.compress(TEXT)[:20]],
    ids=["plain", "gzip", "brotli"],
)
def test_broken(coding: str, payload: bytes) -> None:
    found = decoded(payload, coding, 1 << 20)
    assert isinstance(found, Rejected) and found.reason is Reason.BAD_RESPONSE


def test_the_limit_is_exact_and_strangers_are_refused() -> None:
    for coding, payload in (("gzip", gzip.compress(TEXT, mtime=0)), ("br", brotli.compress(TEXT))):
        assert decoded(payload, coding, len(TEXT)) == TEXT
        assert isinstance(decoded(payload, coding, len(TEXT) - 1), Rejected)
    for coding in ("zstd", "gzip,gzip,gzip", "сжатие"):
        assert isinstance(decoded(gzip.compress(TEXT, mtime=0), coding, 1 << 20), Rejected)
