"""What goes into the archive comes back from its record alone, and other people's readers accept the files."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tolqyn.archive import Writer, read, read_many, read_raw, walk
from tolqyn.model.capture import Arrival, Exchange
from tolqyn.model.identifiers import digest_of

NOON = datetime(2024, 11, 28, 12, 0, 0, 123, tzinfo=UTC)
HEADERS = (
    ("Content-Type", "text/html; charset=windows-1251"),
    ("Set-Cookie", "а=1"),
    ("set-cookie", "b=2"),
    ("X-Ескерту", "тест\udce4"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
)
PAGE = Arrival(
    source_id="лента",
    address="https://пример.рф/жаңалық?q=ы%20#бөлім",
    form="page",
    media_type="text/html",
    payload=gzip.compress("<p>Сәлем, әлем</p>".encode(), mtime=0),
    captured_at=NOON,
    exchange=Exchange(200, "Жарайды", HEADERS, (("Host", "xn--e1afmkfd.xn--p1ai"), ("User-Agent", "t")), "length"),
    hints=(("feed_title", "Тақырып\nекінші жол"), ("feed_published", "2024-11-28")),
)
POST = Arrival("t.me/хабар", "https://t.me/хабар/1", "telegram-post", "application/json", b'{"text": "x"}', NOON)

text = st.text(max_size=30)
pairs = st.lists(st.tuples(st.from_regex(r"[A-Za-z-]{1,10}", fullmatch=True), text), max_size=4).map(tuple)
exchanges = st.builds(Exchange, st.integers(100, 599), text, pairs, pairs, st.sampled_from([None, "length", "time"]))
arrivals = st.builds(
    Arrival,
    source_id=text,
    address=text,
    form=st.sampled_from(["page", "row", "feed"]),
    media_type=text,
    payload=st.binary(max_size=300),
    captured_at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    exchange=st.none() | exchanges,
    hints=pairs,
)


def test_a_record_suffices_to_rebuild_its_capture(tmp_path: Path) -> None:
    captures = Writer(tmp_path).append([PAGE, POST])
    assert list(walk(tmp_path)) == captures
    assert captures[0].status == 200
    assert captures[0].hints == PAGE.hints
    assert captures[1].status is None


def test_bodies_come_back_as_they_travelled_and_as_they_are_meant(tmp_path: Path) -> None:
    page, post = Writer(tmp_path).append([PAGE, POST])
    assert read_raw(tmp_path, page) == PAGE.payload
    assert read(tmp_path, page).decode() == "<p>Сәлем, әлем</p>"
    assert list(read_many(tmp_path, [post, page, post])) == [POST.payload, read(tmp_path, page), POST.payload]


def test_other_readers_find_headers_in_order_and_valid_digests(tmp_path: Path) -> None:
    Writer(tmp_path).append([PAGE, POST])
    kinds, headers = [], []
    with (tmp_path / "00001.warc.gz").open("rb") as handle:
        for record in ArchiveIterator(handle, check_digests=True):
            record.content_stream().read()
            kinds.append(record.rec_type)
            assert record.digest_checker.passed is not False
            if record.rec_type == "response":
                headers = record.http_headers.headers
                assert record.rec_headers.get_header("WARC-Truncated") == "length"
                assert record.rec_headers.get_header("WARC-Payload-Digest") == digest_of(PAGE.payload)
    assert kinds == ["warcinfo", "request", "response", "resource"]
    names = [name.encode("latin-1").decode() for name, _ in headers]
    assert names == [name for name, _ in HEADERS]
    assert headers[1:3] == [("Set-Cookie", "а=1"), ("set-cookie", "b=2")]


def test_the_same_arrivals_give_the_same_bytes_in_whatever_batches(tmp_path: Path) -> None:
    Writer(tmp_path / "a").append([PAGE, POST, PAGE])
    for arrival in (PAGE, POST, PAGE):
        Writer(tmp_path / "b").append([arrival])
    assert (tmp_path / "a/00001.warc.gz").read_bytes() == (tmp_path / "b/00001.warc.gz").read_bytes()


def test_a_full_file_is_followed_by_the_next(tmp_path: Path) -> None:
    posts = [Arrival("s", f"https://t.me/хабар/{n}", "row", "a/b", bytes([n]) * 50, NOON) for n in range(30)]
    captures = Writer(tmp_path / "a", limit=4000).append(posts)
    assert {capture.warc_file for capture in captures} == {f"{n:05d}.warc.gz" for n in range(1, 4)}
    assert list(walk(tmp_path / "a")) == captures
    for post in posts:
        Writer(tmp_path / "b", limit=4000).append([post])
    assert list(walk(tmp_path / "b")) == captures


@settings(max_examples=30, deadline=None)
@given(st.lists(arrivals, max_size=5))
def test_any_arrival_survives(tmp_path_factory: object, batch: list[Arrival]) -> None:
    folder = tmp_path_factory.mktemp("evidence")  # type: ignore[attr-defined]
    captures = Writer(folder).append(batch)
    assert list(walk(folder)) == captures
    assert [read_raw(folder, capture) for capture in captures] == [arrival.payload for arrival in batch]
