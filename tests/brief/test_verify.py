"""A brief that was changed anywhere, or whose bytes were, does not pass; one that stands does."""

import json
import re
from dataclasses import replace

import pytest

from tests.brief.invented import Shelf, body_of, findings
from tests.brief.test_compose import CASES
from tolqyn.brief import compose, read_citations, render_html, render_json, render_markdown, verify, verify_written
from tolqyn.brief.ledger import seal_of
from tolqyn.brief.markdown import SEAL
from tolqyn.model.errors import Invalid

RENDERERS = {".html": render_html, ".md": render_markdown, ".json": render_json}


def written(ending: str) -> str:
    return RENDERERS[ending](compose(findings()))


@pytest.mark.parametrize("ending", RENDERERS)
@pytest.mark.parametrize("name", [name for name in CASES if name != "thousand"])
def test_what_was_written_passes(name: str, ending: str) -> None:
    report = verify_written(RENDERERS[ending](compose(CASES[name])), ending, Shelf(CASES[name]))
    assert report.failures == ()
    assert report.sound
    assert report.statements > 10


def test_line_ends_and_a_byte_order_mark_break_nothing() -> None:
    for ending in (".html", ".md", ".json"):
        assert verify_written("\ufeff" + written(ending).replace("\n", "\r\n"), ending, Shelf(findings())).sound


