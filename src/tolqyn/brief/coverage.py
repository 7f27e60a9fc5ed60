"""Who published, how it began, and the headlines in order."""

from datetime import UTC, datetime

from tolqyn.brief.citing import Scribe, Told, row, row_of
from tolqyn.brief.figures import documents_of
from tolqyn.brief.parts import Column, Listing, Paragraph, Row, Section, Sentence, Table
from tolqyn.brief.phrases import Name, Slot
from tolqyn.queries.findings import Exhibit, SourceShare

FIRST = 5
MOST_HEADLINES = 60
_UNDATED = datetime.max.replace(tzinfo=UTC)


def who(scribe: Scribe) -> Section:
    """What each source contributed, beside its usual share."""
    wave = scribe.findings.wave
    counted = {"documents": scribe.told("wave.documents"), "sources": scribe.told("wave.sources")}
    key = "who.sentence" if wave.documents > wave.originals else "who.sentence-no-copies"
    if wave.documents > wave.originals:
        counted |= {"copied": scribe.told("wave.copied")}
    sentences = [scribe.say(key, originals=scribe.told("wave.originals"), given=counted), *_spread(scribe)]
    label = scribe.words.label
    columns = (
        Column(label("who.source")),
        Column(label("who.documents"), "number"),
        Column(label("who.originals"), "number"),
        Column(label("who.share"), "number"),
        Column(label("who.usual"), "number"),
        Column(label("who.first"), "short"),
    )
    shares = sorted(scribe.findings.shares, key=lambda share: (-share.documents, -share.originals, share.source_id))
    table = Table(label("who.table"), columns, tuple(_share(scribe, share) for share in shares))
    return Section("who", label("who.heading"), (Paragraph(tuple(sentences)), *([table] if shares else [])))


def began(scribe: Scribe) -> Section | None:
    """The first originals with hour and source."""
    quoted = [(e, scribe.headline(e)) for e in originals(scribe)]
    first = [(exhibit, quote) for exhibit, quote in quoted if quote is not None][:FIRST]
    if not first:
        return None
    listed = tuple(
        scribe.say("began.first", when=_when(exhibit), source=Name(quote.citation.source or ""), quote=quote)
        for exhibit, quote in first
    )
    label = scribe.words.label
    return Section("began", label("began.heading"), (Listing(label("began.label"), listed),))


def headlines(scribe: Scribe) -> Section:
    """The originals in order, up to `MOST_HEADLINES`; how many more there are is said."""
    label, ordered = scribe.words.label, originals(scribe)
    shown = ordered[:MOST_HEADLINES]
    listing = Listing(label("headlines.label"), tuple(_entry(scribe, exhibit) for exhibit in shown))
    known = Paragraph((_how_many(scribe, len(ordered), len(shown)),))
    return Section("headlines", label("headlines.heading"), (known, *([listing] if shown else [])))


def originals(scribe: Scribe) -> list[Exhibit]:
    """Dated originals of the wave in order of publication."""
    dated = [e for e in scribe.findings.exhibits if e.original and e.document.published_at is not None]
    return sorted(dated, key=lambda e: (e.document.published_at or _UNDATED, e.document.document_id))


def _how_many(scribe: Scribe, listed: int, shown: int) -> Sentence:
    if not listed:
        return scribe.say("headlines.none", exhibits=scribe.told("wave.exhibits"))
    everything = scribe.told("wave.dated_originals")
    if listed == shown:
        return scribe.say("headlines.all", all=everything)
    rest = scribe.told("wave.dated_originals_beyond", first=shown)
    return scribe.say("headlines.more", all=everything, rest=rest, shown=shown)


def _entry(scribe: Scribe, exhibit: Exhibit) -> Sentence:
    """One headline with date, source and language."""
    document = scribe.document(exhibit)
    about: dict[str, Told | Slot] = {
        "when": _when(exhibit),
        "source": Name(document.source or ""),
        "language": scribe.words.language_name(exhibit.document.language),
    }
    quote = scribe.headline(exhibit)
    if quote is None:
        return scribe.say("headlines.entry-bare", also=(document,), given=about)
    return scribe.say("headlines.entry", quote=quote, given=about)


def _when(exhibit: Exhibit) -> str | None:
    at = exhibit.document.published_at
    return at.astimezone(UTC).isoformat() if at else None


def _spread(scribe: Scribe) -> list[Sentence]:
    """How much rests on one source, and how much of it is hostile, where that was measured."""
    wave, said = scribe.findings.wave, []
    if wave.top_share is not None and wave.sources > 1:
        stands = {True: "who.loudest-stands", False: "who.loudest-falls", None: "who.loudest"}
        also = (scribe.figure("wave.survives_without_loudest"),) if wave.survives_without_loudest is not None else ()
        said.append(scribe.say(stands[wave.survives_without_loudest], top=scribe.told("wave.top_share"), also=also))
    if wave.effective_sources is not None and wave.sources > 1:
        said.append(scribe.say("who.effective", effective=scribe.told("wave.effective_sources")))
    if wave.hostile_share is not None:
        target = scribe.named("wave.target_name")
        said.append(scribe.say("who.hostile", hostile=scribe.told("wave.hostile_share"), target=target))
    return said


def _share(scribe: Scribe, share: SourceShare) -> Row:
    """A source's row; its first document is cited beside the figures."""
    cited = scribe.figure("share.row", source_id=share.source_id)
    name, documents, own, part, usual, first = row_of(cited.value)
    cells = (
        scribe.cell(Name(str(name))),
        scribe.cell(documents),
        scribe.cell(own),
        scribe.cell(part, "percent"),
        scribe.cell(usual, "percent"),
        scribe.cell(first),
    )
    exhibit = documents_of(scribe.findings).get(share.first_document_id)
    return row(cells, cited, *([scribe.document(exhibit)] if exhibit else []))
