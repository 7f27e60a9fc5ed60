"""WARC, WACZ and folders of HTML: pages with their addresses, broken records by their offset."""

import gzip
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tolqyn.archive import Writer
from tolqyn.collect.imports import ImportOptions, Item, RejectedItem, read
from tolqyn.model.capture import Arrival, Exchange
from tolqyn.model.rejected import Reason

NOW = datetime(2024, 12, 5, tzinfo=UTC)
PAGE = "<html><title>Жаңалық</title><p>Үкімет</p></html>".encode()


def items(kind: str, path: Path, **options: object) -> list[Item]:
    return list(read(kind, [path], ImportOptions(**options), NOW))  # type: ignore[arg-type]


def arrivals(found: list[Item]) -> list[Arrival]:
    return [item for item in found if isinstance(item, Arrival)]


def reasons(found: list[Item]) -> list[Reason]:
    return [item.rejected.reason for item in found if isinstance(item, RejectedItem)]


def crawl(gzipped: bool) -> tuple[bytes, list[int]]:
    """A small crawl, and the offset of each record."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    offsets = []

    def write(address: str, kind: str, body: bytes, status: str = "200 OK", **headers: str) -> None:
        offsets.append(out.tell())
        pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, pairs, protocol="HTTP/1.1") if kind != "resource" else None
        record = writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type=headers["Content_Type"] if kind == "resource" else "",
            warc_headers_dict={"WARC-Date": "2024-11-28T10:00:00Z"},
        )
        writer.write_record(record)

    html = {"Content_Type": "text/html; charset=utf-8"}
    write("https://www.kaz.example/a?utm_source=x", "response", PAGE, **html)
    write("https://kaz.example/logo.png", "response", b"\x89PNG", Content_Type="image/png")
    write("https://kaz.example/old", "response", b"moved", status="301 Moved", **html)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    write("https://kaz.example/chunked", "response", chunked, Transfer_Encoding="chunked", **html)
    packed = gzip.compress(PAGE)
    write("https://kaz.example/packed", "response", packed, Content_Encoding="gzip", **html)
    write("https://t.me/s/Tengri_news", "response", PAGE, **html)
    write("https://kaz.example/resource", "resource", PAGE, Content_Type="text/html")
    return out.getvalue(), offsets


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_crawl(tmp_path: Path, gzipped: bool) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(crawl(gzipped)[0])
    found = items("warc", path, sources={"kaz.example": "kaz"})
    assert [item.address for item in arrivals(found)] == [
        "https://www.kaz.example/a",
        "https://kaz.example/chunked",
        "https://kaz.example/packed",
        "https://t.me/s/Tengri_news",
        "https://kaz.example/resource",
    ]
    assert reasons(found) == [Reason.UNKNOWN_FORM, Reason.HTTP_STATUS]
    first, chunked, packed, channel, resource = arrivals(found)
    assert first.captured_at == datetime(2024, 11, 28, 10, tzinfo=UTC) and first.source_id == "kaz"
    assert first.exchange and first.exchange.status == 200
    assert first.exchange.headers[0] == ("Content-Type", "text/html; charset=utf-8")
    assert chunked.payload == PAGE and gzip.decompress(packed.payload) == PAGE
    assert (channel.form, channel.source_id, dict(channel.hints)["channel"]) == (
        "telegram-page",
        "t.me/tengri_news",
        "Tengri_news",
    )
    assert resource.exchange is None and resource.payload == PAGE


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_broken_record_is_named_by_offset_and_the_rest_goes_on(tmp_path: Path, gzipped: bool) -> None:
    payload, offsets = crawl(gzipped)
    broken = bytearray(payload)
    broken[offsets[3] : offsets[3] + 30] = b"\x00" * 30
    path = tmp_path / "crawl.warc"
    path.write_bytes(bytes(broken))
    found = items("warc", path)
    assert "https://kaz.example/packed" in [item.address for item in arrivals(found)]
    assert "https://kaz.example/chunked" not in [item.address for item in arrivals(found)]
    bad = [item for item in found if isinstance(item, RejectedItem) and item.rejected.reason is Reason.BAD_WARC]
    assert bad and bad[0].offset == offsets[3]


@pytest.mark.parametrize("gzipped", [True, False])
def test_every_cut_and_every_flipped_byte_is_survived(tmp_path: Path, gzipped: bool) -> None:
    payload, offsets = crawl(gzipped)
    path = tmp_path / "crawl.warc"
    for at in range(0, len(payload), 97):
        path.write_bytes(payload[:at])
        assert len(items("warc", path)) >= sum(offset < at for offset in offsets) - 1
        path.write_bytes(payload[:at] + bytes([payload[at] ^ 0xFF]) + payload[at + 1 :])
        assert len(arrivals(items("warc", path))) >= 3


def test_a_flipped_byte_of_a_body_is_noticed(tmp_path: Path) -> None:
    payload, _ = crawl(False)
    path = tmp_path / "crawl.warc"
    path.write_bytes(payload.replace("Үкімет".encode(), "Үкімен".encode(), 1))
    assert Reason.DAMAGED in reasons(items("warc", path))


def test_a_file_compressed_in_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(crawl(False)[0]))
    assert len(arrivals(items("warc", path))) == 5 and len(items("warc", path)) == 7


def test_a_revisit_gets_the_bytes_of_its_original(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    first = writer.create_warc_record("https://kaz.example/a", "response", payload=io.BytesIO(PAGE), http_headers=http)
    writer.write_record(first)
    digest = first.rec_headers.get_header("WARC-Payload-Digest")
    for known in (digest, "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"):
        writer.write_record(
            writer.create_revisit_record(
                "https://kaz.example/b", known, "https://kaz.example/a", "2024-11-28T10:00:00Z", http
            )
        )
    writer.write_record(
        writer.create_warc_record("https://kaz.example/c", "response", payload=io.BytesIO(PAGE), http_headers=http)
    )
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(out.getvalue())
    found = items("warc", path)
    assert [(item.address[-1], item.payload) for item in arrivals(found)] == [("a", PAGE), ("b", PAGE), ("c", PAGE)]
    assert reasons(found) == [Reason.BAD_WARC]


def test_wacz(tmp_path: Path) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/data.warc.gz", crawl(True)[0])
        packed.writestr("datapackage.json", "{}")
    assert len(arrivals(items("wacz", path))) == 5
    path.write_bytes(path.read_bytes()[:300])
    assert reasons(items("wacz", path)) == [Reason.DAMAGED]


def test_html_addresses(tmp_path: Path) -> None:
    def write(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    write("1/canonical.html", '<link rel="Canonical" href="https://kaz.example/жаңалық#x"><p>а')
    write("1/og.html", '<link rel=canonical href="/relative"><meta property="og:url" content="https://kaz.example/og">')
    write("1/saved.html", "<!-- saved from url=(0031)https://kaz.example/saved -->\n<html>")
    write("1/none.html", "<p>ничего")
    write("2/addresses.tsv", "path\taddress\tsource\nlisted.html\thttps://kaz.example/listed\tKaz\n")
    write("2/listed.html", '<link rel="canonical" href="https://other.example/">')
    write("mirror/www.kaz.example/news/index.html", "<p>зеркало")
    write("3/cp.html", "")
    (tmp_path / "3/cp.html.gz").write_bytes(gzip.compress(b'<link rel=canonical href="https://kaz.example/gz">'))
    (tmp_path / "3/cp.html").unlink()
    found = items("html", tmp_path, sources={"kaz.example": "kaz"})
    assert [item.address for item in arrivals(found)] == [
        "https://kaz.example/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B",
        "https://kaz.example/og",
        "https://kaz.example/saved",
        "https://kaz.example/listed",
        "https://kaz.example/gz",
        "https://www.kaz.example/news/",
    ]
    assert reasons(found) == [Reason.BAD_ADDRESS]
    assert {item.source_id for item in arrivals(found)} == {"kaz", "Kaz"}


def own_archive(folder: Path) -> list[Arrival]:
    """What a workspace archived: a post, a row of a table, a page with its exchange."""
    exchange = Exchange(200, "OK", (("Content-Type", "text/html"), ("Set-Cookie", "а=б")))
    given = [
        Arrival("арна", "https://t.me/арна/7", "telegram-post", "application/json", b'{"text": "1"}', NOW),
        Arrival("кесте", "https://kaz.example/1", "row", "application/json", b"{}", NOW, hints=(("тіл", "kk"),)),
        Arrival("kaz", "https://kaz.example/а", "page", "text/html", PAGE, NOW, exchange),
    ]
    Writer(folder).append(given)
    return given


def test_records_of_an_archive_of_ours_keep_source_form_address_and_hints(tmp_path: Path) -> None:
    given = own_archive(tmp_path)
    found = arrivals(items("warc", next(tmp_path.glob("*.warc.gz")), sources={"kaz.example": "other"}))
    assert found == given
    path = tmp_path / "pack.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(next(tmp_path.glob("*.warc.gz")), "archive/evidence.warc.gz")
    assert arrivals(items("wacz", path)) == given


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b'Tolqyn-Form: "telegram-post"', b'Tolqyn-Form: "telegram-xxxx"'),
        (b'Tolqyn-Form: "telegram-post"', b"Tolqyn-Form: [1, 2, 3]"),
        (b'Tolqyn-Form: "telegram-post"', b'Tolqyn-Form: {"a'),
        (b'Tolqyn-Media-Type: "application/json"', b"Tolqyn-Media-Type: null"),
        (b"Tolqyn-Hints: [[", b"Tolqyn-Hints: [[["),
    ],
)
def test_records_that_only_pretend_to_be_ours_are_rejected(tmp_path: Path, was: bytes, now: bytes) -> None:
    own_archive(tmp_path)
    plain = gzip.decompress(next(tmp_path.glob("*.warc.gz")).read_bytes())
    assert was in plain
    path = tmp_path / "foreign.warc"
    path.write_bytes(plain.replace(was, now, 1))
    found = items("warc", path)
    assert len(arrivals(found)) == 2
    assert reasons(found) == [Reason.BAD_FIELD]
