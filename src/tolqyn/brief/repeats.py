"""What is copied from whom, with the reasons and the words in common."""

from collections.abc import Callable

from tolqyn.brief.citing import Scribe, row, row_of
from tolqyn.brief.figures import pairs_of
from tolqyn.brief.parts import Block, Column, Paragraph, Phrase, Row, Section, Sentence, Table
from tolqyn.brief.phrases import Name, Wording, phrase
from tolqyn.model.spans import Span
from tolqyn.queries.findings import CopyFinding

MOST_PAIRS = 20
MOST_COPIES = 40
PASSAGE_LIMIT = 90


def copied(scribe: Scribe) -> Section:
    """Pairs of sources by how often one repeats the other, then each copy with lag and reasons."""
    label, copies = scribe.words.label, scribe.findings.copies
    if not copies:
        none = scribe.say("copies.none", documents=scribe.told("wave.documents"), also=(scribe.figure("wave.copies"),))
        return Section("copies", label("copies.heading"), (Paragraph((none,)),))
    blocks: list[Block] = [Paragraph(_summary(scribe))]
    if len(pairs_of(scribe.findings)) < len(copies):
        blocks.append(_pairs(scribe))
    blocks.append(_table(scribe))
    return Section("copies", label("copies.heading"), tuple(blocks))


def _summary(scribe: Scribe) -> tuple[Sentence, ...]:
    copies = scribe.told("wave.copies")
    said = [scribe.say("copies.sentence", copies=copies, pairs=scribe.told("wave.copying_pairs"))]
    outside = scribe.told("wave.copies_from_outside")
    if outside.slot:
        said.append(scribe.say("copies.outside", outside=outside))
    chain = scribe.told("wave.copies_channel_to_site")
    if chain.slot:
        said.append(scribe.say("copies.channel-one" if chain.slot == 1 else "copies.channel", chain=chain))
    if len(scribe.findings.copies) > MOST_COPIES:
        said.append(
            scribe.say("copies.more", rest=scribe.told("wave.copies_beyond", first=MOST_COPIES), shown=MOST_COPIES)
        )
    return tuple(said)


def _pairs(scribe: Scribe) -> Table:
    label = scribe.words.label
    columns = (
        Column(label("copies.earlier")),
        Column(label("copies.later")),
        Column(label("copies.form"), "short"),
        Column(label("copies.count"), "number"),
        Column(label("copies.median"), "number"),
    )
    often = sorted(pairs_of(scribe.findings).items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST_PAIRS]
    return Table(label("copies.pairs"), columns, tuple(_pair(scribe, pair, found[0]) for pair, found in often))


def _pair(scribe: Scribe, pair: tuple[str, str], example: CopyFinding) -> Row:
    cited = scribe.figure("pair.row", original_source=pair[0], copy_source=pair[1])
    earlier, later, times, lag = row_of(cited.value)
    cells = (
        scribe.cell(Name(str(earlier))),
        scribe.cell(Name(str(later))),
        Phrase(_form(scribe.words.text.__getitem__, example)),
        scribe.cell(times),
        scribe.cell(lag, "lag"),
    )
    return row(cells, cited)


def _table(scribe: Scribe) -> Table:
    label = scribe.words.label
    keys = ("copies.earlier", "copies.later", "copies.lag", "copies.reasons", "copies.passage")
    columns = tuple(Column(label(key), "number" if key == "copies.lag" else "text") for key in keys)
    ordered = sorted(scribe.findings.copies, key=_order)[:MOST_COPIES]
    return Table(label("copies.table"), columns, tuple(_copy(scribe, copy) for copy in ordered))


def _copy(scribe: Scribe, copy: CopyFinding) -> Row:
    """One copy: both documents, the lag, the reasons, and the start of the words in common."""
    cited = scribe.figure("copy.row", link_id=copy.link.link_id)
    later, later_at, earlier, earlier_at, lag, reasons = row_of(cited.value)
    link = copy.link
    span = Span(link.original_start, link.original_stop)
    quote = scribe.passage(copy.original, span, PASSAGE_LIMIT)
    cells = (
        phrase(scribe.words, ("side.at",), {"source": Name(str(earlier)), "when": earlier_at}),
        phrase(scribe.words, ("side.at",), {"source": Name(str(later)), "when": later_at}),
        scribe.cell(lag, "lag"),
        Phrase(", ".join(reason_words(scribe.words, reason) for reason in str(reasons).split(", "))),
        scribe.cell(quote.slot if quote else None),
    )
    original = quote.citation if quote else scribe.document(copy.original)
    return row(cells, cited, original, scribe.document(copy.copy))


def reason_words(words: Wording, reason: str) -> str:
    """A link's reason in plain words, with its value if it has one; a reason without words stays as it is.

    >>> from tolqyn.brief.phrases import wording
    >>> reason_words(wording("en"), "containment=0.83"), reason_words(wording("en"), "ұқсас")
    ('83\\xa0% of wording shared', 'ұқсас')
    """
    name, _, value = reason.partition("=")
    key = f"reason.{name}"
    if key not in words.text:
        return reason
    return words.label(key, value=float(value)) if "{value" in words.text[key] else words.text[key]


def _form(text: Callable[[str], str], copy: CopyFinding) -> str:
    return text(f"form.{copy.original.document.kind}-{copy.copy.document.kind}")


def _order(copy: CopyFinding) -> tuple[str, str]:
    at = copy.copy.document.published_at
    return (at.isoformat() if at else "~", copy.link.link_id)
