"""Nothing unsound is shown: each fault is named with its sentence."""

from dataclasses import replace

import pytest

from tests.brief.invented import findings
from tolqyn.brief import Unsound, check, compose
from tolqyn.brief.parts import Brief, Citation, Listing, Picture, Sentence


def with_lead(brief: Brief, sentence: Sentence) -> Brief:
    return replace(brief, lead=(sentence, *brief.lead[1:]))


def first_quotation(brief: Brief) -> Citation:
    listing = next(s for s in brief.sections if s.section_id == "began").blocks[0]
    assert isinstance(listing, Listing)
    return next(c for c in listing.sentences[0].citations if c.kind == "quotation")


def faulty(fault: str) -> tuple[Brief, str]:
    """A brief with one fault, and what must be said of it."""
    brief = compose(findings())
    lead, quote = brief.lead[0], first_quotation(brief)
    figure = next(c for c in lead.citations if c.name == "wave.onset")
    text = quote.text or ""
    sentences = {
        "uncited": (replace(lead, citations=()), "no citation"),
        "other value": (replace(lead, citations=(replace(figure, value="2024-11-29"),)), "not '2024-11-29'"),
        "loose number": (replace(lead, text=lead.text + " 17 ships left."), "no cited figure gives 17"),
        "loose quotation": (replace(lead, text=lead.text + " “Порт открыт”"), "not among its citations"),
        "moved quotation": (
            Sentence(f"“{text}”", (replace(quote, start=(quote.start or 0) + 1, stop=(quote.stop or 0) + 1),)),
            "does not stand at",
        ),
        "altered quotation": (Sentence("“x”", (replace(quote, text="x" + text[1:]),)), "does not stand at"),
        "unknown document": (Sentence("x.", (replace(quote, document_id="doc_none"),)), "no document doc_none"),
        "other bytes": (
            Sentence("x.", (replace(quote, place=replace(quote.place, digest="sha256:" + "0" * 64)),)),  # type: ignore[type-var]
            "does not come from the capture",
        ),
        "other date": (Sentence("x.", (replace(quote, published_at=None),)), "differ from the findings"),
    }
    sentence, said = sentences[fault]
    return with_lead(brief, sentence), said


@pytest.mark.parametrize(
    "fault",
    [
        "uncited",
        "other value",
        "loose number",
        "loose quotation",
        "moved quotation",
        "altered quotation",
        "unknown document",
        "other bytes",
        "other date",
    ],
)
def test_a_fault_is_named_with_its_sentence(fault: str) -> None:
    brief, said = faulty(fault)
    with pytest.raises(Unsound) as raised:
        check(brief, findings())
    assert said in str(raised.value)
    assert brief.lead[0].text in str(raised.value)


def test_a_picture_of_other_days_is_not_shown() -> None:
    brief = compose(findings())
    section = brief.sections[0]
    picture = section.blocks[0]
    assert isinstance(picture, Picture)
    days = (replace(picture.days[0], observed=picture.days[0].observed + 1), *picture.days[1:])
    altered = replace(section, blocks=(replace(picture, days=days),))
    with pytest.raises(Unsound, match="other days"):
        check(replace(brief, sections=(altered, *brief.sections[1:])), findings())


def test_evidence_from_elsewhere_is_not_shown() -> None:
    brief = compose(findings())
    item = replace(brief.evidence[0], cited=replace(brief.evidence[0].cited, document_id="doc_elsewhere"))
    with pytest.raises(Unsound, match="evidence"):
        check(replace(brief, evidence=(item,)), findings())
