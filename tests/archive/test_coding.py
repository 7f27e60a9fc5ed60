"""Content codings come off within bounds, whatever a server claims or sends."""

import gzip
import zlib

import brotli
import pyarrow as pa
import pytest

from tolqyn.archive import Bounds, decode_body
from tolqyn.model.rejected import Reason, Rejected

TEXT = ("Қазақстан — Тәуелсіз мемлекет. " * 9000).encode()
RAW = zlib.compressobj(9, zlib.DEFLATED, -15)
CODED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:100_000]) + gzip.compress(TEXT[100_000:]),
    "deflate": zlib.compress(TEXT),
    "Deflate ": RAW.compress(TEXT) + RAW.flush(),
    "br": brotli.compress(TEXT),
    "zstd": pa.Codec("zstd").compress(TEXT).to_pybytes(),
    "identity": TEXT,
    "unheard-of": TEXT,
}


@pytest.mark.parametrize("coding", CODED)
def test_a_coding_comes_off(coding: str) -> None:
    assert decode_body(CODED[coding], coding, Bounds()) == TEXT


def test_codings_come_off_in_reverse_order() -> None:
    assert decode_body(gzip.compress(brotli.compress(TEXT)), "br, gzip", Bounds()) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_refused(coding: str) -> None:
    zeros = bytes(80 << 20)
    bomb = {
        "gzip": lambda: gzip.compress(zeros, 1),
        "deflate": lambda: zlib.compress(zeros, 1),
        "br": lambda: brotli.compress(zeros, quality=1),
        "zstd": lambda: pa.Codec("zstd").compress(zeros).to_pybytes(),
    }[coding]()
    refused = decode_body(bomb, coding, Bounds())
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.TOO_LARGE


def test_a_small_body_may_unfold_far_but_not_beyond_the_ratio_when_large() -> None:
    bounds = Bounds(max_bytes=1 << 30, max_ratio=100, free_bytes=1000)
    assert decode_body(gzip.compress(b"a" * 900), "gzip", bounds) == b"a" * 900
    assert isinstance(decode_body(gzip.compress(bytes(1 << 20)), "gzip", bounds), Rejected)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_body_cut_short_gives_its_beginning(coding: str) -> None:
    noise = b"".join(zlib.crc32(bytes([n % 251, n // 251])).to_bytes(4, "big") for n in range(50_000))
    coded = {
        "gzip": gzip.compress(noise),
        "deflate": zlib.compress(noise),
        "br": brotli.compress(noise, quality=3),
        "zstd": pa.Codec("zstd").compress(noise).to_pybytes(),
    }[coding]
    part = decode_body(coded[: len(coded) * 9 // 10], coding, Bounds())
    assert isinstance(part, bytes)
    assert noise.startswith(part)
    assert len(part) > len(noise) // 2


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_false_claim_leaves_the_body(coding: str) -> None:
    assert decode_body("<p>Мәтін</p>".encode(), coding, Bounds()) == "<p>Мәтін</p>".encode()


def test_nothing_stays_nothing() -> None:
    assert decode_body(b"", "gzip", Bounds()) == b""
