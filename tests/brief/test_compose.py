"""What a brief says of a wave, in which cases, and never."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.brief.invented import END, ONSET, copy_of, exhibit, findings, wave_of
from tests.brief.invented_marks import read_findings
from tolqyn.brief import check, compose
from tolqyn.brief.accounting import split, unaccounted
from tolqyn.brief.figures import documents_of
from tolqyn.brief.ledger import named_statements
from tolqyn.brief.parts import Brief, Listing, Paragraph, as_phrase, statements
from tolqyn.brief.phrases import wording
from tolqyn.queries.findings import WaveFindings

JUDGING = re.compile(
    r"\b(campaigns?|coordinat\w*|disinformation|propaganda|caus\w+|because|intent\w*|due to|led to|in response)\b", re.I
)


def cases() -> dict[str, WaveFindings]:
    base = findings()
    one = [exhibit(0, "Дала хабары", "kk", "Тулания", "Бір ғана мәтін.")]
    tiny = findings(one, expected=0.2, strength=5.0, end=ONSET, end_from=None, end_until=None, sources=1, top_share=1.0)
    long_gone = replace(base, earlier=(replace(base.wave, wave_id="wav_before", onset=date(2024, 6, 1)),))
    many = [exhibit(n, f"Канал {n % 30}", "ru", None, f"Порт Тулании, день {n}\nтекст") for n in range(1000)]
    posts = [exhibit(n, f"Канал {n % 3}", "kk", None, f"Тулания порты, {n}-күн: кеме жоқ") for n in range(60)]
    repeats = tuple(copy_of(later, posts[0]) for later in posts[1:50])
    outside = exhibit(90, "Маяк", "uk", "Порт Туланії", "Порт зачинено.")
    return {
        "many-copies": replace(findings(posts, documents=60, originals=11), copies=repeats),
        "from-outside": replace(base, copies=(*base.copies, copy_of(base.exhibits[1], outside))),
        "everyone": findings(press="all"),
        "over": base,
        "tiny": tiny,
        "on": findings(end=None, end_from=None, end_until=None, status="on"),
        "again": long_gone,
        "thrice": replace(long_gone, earlier=(*long_gone.earlier, replace(base.wave, onset=date(2024, 8, 1)))),
        "again-on": replace(long_gone, wave=wave_of(list(base.exhibits), end=None, status="on")),
        "retracted": findings(status="retracted", end=None),
        "immature": findings(immature=True, tier="notice"),
        "hostile": findings(series="hostile", expected=0.3),
        "read": read_findings(),
        "no-copies": findings(copies=0),
        "one-copy": findings(copies=1),
        "no-events": replace(base, events=()),
        "no-counts": replace(base, counts=()),
        "steady": replace(base, presences=base.presences[:1]),
        "no-presences": replace(base, presences=()),
        "clean": replace(base, limits=replace(base.limits, undated=0, rejected=(), unknown_language=0)),
        "alarms": replace(base, monitored=replace(base.monitored, expected_false_alarms=3.26)),
        "infinite": findings(strength=float("inf")),
        "unmeasured": findings(
            hostile_share=None, effective_sources=None, top_share=None, survives_without_loudest=None
        ),
        "falls": findings(survives_without_loudest=False),
        "undated": findings([exhibit(n, "Канал 24", None, None, "Порт Тулании закрыт", at=None) for n in range(3)]),
        "empty": findings([]),
        "thousand": findings(many),
    }


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_every_sentence_is_cited_verbatim_and_counted(name: str) -> None:
    """Independent of `check`: citations there, quotations at their spans, every number one of the cited figures."""
    held, brief = CASES[name], compose(CASES[name])
    check(brief, held)
    documents, locale = documents_of(held), wording("en").locale
    for _, statement in statements(brief):
        assert statement.citations, statement.text
        assert unaccounted(split(as_phrase(statement)).own, statement.citations, locale) == []
        for cited in statement.citations:
            if cited.kind == "quotation":
                assert documents[cited.document_id].document.reading[cited.start : cited.stop] == cited.text
                assert cited.text in statement.text


@pytest.mark.parametrize("name", CASES)
def test_words_neither_judge_nor_explain(name: str) -> None:
    """No word of cause, intent or coordination is ours (quoted words are whatever they are)."""
    brief = compose(CASES[name])
    for _, statement in statements(brief):
        own = statement.text
        for cited in statement.citations:
            own = own.replace(cited.text or "\0", "")
        assert not JUDGING.search(own), own
    assert not JUDGING.search(" ".join(wording("en").text.values()))


def test_composing_twice_gives_the_same() -> None:
    assert compose(findings()) == compose(findings())


def text_of(brief: Brief, section: str) -> str:
    return " ".join(statement.text for name, statement in statements(brief) if name == section)


def test_the_answer_comes_first() -> None:
    brief = compose(findings())
    assert brief.title.text == "Тулания in invented press: a wave of coverage from 28 November to 3 December 2024"
    assert len(brief.lead) == 3
    assert "it began on 28 November 2024 (the counts allow any day from 27 to 29 November 2024)" in brief.lead[0].text
    assert brief.lead[1].text.startswith("In 6 days, 5 sources published 4 original texts about it")
    assert "where about 1.4 were to be expected: 2.9 times as much as usual." in brief.lead[1].text
    assert brief.lead[2].text.startswith("It is over: its last day was 3 December 2024")


def test_every_source_is_named_in_the_language_of_the_sentences() -> None:
    assert compose(CASES["everyone"]).title.text.startswith("Тулания in all watched sources: a wave of coverage")


def test_sections_follow_a_readers_questions() -> None:
    order = [section.section_id for section in compose(findings()).sections]
    assert order == ["timeline", "who", "began", "headlines", "copies", "events", "limits", "check"]


def test_singular_and_next_to_nothing_expected() -> None:
    lead = compose(CASES["tiny"]).lead
    assert lead[1].text == (
        "In 1 day, 1 source published 1 original text about it, where fewer than one was to be expected."
    )
    assert compose(CASES["tiny"]).title.text.endswith("a wave of coverage on 28 November 2024")


def test_a_wave_that_goes_on_says_until_when_it_was_counted() -> None:
    brief = compose(CASES["on"])
    assert brief.title.text.endswith("since 28 November 2024")
    assert brief.lead[0].text.startswith("There is a wave")
    assert brief.lead[2].text.startswith("It is still on: the counts run to 7 December 2024")


def test_again() -> None:
    assert ": again a wave of coverage, from 28 November" in compose(CASES["again"]).title.text
    assert "one wave of this kind before, which began on 1 June 2024" in text_of(compose(CASES["again"]), "lead")
    assert "2 waves of this kind before, the latest from 1 August 2024" in text_of(compose(CASES["thrice"]), "lead")


def test_short_history_and_slight_evidence_are_said_early() -> None:
    lead = [sentence.text for sentence in compose(CASES["immature"]).lead]
    assert lead[3].startswith("Read these figures with care: only 88 days of history")
    assert "not yet for an alarm" in lead[4]


def test_hostile_series_says_so() -> None:
    brief = compose(CASES["hostile"])
    assert "a wave of hostile coverage" in brief.title.text
    assert "original texts hostile to it, where fewer than one" in brief.lead[1].text


def test_headlines_are_capped_and_counted() -> None:
    brief = compose(CASES["thousand"])
    section = next(section for section in brief.sections if section.section_id == "headlines")
    paragraph, listing = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(listing, Listing)
    assert len(listing.sentences) == 60
    assert "first 60 in order are shown; the other 938 stand in the JSON" in paragraph.sentences[0].text
    assert len(brief.evidence) == 1000


def test_long_headlines_are_cut_on_a_word() -> None:
    title = "Порт Тулании " + "снова " * 60 + "закрыт"
    brief = compose(findings([exhibit(0, "Вестник", "ru", title, "Текст.")]))
    quote = next(c for _, s in statements(brief) for c in s.citations if c.kind == "quotation")
    assert len(quote.text or "") <= 160
    assert quote.text == title[: len(quote.text or "")]
    assert title[len(quote.text or "")] == " "
    assert f"“{quote.text}” …" in text_of(brief, "headlines")


def test_ornaments_and_addresses_stay_outside_quotations() -> None:
    quotes = {c.text for _, s in statements(compose(findings(copies=0))) for c in s.citations if c.kind == "quotation"}
    assert "Тулания: порт закрыт" in quotes
    post = exhibit(0, "Канал 24", "ru", None, "Смотрители [маяка](https://t.example/2) покинули остров Тулания ночью")
    quotes = {c.text for _, s in statements(compose(findings([post]))) for c in s.citations if c.kind == "quotation"}
    assert quotes == {"покинули остров Тулания ночью"}


def test_events_stand_near_and_explain_nothing() -> None:
    said = text_of(compose(findings()), "events")
    assert (
        "Near the onset, on the same day (28 November 2024), stands: Праздник маяка «evt_port» 2024; chance would put"
        in said
    )
    assert (
        "2 days before it (26 November 2024), stands: Праздник маяка «evt_fair» 2024; how often chance would put one"
        in said
    )
    assert "No entry of the calendar stands near the onset" in text_of(compose(CASES["no-events"]), "events")


def test_copies_name_both_sides_lag_and_reasons() -> None:
    said = text_of(compose(findings()), "copies")
    assert "2 texts repeat earlier ones, between 2 pairs of sources." in said
    assert "1 of them went from a channel to a site." in said
    assert "83\u00a0% of wording shared, beginning cut" in said
    assert "No copies were found among 6 texts of the wave." in text_of(compose(CASES["no-copies"]), "copies")


def test_many_copies_are_capped_and_counted() -> None:
    brief = compose(CASES["many-copies"])
    assert "The first 40 are shown; the other 9 stand in the JSON form" in text_of(brief, "copies")
    assert len(brief.copies) == 49
    said = text_of(compose(CASES["from-outside"]), "copies")
    assert "1 of them repeats a text from before the wave or from outside this press." in said


def test_what_the_figures_cannot_show() -> None:
    said = text_of(compose(findings()), "limits")
    assert "Of 3 sources in the press, 1 joined late, 1 fell silent and 0 had gaps" in said
    assert "Тихий голос | fell silent | 2024-09-01 | 2024-10-09 | 40" in said
    assert "12 of 1,204 texts in the workspace have no date that can be believed" in said
    assert "120 series were watched for 90 days, and fewer than one false alarm (0.4)" in said
    assert "about 3.3 false alarms are to be expected" in text_of(compose(CASES["alarms"]), "limits")


def test_statements_have_one_name_each() -> None:
    names = named_statements(compose(findings()))
    assert sorted(names.values(), key=lambda name: int(name[1:])) == [f"s{n}" for n in range(1, len(names) + 1)]


def test_days_of_the_picture_hold_the_wave() -> None:
    brief = compose(findings())
    picture = brief.sections[0].blocks[0]
    days = [day.day for day in picture.days]  # type: ignore[union-attr]
    assert days == sorted(days)
    assert ONSET in days
    assert END in days
    assert days[-1] - days[0] < timedelta(days=90)
