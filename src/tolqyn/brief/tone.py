"""Who is hostile or reports hostility, who is blamed and warned, which messages and devices stand in the texts."""

from collections.abc import Sequence

from tolqyn import annotate
from tolqyn.brief.citing import Scribe
from tolqyn.brief.figures import documents_of, moment_of
from tolqyn.brief.mark_figures import narrative_text
from tolqyn.brief.parts import Block, Citation, Listing, Paragraph, Section, Sentence
from tolqyn.brief.phrases import Name
from tolqyn.brief.voices import compared
from tolqyn.model.reading import Attitude, Claim, NarrativeMatch
from tolqyn.model.spans import Span
from tolqyn.queries.findings import Exhibit

MOST_PASSAGES = 6
PASSAGE_LIMIT = 260

Passage = Attitude | Claim | NarrativeMatch


def hostility(scribe: Scribe) -> Section | None:
    """Originals that are hostile, report hostility or quote it, kept apart, beside the weeks before."""
    readings = scribe.findings.readings
    if readings is None or not readings.attitudes:
        return None
    label = scribe.words.label
    kinds = ("hostile", "reports-hostility", "quotes-hostility")
    counted = {key.replace("-", "_"): scribe.told("reading.stance", kind=key) for key in kinds}
    read = {"read": scribe.told("reading.read"), "target": scribe.named("wave.target_name")}
    said = [scribe.say("tone.sentence", given={**counted, **read}), scribe.say("tone.caution", also=_source(scribe))]
    blocks: list[Block] = [Paragraph(tuple(said)), *compared(scribe, readings, "stance")]
    for kind in kinds:
        held = [one for one in readings.attitudes if one.kind == kind]
        blocks += _listing(scribe, f"tone.{kind}", held)
    return Section("tone", label("tone.heading"), tuple(blocks))


def blamed(scribe: Scribe) -> Section | None:
    """Sentences in which the target is blamed, warned, or something is foretold of it."""
    readings = scribe.findings.readings
    if readings is None or not readings.claims:
        return None
    blocks: list[Block] = list(compared(scribe, readings, "claim"))
    for kind in ("blame", "warning", "prediction"):
        blocks += _listing(scribe, f"claims.{kind}", [one for one in readings.claims if one.kind == kind])
    return Section("claims", scribe.words.label("claims.heading"), tuple(blocks))


def messages(scribe: Scribe) -> Section | None:
    """Catalogued messages and persuasion devices, beside the weeks before: what is new shows."""
    readings = scribe.findings.readings
    if readings is None:
        return None
    blocks: list[Block] = list(compared(scribe, readings, "narrative"))
    matched = [one for one in readings.narratives if one.verdict == "match"]
    blocks += _listing(scribe, "messages.examples", _one_each(matched))
    devices = list(compared(scribe, readings, "device", folded=True))
    if devices:
        blocks += [Paragraph((scribe.say("messages.devices", also=_source(scribe)),)), *devices]
    return Section("messages", scribe.words.label("messages.heading"), tuple(blocks)) if blocks else None


def _source(scribe: Scribe) -> tuple[Citation, ...]:
    return (scribe.figure("reading.read"),)


def _one_each(matches: Sequence[NarrativeMatch]) -> list[NarrativeMatch]:
    """The surest passage of every message."""
    best: dict[str, NarrativeMatch] = {}
    for match in sorted(matches, key=lambda one: (-one.score, one.document_id)):
        best.setdefault(match.narrative, match)
    return list(best.values())


def _listing(scribe: Scribe, key: str, found: Sequence[Passage]) -> list[Listing]:
    """The surest passages, one for each document, in order of publication."""
    known = documents_of(scribe.findings)
    surest: dict[str, Passage] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.document_id)):
        if one.document_id in known:
            surest.setdefault(f"{one.document_id} {getattr(one, 'narrative', '')}", one)
    chosen = sorted(list(surest.values())[:MOST_PASSAGES], key=lambda one: _order(known[one.document_id]))
    said = [entry for one in chosen if (entry := _entry(scribe, known[one.document_id], one)) is not None]
    return [Listing(scribe.words.label(key), tuple(said), numbered=False)] if said else []


def _entry(scribe: Scribe, exhibit: Exhibit, found: Passage) -> Sentence | None:
    passage = scribe.passage(exhibit, _sentence(exhibit, found), PASSAGE_LIMIT)
    if passage is None:
        return None
    source = Name(passage.citation.source or "")
    when = moment_of(exhibit.document)
    if isinstance(found, NarrativeMatch):
        cited = scribe.figure("marked.row", kind="narrative", mark=found.narrative)
        message = Name(narrative_text(scribe.findings, found.narrative))
        return scribe.say("messages.entry", when=when, source=source, quote=passage, message=message, also=(cited,))
    return scribe.say("tone.entry", when=when, source=source, quote=passage)


def _sentence(exhibit: Exhibit, found: Passage) -> Span:
    """The sentence in which a mark stands; a mark over several reaches from the first to the last."""
    document = exhibit.document
    start, stop = (found.target_start, found.target_stop) if isinstance(found, Attitude) else (found.start, found.stop)
    held = [one for one in annotate.split(document.reading, document.language) if one.start < stop and start < one.stop]
    return Span(held[0].start, held[-1].stop) if held else Span(start, stop)


def _order(exhibit: Exhibit) -> tuple[str, str]:
    return (moment_of(exhibit.document) or "~", exhibit.document.document_id)
