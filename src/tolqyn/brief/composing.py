"""From findings to a brief: the order of a reader's questions."""

from tolqyn.brief import answer, coverage, repeats, surroundings, tone, voices
from tolqyn.brief.citing import Scribe
from tolqyn.brief.figures import moment_of, plain
from tolqyn.brief.parts import Brief, Item, Repeat
from tolqyn.brief.phrases import wording
from tolqyn.brief.quoting import shown_name
from tolqyn.brief.timeline import timeline
from tolqyn.queries.findings import Exhibit, WaveFindings


def compose(findings: WaveFindings, language: str = "en") -> Brief:
    """Write what the findings show of one wave, each sentence with its citations.

    Pure: the same findings give the same brief. `check` it before it is shown. Headlines stay in their own language;
    `language` is that of the sentences around them.
    """
    scribe = Scribe(findings, wording(language))
    sections = (
        timeline(scribe),
        coverage.who(scribe),
        coverage.began(scribe),
        coverage.headlines(scribe),
        voices.quoted(scribe),
        tone.hostility(scribe),
        tone.blamed(scribe),
        tone.messages(scribe),
        repeats.copied(scribe),
        surroundings.events(scribe),
        surroundings.limits(scribe),
        surroundings.checking(scribe),
    )
    return Brief(
        wave_id=findings.wave.wave_id,
        workspace=shown_name(findings.workspace),
        snapshot=findings.snapshot,
        drawn_at=str(plain(findings.drawn_at)),
        language=language,
        title=answer.title(scribe),
        lead=answer.lead(scribe),
        sections=tuple(section for section in sections if section is not None),
        evidence=tuple(_item(scribe, exhibit) for exhibit in sorted(findings.exhibits, key=_order)),
        copies=_repeats(findings),
    )


def _item(scribe: Scribe, exhibit: Exhibit) -> Item:
    headline = scribe.headline(exhibit)
    cited = headline.citation if headline else scribe.document(exhibit)
    return Item(exhibit.document.source_id, exhibit.original, cited)


def _repeats(findings: WaveFindings) -> tuple[Repeat, ...]:
    links = sorted((copy.link for copy in findings.copies), key=lambda link: link.link_id)
    return tuple(
        Repeat(link.link_id, link.document_id, link.original_id, link.score, link.reasons, link.lag_s) for link in links
    )


def _order(exhibit: Exhibit) -> tuple[str, str]:
    return (moment_of(exhibit.document) or "~", exhibit.document.document_id)
