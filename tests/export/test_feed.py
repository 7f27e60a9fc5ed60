"""Feed readers see the originals of a wave, and nothing that a stranger wrote becomes markup."""

from dataclasses import replace
from pathlib import Path

import feedparser
from lxml import etree

from tests.export.shelf import Shelf
from tolqyn.export import export


def test_a_feed_reader_sees_the_originals_in_order(shelf: Shelf, tmp_path: Path) -> None:
    raw = export("rss", shelf.findings, shelf.folder, tmp_path / "w.rss").path.read_bytes()
    feed = feedparser.parse(raw)
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == "Тулания: unusual coverage in invented press, from 2024-11-28 to 2024-12-03"
    originals = [exhibit.document for exhibit in shelf.findings.exhibits if exhibit.original]
    assert [entry.id for entry in feed.entries] == [document.document_id for document in originals]
    assert feed.entries[0].link == "https://www.xn--e1afmkfd.xn--p1ai/%D0%9F%D0%BE%D1%80%D1%82?b=2&a=1"
    assert feed.entries[0].published == "Thu, 28 Nov 2024 06:30:00 +0000"
    assert feed.entries[0].source.href == "https://www.xn--e1afmkfd.xn--p1ai/rss"
    assert feed.entries[0].publisher == "Вестник Залесья"


def test_headlines_are_text_and_the_text_stays_at_home(shelf: Shelf, tmp_path: Path) -> None:
    raw = export("rss", shelf.findings, shelf.folder, tmp_path / "w.rss").path.read_bytes()
    titles = etree.fromstring(raw).xpath("//item/title/text()")
    assert titles[2] == "Туланія: <b>«порт зачинено»</b> & ]]>"
    assert "закрыт до весны" not in raw.decode().replace("@смотритель: порт 3 закрыт до весны.", "")


def test_what_xml_cannot_hold_and_what_is_no_link_stays_out(shelf: Shelf, tmp_path: Path) -> None:
    first = shelf.findings.exhibits[0]
    nasty = replace(first.document, title="Порт\x00\x0b\u202e\ud800жабық\ufffe", address="javascript:alert(1)")
    findings = replace(shelf.findings, exhibits=(replace(first, document=nasty),), target_name="Тула\x01ния")
    raw = export("rss", findings, shelf.folder, tmp_path / "w.rss").path.read_bytes()
    item = etree.fromstring(raw).find("channel/item")
    assert item.findtext("title") == "Порт жабық"
    assert item.find("link") is None
