"""Who is quoted, as what, and with which words."""

from collections.abc import Iterator
from dataclasses import dataclass

from tolqyn.brief.citing import Scribe, Told, row, row_of
from tolqyn.brief.figures import documents_of, moment_of
from tolqyn.brief.mark_figures import shares_of
from tolqyn.brief.parts import Block, Column, Listing, Paragraph, Phrase, Row, Section, Sentence, Table
from tolqyn.brief.phrases import Name, Slot
from tolqyn.model.reading import Quote
from tolqyn.model.spans import Span
from tolqyn.queries.findings import Exhibit
from tolqyn.queries.marks import Readings, Share, ShareKind

MOST_QUOTES = 12
QUOTE_LIMIT = 240
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Voiced:
    """A quote with the documents that carry its words, the earliest first."""

    quote: Quote
    exhibits: tuple[Exhibit, ...]

    @property
    def sources(self) -> int:
        """How many sources carry it."""
        return len({exhibit.document.source_id for exhibit in self.exhibits})


def quoted(scribe: Scribe) -> Section | None:
    """The quotes that most sources carry, with speaker and role, and how the roles compare with the weeks before."""
    readings = scribe.findings.readings
    if readings is None or not readings.quotes:
        return None
    label = scribe.words.label
    said = [entry for voiced in main_quotes(scribe) if (entry := _entry(scribe, voiced)) is not None][:MOST_QUOTES]
    summary = scribe.say("voices.sentence", quoting=scribe.told("reading.quoting"), read=scribe.told("reading.read"))
    blocks: list[Block] = [Paragraph((summary,))]
    if said:
        blocks.append(Listing(label("voices.label"), tuple(said), numbered=False))
    blocks += compared(scribe, readings, "role")
    return Section("voices", label("voices.heading"), tuple(blocks))


def main_quotes(scribe: Scribe) -> list[Voiced]:
    """Quotes by their words: those in most sources first, then those whose speaker is known, then the surest."""
    assert scribe.findings.readings is not None
    known = documents_of(scribe.findings)
    by_words: dict[str, list[tuple[Quote, Exhibit]]] = {}
    for quote in scribe.findings.readings.quotes:
        exhibit = known.get(quote.document_id)
        words = _words(exhibit.document.reading[quote.start : quote.stop]) if exhibit else ()
        if exhibit is not None and len(words) >= LEAST_WORDS:
            by_words.setdefault(" ".join(words), []).append((quote, exhibit))
    voiced = [_voiced(carried) for carried in by_words.values()]
    return sorted(voiced, key=_rank)


def compared(scribe: Scribe, readings: Readings, kind: ShareKind, folded: bool = False) -> Iterator[Table]:
    """How often something stands in the wave's originals, beside those before it; nothing where nothing was found."""
    rows = tuple(_compared(scribe, share) for share in shares_of(readings, kind))
    label = scribe.words.label
    columns = (
        Column(label(f"marked.{kind}")),
        Column(label("marked.documents"), "number"),
        Column(label("marked.share"), "number"),
        Column(label("marked.before"), "number"),
        Column(label("marked.share-before"), "number"),
    )
    if rows:
        yield Table(label(f"marked.{kind}-table"), columns, rows, folded)


def _compared(scribe: Scribe, share: Share) -> Row:
    cited = scribe.figure("marked.row", kind=share.kind, mark=share.name)
    name, documents, part, before, part_before = row_of(cited.value)
    key = f"{share.kind}.{share.name}"
    called = Phrase(scribe.words.text[key]) if key in scribe.words.text else scribe.cell(Name(str(name)))
    cells = (
        called,
        scribe.cell(documents),
        scribe.cell(part, "percent") if part is not None else scribe.cell(None),
        scribe.cell(before),
        scribe.cell(part_before, "percent") if part_before is not None else scribe.cell(None),
    )
    return row(cells, cited)


def _voiced(carried: list[tuple[Quote, Exhibit]]) -> Voiced:
    """One quote for all that carry the same words: the one that tells most about its speaker."""
    best = max(carried, key=lambda one: (one[0].speaker_name is not None, one[0].role is not None, one[0].score))
    exhibits = sorted({e.document.document_id: e for _, e in carried}.values(), key=_when)
    return Voiced(best[0], tuple(sorted(exhibits, key=lambda e: (e is not best[1], _when(e)))))


def _rank(voiced: Voiced) -> tuple[int, bool, bool, float, str]:
    quote = voiced.quote
    return (-voiced.sources, quote.speaker_name is None, quote.role is None, -quote.score, quote.quote_id)


def _when(exhibit: Exhibit) -> tuple[str, str]:
    return (moment_of(exhibit.document) or "~", exhibit.document.document_id)


def _entry(scribe: Scribe, voiced: Voiced) -> Sentence | None:
    """One quote as the earliest carrier that names its speaker has it, and how many sources carry the words."""
    quote, exhibit = voiced.quote, voiced.exhibits[0]
    passage = scribe.passage(exhibit, Span(quote.start, quote.stop), QUOTE_LIMIT)
    if passage is None:
        return None
    cited = scribe.figure("quote.row", quote_id=quote.quote_id)
    speaker, role, _ = row_of(cited.value)
    keys = ["voices.speaker" if speaker else "voices.nobody"]
    slots: dict[str, Told | Slot] = {
        "when": moment_of(exhibit.document),
        "source": Name(passage.citation.source or ""),
        "quote": passage,
    }
    if speaker:
        slots["speaker"] = Told(Name(str(speaker)), cited)
    if role:
        keys.append("voices.role")
        slots["role"] = Told(scribe.words.text[f"role.{role}"], cited)
    keys.append("voices.quote")
    also = [scribe.document(other) for other in voiced.exhibits[1:]]
    others = [other for other in voiced.exhibits if other.document.source_id != exhibit.document.source_id]
    if others:
        keys.append("voices.also" if len({other.document.source_id for other in others}) == 1 else "voices.also-more")
        slots["other"] = Name(scribe.document(others[0]).source or "")
    return scribe.say(*keys, given=slots, also=(cited, *also))


def _words(text: str) -> tuple[str, ...]:
    """Words of a quotation without marks and case, by which one knows it again."""
    return tuple("".join(c if c.isalnum() else " " for c in text.lower()).split())
