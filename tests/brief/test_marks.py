"""What a brief says of what was read: who is quoted, hostile, blamed, and with which messages."""

from dataclasses import replace

import pytest

from tests.brief.invented_marks import read_findings
from tolqyn.brief import check, compose, evaluate
from tolqyn.brief.parts import Brief, statements
from tolqyn.model.errors import Invalid


def texts(brief: Brief, section: str) -> list[str]:
    return [statement.text for where, statement in statements(brief) if where == section]


def test_what_was_read_stands_in_its_sections_and_is_checked() -> None:
    findings = read_findings()
    brief = compose(findings)
    check(brief, findings)
    assert [s.section_id for s in brief.sections][4:8] == ["voices", "tone", "claims", "messages"]
    voices = texts(brief, "voices")
    assert any("смотритель маяка, expert: “Порт закрыт до весны”" in text for text in voices)
    assert any("a speaker whom the text leaves open, anonymous source" in text for text in voices)
    assert "Of 5 originals that were read, the machine finds 1 hostile to Тулания; 1 reports" in texts(brief, "tone")[0]
    assert texts(brief, "claims")[0] == "the subject of a prediction | 1 | 20\xa0% | 0 | 0\xa0%"
    assert texts(brief, "messages")[0] == "Тулания отрезает себя от соседей | 2 | 40\xa0% | 1 | 2\xa0%"


def test_the_same_words_in_several_sources_are_one_quote() -> None:
    findings = read_findings(copies=0)
    assert findings.readings is not None
    words, last = "порт закрыт до весны", findings.exhibits[4]
    moved = replace(
        last, document=replace(last.document, text=last.document.text.replace("закрыл порт", "порт закрыт"))
    )
    at = moved.document.reading.index(words)
    first = findings.readings.quotes[0]
    again = replace(first, quote_id="quo_x", document_id=last.document.document_id, start=at, stop=at + len(words))
    held = replace(findings.readings, quotes=(*findings.readings.quotes, again))
    exhibits = (*findings.exhibits[:4], moved, *findings.exhibits[5:])
    changed = replace(findings, exhibits=exhibits, readings=held)
    brief = compose(changed)
    check(brief, changed)
    said = texts(brief, "voices")
    assert said[1].endswith("“Порт закрыт до весны” – also in Канал 24.")
    assert sum("весны”" in text for text in said) == 1


def test_a_wave_that_was_not_read_says_nothing_of_it() -> None:
    unread = replace(read_findings(), readings=None)
    assert not {"voices", "tone", "claims", "messages"} & {s.section_id for s in compose(unread).sections}
    with pytest.raises(Invalid, match=r"reading\.read has no answer"):
        evaluate(unread, "reading.read", {})
