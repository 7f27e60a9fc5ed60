"""Sort keys are those of other people's readers, and blocks of the index are found by their list."""

import gzip
import json
from dataclasses import replace

import pytest

from tolqyn.export.addresses import surt
from tolqyn.export.index import BLOCK, Line, blocks_of, read_lines

LINE = Line("kz,қала)/", "20241128063000", "https://x.test/", "text/html", "200", "sha256:00", 0, 9, "data.warc.gz")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.example.com/Path/A?b=2&a=1#x", "com,example)/path/a?a=1&b=2"),
        ("http://example.com", "com,example)/"),
        ("https://example.com/a/?x=1", "com,example)/a?x=1"),
        ("https://example.com:443/A", "com,example)/a"),
        ("http://example.com:8080/a/", "com,example:8080)/a"),
        ("http://user@example.com/a", "com,example)/a"),
        ("https://example.com/a?b=2&a=1&a=0&c", "com,example)/a?a=0&a=1&b=2&c"),
        ("https://пример.рф/Жаңа", "xn--p1ai,xn--e1afmkfd)/%d0%96%d0%b0%d2%a3%d0%b0"),
    ],
)
def test_keys_are_those_of_the_surt_library(address: str, key: str) -> None:
    """Written down from surt 0.3.1, which indexers of WACZ use."""
    assert surt(address) == key


@pytest.mark.parametrize("address", ["", "mailto:а@б", "http://[", "https://a_b.test/", "http://x:99999/", "//"])
def test_any_address_has_a_key_without_blanks(address: str) -> None:
    assert surt(address).isascii()
    assert " " not in surt(address)


def test_a_large_index_has_blocks_that_their_list_leads_to() -> None:
    lines = [replace(LINE, key=f"kz,qala)/{number:05d}", offset=number) for number in range(2 * BLOCK + 7)]
    index, listed = blocks_of(lines[::-1])
    assert list(read_lines(index, 1 << 20)) == lines
    _, *blocks = listed.decode().splitlines()
    assert len(blocks) == 3
    for number, block in enumerate(blocks):
        key, _, told = block.split(" ", 2)
        place = json.loads(told)
        own = gzip.decompress(index[place["offset"] :][: place["length"]]).decode().splitlines()
        assert own[0].startswith(key)
        assert len(own) == (BLOCK if number < 2 else 7)


def test_an_index_that_unfolds_too_far_is_refused() -> None:
    index, _ = blocks_of([LINE] * 3000)
    with pytest.raises(ValueError, match="more than is believable"):
        list(read_lines(index, 1000))
