"""The Telegram stream itself: same links in any order, no giant group, in seconds."""

import json
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tolqyn.link import LinkInput, copying, find_copies

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "telegram_ru_news_nktkln" / "data" / "raw"

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def posts() -> list[LinkInput]:
    if not FOLDER.exists():
        pytest.skip("the Telegram stream is not beside this checkout")
    return [
        LinkInput(
            f"{row['sender_id']}/{row['message_id']}", row["channel"], row["text"], datetime.fromisoformat(row["date"])
        )
        for path in sorted(FOLDER.glob("*.json"))
        for row in json.loads(path.read_text("utf-8"))
    ]


def test_the_stream_is_linked_in_seconds_and_in_any_order(posts: list[LinkInput]) -> None:
    links = find_copies(posts[::-1])
    begun = time.process_time()
    assert find_copies(posts) == links
    assert time.process_time() - begun < 12
    readings = {post.document_id: post.reading for post in posts}
    for link in links:
        copied = readings[link.document_id][link.start : link.stop]
        original = readings[link.original_id][link.original_start : link.original_stop]
        assert copied
        assert (
            copied.split()[0].strip("«»\"'*_()").casefold()[:1] == original.split()[0].strip("«»\"'*_()").casefold()[:1]
        )


def test_no_text_gathers_a_crowd(posts: list[LinkInput]) -> None:
    links = find_copies(posts)
    assert max(Counter(link.original_id for link in links).values()) < 25
    family = {one.source_id: one for one in copying(links, posts)}
    takers = [name for name, _ in family["Москва с огоньком Live"].copied_by[:2]]
    assert sorted(takers) == ["Москва - новостная", "Москва с огоньком"]
    assert sum(one.originals for one in family.values()) == len(posts) - len(links)