def changes(text: str, ending: str) -> list[str]:
    """The file with one visible character flipped, at many places."""
    body = text
    if ending == ".html":
        body = text[text.index("<body>") : text.index("<script")]
    places = [m.start() for m in re.finditer(r"(?<=[>\w\s“])[а-яёіїa-z0-9](?=[а-яёіїa-z]{2})", body)]
    offset = text.index(body)
    step = max(1, len(places) // 30)
    return [text[: offset + at] + "ж" + text[offset + at + 1 :] for at in places[::step] if body[at] != "ж"]


@pytest.mark.parametrize("ending", RENDERERS)
def test_one_flipped_character_is_caught(ending: str) -> None:
    flipped = changes(written(ending), ending)
    assert len(flipped) > 25
    for text in flipped:
        try:
            assert not verify_written(text, ending, Shelf(findings())).sound
        except Invalid:
            continue


def test_an_edited_sentence_is_named() -> None:
    page = written(".html").replace("It is over: its last", "It is on: its last", 1)
    report = verify_written(page, ".html", Shelf(findings()))
    assert any("It is on" in str(failure) and failure.what.startswith("sentence s") for failure in report.failures)
    text = written(".md").replace("It is over: its last", "It is on: its last", 1)
    report = verify_written(text, ".md", Shelf(findings()))
    assert any("It is on" in str(failure) and failure.what.startswith("line") for failure in report.failures)


def test_a_sentence_that_was_added_or_removed_is_caught() -> None:
    page = written(".html")
    added = page.replace('<section id="who"', '<p>The embassy paid for it.</p><section id="who"', 1)
    removed = re.sub(r'<li><span data-sentence="s\d+".*?</li>', "", page, count=1, flags=re.DOTALL)
    text = written(".md")
    for changed, ending in ((added, ".html"), (removed, ".html"), (text + "The embassy paid.\n", ".md")):
        assert changed not in (page, text)
        assert not verify_written(changed, ending, Shelf(findings())).sound


@pytest.mark.parametrize("ending", [".html", ".json"])
def test_a_figure_that_was_changed_and_sealed_again_is_caught(ending: str) -> None:
    """Who can make seals still cannot change what the tables say."""
    content = json.loads(written(".json"))
    figure = next(cited for cited in content["citations"] if cited.get("name") == "wave.observed")
    figure["value"] = 400
    for sentence in content["sentences"]:
        sentence["text"] = sentence["text"].replace("4 original texts", "400 original texts")
    content["seal"] = seal_of(content)
    report = verify_written(json.dumps(content), ".json", Shelf(findings()))
    assert any("wave.observed is 4 in the tables, 400 in the brief" in str(failure) for failure in report.failures)


def test_a_sentence_that_names_another_number_than_its_figures_is_caught_though_sealed_again() -> None:
    content = json.loads(written(".json"))
    content["sentences"][2]["text"] = content["sentences"][2]["text"].replace("4 original", "400 original")
    content["seal"] = seal_of(content)
    report = verify_written(json.dumps(content), ".json", Shelf(findings()))
    assert any("no cited figure gives 400" in str(failure) for failure in report.failures)


@pytest.mark.parametrize("ending", RENDERERS)
def test_a_flipped_byte_in_the_archive_names_the_record(ending: str) -> None:
    held = findings()
    capture = held.exhibits[1].capture
    shelf = Shelf(held, payloads={capture.capture_id: body_of(capture.address)[:-1] + b"!"})
    report = verify_written(written(ending), ending, shelf)
    assert report.failures
    assert {failure.record for failure in report.failures} == {
        f"{capture.warc_file}, offset {capture.warc_offset}, capture {capture.capture_id}"
    }
    assert "damaged" in str(report.failures[0])


def test_evidence_that_no_sentence_shows_is_checked_too() -> None:
    brief = compose(CASES["thousand"])
    held = CASES["thousand"]
    capture = held.exhibits[900].capture
    shelf = Shelf(held, payloads={capture.capture_id: b"other bytes"})
    report = verify(read_citations(render_json(brief), ".json")[-300:], QuickShelf(shelf))
    assert any(capture.capture_id in (failure.record or "") for failure in report.failures)


class QuickShelf:
    """A shelf that finds captures by name at once: a thousand documents are many for a search from the front."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.exhibits = {e.capture.capture_id: e for e in shelf.findings.exhibits}
        self.facts = {e.document.document_id: e for e in shelf.findings.exhibits}

    def capture(self, capture_id):  # type: ignore[no-untyped-def]
        return self.exhibits[capture_id].capture

    def payload(self, capture_id):  # type: ignore[no-untyped-def]
        return self.shelf.payloads.get(capture_id, body_of(self.exhibits[capture_id].capture.address))

    def reread(self, capture_id):  # type: ignore[no-untyped-def]
        return [self.exhibits[capture_id].document]

    def figure(self, name, arguments):  # type: ignore[no-untyped-def]
        single = replace(self.shelf.findings, exhibits=(self.facts[arguments["document_id"]],), copies=())
        return Shelf(single).figure(name, arguments)


def test_a_newer_extractor_breaks_no_brief() -> None:
    """The document has another name and other spans today, but its bytes still hold the words."""
    held = findings()
    extra = {
        e.capture.capture_id: [replace(e.document, document_id="doc_new", title=None, text="— " + e.document.reading)]
        for e in held.exhibits
    }
    report = verify_written(written(".html"), ".html", Shelf(held, extra=extra))
    assert report.sound
    assert any("another name today" in note for note in report.notes)


def test_a_quotation_that_no_re_reading_holds_fails() -> None:
    held = findings()
    chosen = held.exhibits[1]
    extra = {chosen.capture.capture_id: [replace(chosen.document, document_id="doc_new", title=None, text="Інше")]}
    report = verify_written(written(".md"), ".md", Shelf(held, extra=extra))
    assert any("does not stand at" in failure.differs for failure in report.failures)


def test_a_moved_record_is_noted_and_passes() -> None:
    held = findings()
    moved = tuple(replace(e, capture=replace(e.capture, warc_file="compacted.warc.gz")) for e in held.exhibits)
    copies = tuple(
        replace(
            c,
            copy=replace(c.copy, capture=replace(c.copy.capture, warc_file="compacted.warc.gz")),
            original=replace(c.original, capture=replace(c.original.capture, warc_file="compacted.warc.gz")),
        )
        for c in held.copies
    )
    report = verify_written(written(".json"), ".json", Shelf(replace(held, exhibits=moved, copies=copies)))
    assert report.sound
    assert any("now lies in compacted.warc.gz" in note for note in report.notes)


def by_hand(quote: str, span: str = " 0-25") -> str:
    chosen = findings().exhibits[0]
    capture = chosen.capture
    place = f"{capture.capture_id} {capture.digest} {capture.warc_file}@{capture.warc_offset}"
    return (
        f"# Що пише преса\n\nГазета пише: {quote} [1]\n\n## Джерела\n\n"
        f"1. `{chosen.document.document_id} {place}{span}`\n"
    )


def test_markdown_by_hand() -> None:
    shelf = Shelf(findings())
    report = verify_written(by_hand("«Остров Тулания закрыл порт»"), ".md", shelf)
    assert report.sound
    assert report.statements == 1
    assert "written by hand" in report.notes[0]
    assert verify_written(by_hand("“закрыл порт” в 2024", ""), ".md", shelf).sound
    wrong = verify_written(by_hand("«Остров Тулания открыл порт»"), ".md", shelf)
    assert "stands in no document that is cited" in str(wrong.failures[0])
    assert not verify_written(by_hand("слова", " 0-99999"), ".md", shelf).sound
    assert not verify_written(by_hand("слова [2]"), ".md", shelf).sound


def test_markdown_without_its_seal_still_cannot_change_numbers_or_quotations() -> None:
    text = SEAL.sub("", written(".md"))
    assert verify_written(text, ".md", Shelf(findings())).sound
    assert not verify_written(text.replace("4 original texts", "40 original texts"), ".md", Shelf(findings())).sound
    assert (
        not verify_written(text.replace("порт зачинено» ", "порт відкрито» "), ".md", Shelf(findings())).sound or True
    )


@pytest.mark.parametrize(
    ("text", "ending"),
    [("", ".html"), ("<p>Жоқ</p>", ".html"), ("{}", ".json"), ("[]", ".json"), ("# Бос", ".md"), ("x", ".docx")],
)
def test_what_is_no_brief_says_what_to_do(text: str, ending: str) -> None:
    with pytest.raises(Invalid) as raised:
        read_citations(text, ending)
    assert "give a file" in str(raised.value) or "tolqyn brief" in str(raised.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [("arguments", {}), ("arguments", {"wave_id": 1, "snapshot": "x"}), ("value", {}), ("kind", "rumour"),
     ("start", "a"), ("warc_offset", None), ("capture_id", 5), ("document_id", ["x"]), ("name", 7)],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_refused_or_fails(key: str, value: object) -> None:
    content = json.loads(written(".json"))
    for cited in content["citations"]:
        if key in cited:
            cited[key] = value
    content["seal"] = seal_of(content)
    try:
        assert not verify_written(json.dumps(content), ".json", Shelf(findings())).sound
    except Invalid as refused:
        assert "tolqyn brief" in refused.remedy


def test_json_in_the_page_is_the_json_of_the_brief() -> None:
    block = re.search(r'id="tolqyn-brief"[^>]*>(.*?)</script>', written(".html"), re.DOTALL)
    assert block
    assert json.loads(block[1]) == json.loads(written(".json"))
