"""The three forms: one file that asks nothing of the network, the same sentences in each, bytes that repeat."""

import itertools
import json
import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from tests.brief.invented import exhibit, findings
from tests.brief.test_compose import CASES
from tolqyn.brief import compose, read_citations, render_html, render_json, render_markdown
from tolqyn.brief.chart import draw
from tolqyn.brief.ledger import seal_of
from tolqyn.brief.parts import Picture, citations
from tolqyn.brief.phrases import wording

RENDERERS = {".html": render_html, ".md": render_markdown, ".json": render_json}


def page_of(text: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(text.encode())


@pytest.mark.parametrize("ending", RENDERERS)
def test_two_renderings_are_byte_equal(ending: str) -> None:
    assert RENDERERS[ending](compose(findings())) == RENDERERS[ending](compose(findings()))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("ending", RENDERERS)
def test_citations_read_back_as_they_were(name: str, ending: str) -> None:
    if name == "thousand" and ending == ".html":
        pytest.skip("the page of a large wave is read in test_a_large_wave_stays_one_page")
    brief = compose(CASES[name])
    read = read_citations(RENDERERS[ending](brief), ending)
    assert tuple(read[: len(citations(brief))]) == citations(brief)
    if ending != ".md":
        documents = {cited.document_id for cited in read if cited.document_id}
        assert {item.cited.document_id for item in brief.evidence} <= documents


def test_json_keeps_its_keys_and_its_seal() -> None:
    content = json.loads(render_json(compose(findings())))
    assert list(content) == [
        "format", "wave_id", "workspace", "snapshot", "drawn_at", "language", "title", "lead", "sections", "sentences",
        "citations", "evidence", "copies", "seal",
    ]  # fmt: skip
    assert content["seal"] == seal_of(content)
    assert len(content["evidence"]) == 6
    assert {"document_id", "capture_id", "digest", "warc_file", "warc_offset", "address", "text"} <= set(
        content["evidence"][0]
    )
    assert [c["number"] for c in content["citations"]] == list(range(1, len(content["citations"]) + 1))


def test_the_page_asks_nothing_of_the_network() -> None:
    text = render_html(compose(findings()))
    page = page_of(text)
    assert not page.xpath(
        "//link | //img | //iframe | //object | //embed | //video | //audio | //source | //base | //form"
    )
    assert not page.xpath(
        "//@src | //@srcset | //@action | //@background | //@poster | //@ping | //@*[starts-with(name(),'on')]"
    )
    assert [script.get("type") for script in page.xpath("//script")] == ["application/json"]
    assert "url(" not in text.split("<style>")[1].split("</style>")[0]
    assert "@import" not in text
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for link in page.xpath("//a[not(starts-with(@href,'#'))]"):
        assert re.match("https?://", link.get("href"))
        assert "noreferrer" in link.get("rel")


def test_the_page_can_be_read_by_everyone() -> None:
    page = page_of(render_html(compose(findings())))
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(table.xpath("./caption") for table in page.xpath("//table"))
    for drawing in page.xpath("//svg"):
        names = drawing.get("aria-labelledby").split()
        assert [drawing.xpath(f".//*[@id='{name}']")[0].tag for name in names] == ["title", "desc"]
    assert page.xpath("//details//table")
    assert page.get("lang") == "en"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_quotations_carry_their_language_and_stand_apart() -> None:
    page = page_of(render_html(compose(findings())))
    quoted = {(bdi.text_content(), bdi.get("lang")) for bdi in page.xpath("//bdi[@class='quoted']")}
    assert {"ru", "kk", "uk"} <= {language for _, language in quoted}
    assert ("Туланія: «порт зачинено»", "uk") in quoted


def test_every_sentence_stands_in_each_form() -> None:
    brief = compose(findings())
    page = page_of(render_html(brief))
    for links in page.xpath("//*[@class='cites']"):
        links.drop_tree()
    shown = page.text_content()
    written = json.loads(render_json(brief))["sentences"]
    assert all(sentence["text"] in shown for sentence in written if " | " not in sentence["text"])


def test_a_large_wave_stays_one_page() -> None:
    text = render_html(compose(CASES["thousand"]))
    assert len(text) < 4_000_000
    assert text.count("<li>") < 300
    assert len(read_citations(text, ".html")) >= 1000


@pytest.mark.parametrize("width", [350.0, 900.0])
@pytest.mark.parametrize("name", ["over", "tiny", "on", "thousand"])
def test_nothing_of_the_drawing_leaves_its_frame(name: str, width: float) -> None:
    picture = compose(CASES[name]).sections[0].blocks[0]
    assert isinstance(picture, Picture)
    drawing = draw(picture, width, wording("en").locale)
    for bar in (*drawing.bars, *drawing.exposure):
        assert drawing.left - 1 <= bar.x
        assert bar.x + bar.width <= drawing.right + 1
        assert bar.height >= 0
    assert all(drawing.top - 1 <= bar.y <= drawing.base + 1 for bar in drawing.bars)
    for pin in drawing.pins:
        length = len(pin.label) * 6.9
        assert (pin.x - length if pin.anchor == "end" else pin.x) >= 0
        assert (pin.x if pin.anchor == "end" else pin.x + length) <= width
    at = [tick.at for tick in drawing.days]
    assert all(after - before >= 55 for before, after in itertools.pairwise(at))


def test_the_tallest_bar_reaches_its_value_on_the_axis() -> None:
    picture = compose(findings()).sections[0].blocks[0]
    assert isinstance(picture, Picture)
    days = tuple(replace(day, observed=8 if day is picture.days[-1] else 0) for day in picture.days)
    drawing = draw(replace(picture, days=days), 900.0, wording("en").locale)
    eight = next(tick.at for tick in drawing.values if tick.label == "8")
    assert min(bar.y for bar in drawing.bars) == eight


def test_source_names_in_arabic_are_set_apart() -> None:
    shown = [exhibit(0, "صوت المنارة", "ar", "ميناء تولانيا مغلق", "النص"), exhibit(1, "B", "en", "Tulania", "Port")]
    page = page_of(render_html(compose(findings(shown))))
    assert "صوت المنارة" in page.xpath("//bdi/text()")
    assert page.xpath("//bdi[@lang='ar']/text()")[0] == "ميناء تولانيا مغلق"
