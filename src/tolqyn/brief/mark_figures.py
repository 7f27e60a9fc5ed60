"""The named figures of what was read: who is quoted, blamed and warned, which messages and devices, and how usual."""

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from tolqyn.brief.parts import Value
from tolqyn.brief.quoting import shown_name
from tolqyn.model.reading import Claim, Quote
from tolqyn.queries.findings import WaveFindings
from tolqyn.queries.marks import Readings, Share, ShareKind

Ask = Mapping[str, str | int]


def known_readings(findings: WaveFindings) -> Readings:
    """What was read of a wave; raises `LookupError` where nothing was."""
    if findings.readings is None:
        raise LookupError("no document of this wave was read")
    return findings.readings


def narrative_text(findings: WaveFindings, narrative: str) -> str:
    """A catalogued message in the words of those who wrote it down; its identifier where the catalogue lost it."""
    texts = {one.narrative_id: one.sentences[0] for one in findings.narratives}
    return texts.get(narrative, narrative).replace("{target}", findings.target_name)


def shares_of(readings: Readings, kind: ShareKind) -> Iterable[Share]:
    """Shares of one kind that stand in the wave, the most frequent first."""
    return (share for share in readings.shares if share.kind == kind and share.documents)


def _share_row(findings: WaveFindings, ask: Ask) -> Value:
    readings = known_readings(findings)
    kind = next(kind for kind in get_args(ShareKind) if kind == ask["kind"])
    share = readings.share(kind, str(ask["mark"]))
    name = narrative_text(findings, share.name) if kind == "narrative" else share.name
    return (
        shown_name(name),
        share.documents,
        share.documents / readings.read if readings.read else None,
        share.before,
        share.before / readings.read_before if readings.read_before else None,
    )


def _quote_row(findings: WaveFindings, ask: Ask) -> Value:
    quote = _quote(findings, str(ask["quote_id"]))
    return (shown_name(quote.speaker_name) if quote.speaker_name else None, quote.role, quote.via)


def _quote(findings: WaveFindings, name: str) -> Quote:
    return next(quote for quote in known_readings(findings).quotes if quote.quote_id == name)


def _claim_row(findings: WaveFindings, ask: Ask) -> Value:
    claim: Claim = next(one for one in known_readings(findings).claims if one.claim_id == ask["claim_id"])
    return (claim.kind, claim.holder)


def _stance(findings: WaveFindings, ask: Ask) -> int:
    return known_readings(findings).share("stance", str(ask["kind"])).documents


def _stance_before(findings: WaveFindings, ask: Ask) -> int:
    return known_readings(findings).share("stance", str(ask["kind"])).before


QUESTIONS: dict[str, Callable[[WaveFindings, Ask], Value]] = {
    "reading.read": lambda f, _: known_readings(f).read,
    "reading.read_before": lambda f, _: known_readings(f).read_before,
    "reading.quotes": lambda f, _: len(known_readings(f).quotes),
    "reading.quoting": lambda f, _: len({quote.document_id for quote in known_readings(f).quotes}),
    "reading.stance": _stance,
    "reading.stance_before": _stance_before,
    "reading.claims": lambda f, ask: sum(claim.kind == ask["kind"] for claim in known_readings(f).claims),
    "reading.narratives": lambda f, _: len(list(shares_of(known_readings(f), "narrative"))),
    "marked.row": _share_row,
    "quote.row": _quote_row,
    "claim.row": _claim_row,
}
