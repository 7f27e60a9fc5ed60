"""Pages made to hold a worker are read, or refused, within seconds."""

import json
from time import process_time

import pytest

from tests.extract.captures import capture, one

WORDS = "Правительство утвердило программу ремонта дорог на три года вперёд. "
HOSTILE = {
    "angles in JSON-LD": '<script type="application/ld+json">{"@type":"Article","articleBody":"'
    + "<" * 500_000
    + '"}</script>',
    "spaces in JSON-LD": '<script type="application/ld+json">-->' + " " * 500_000 + "x</script>",
    "nested dates": '<div class="date">' * 200 + WORDS * 8000,
    "links without end": '<a href="//x.example/1">да</a>' * 3000 + WORDS * 4000,
    "unclosed spans": "<span>" * 100_000 + WORDS,
    "at signs": "<p>" + "@" * 500_000 + WORDS,
    "attributes": "<p " + "a=b " * 100_000 + ">" + WORDS,
    "one word": "<p>" + "я" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_ends_soon(name: str) -> None:
    start = process_time()
    assert one(capture("page"), f"<html><body>{HOSTILE[name]}<p>{WORDS * 5}</p></body></html>".encode())
    assert process_time() - start < 10


@pytest.mark.parametrize("text", ["__a" * 100_000, "~~a " * 50_000, "||" * 100_000, "[a" * 100_000, "t.me/" * 100_000])
def test_hostile_post_ends_soon(text: str) -> None:
    start = process_time()
    assert one(capture("telegram-post", dialect="list"), json.dumps({"message_id": 1, "text": text}).encode())
    assert process_time() - start < 10
