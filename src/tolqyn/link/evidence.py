"""The link of one copy: its score, the reasons that it rests on, and the passage that both hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tolqyn.link.comparison import Comparison
from tolqyn.link.inputs import LinkInput
from tolqyn.link.words import Words
from tolqyn.model.identifiers import identify
from tolqyn.model.link import Link

REASONS = (
    "exact-text",
    "containment",
    "lead-changed",
    "lead-cut",
    "lead-added",
    "tail-changed",
    "tail-cut",
    "tail-added",
    "edited",
    "same-address",
    "forwarded-from",
    "links-to-original",
    "names-source",
    "via",
)
"""All reasons of a copy. `containment=0.83` and `via=doc_…` (the copy that led to the original) carry a value;
cut, added and changed say what the copy did to the original's beginning and end."""

LEAST_DIFFERENCE = 3
"""Words that must differ at a beginning or end before it counts as changed: less is a greeting or a signature."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A copy and its original, as numbers of texts, and the copy by which the original was reached, if another."""

    copy: int
    original: int
    equal: bool
    via: str | None


def link_of(pair: Pair, documents: list[LinkInput], found: Comparison, words: Words) -> Link:
    """The link, its passage the longest run of words that both texts hold outside their boilerplate."""
    copy, original = documents[pair.copy], documents[pair.original]
    start, stop = _span(words, pair.copy, found.start, found.run)
    original_start, original_stop = _span(words, pair.original, found.original_start, found.run)
    score = 1.0 if pair.equal else found.containment
    return Link(
        link_id=identify("lnk", "copy", copy.document_id, original.document_id),
        relation="copy",
        document_id=copy.document_id,
        original_id=original.document_id,
        score=round(score, 4),
        reasons=tuple(_reasons(pair, copy, original, found)),
        lag_s=_lag(copy.published_at, original.published_at),
        start=start,
        stop=stop,
        original_start=original_start,
        original_stop=original_stop,
    )


def _span(words: Words, text: int, first: int, count: int) -> tuple[int, int]:
    """Code points from the first of `count` words to the end of the last."""
    if count == 0:
        return 0, 0
    begin = int(words.first[text]) + first
    return span_of(words, begin, begin + count - 1)


def span_of(words: Words, begin: int, end: int) -> tuple[int, int]:
    """Code points from the beginning of one word to the end of another, by their places among all words."""
    return int(words.starts[begin]), int(words.starts[end]) + int(words.lengths[end])


def _lag(copy: datetime | None, original: datetime | None) -> float | None:
    return (copy - original).total_seconds() if copy and original else None


def _reasons(pair: Pair, copy: LinkInput, original: LinkInput, found: Comparison) -> Iterator[str]:
    """The closed vocabulary above, in its order."""
    if pair.equal:
        yield "exact-text"
    else:
        yield f"containment={found.containment:.2f}"
        yield from _change("lead", found.lead, found.original_lead)
        yield from _change("tail", found.tail, found.original_tail)
        if found.middle or found.original_middle:
            yield "edited"
    if same_address(copy, original):
        yield "same-address"
    yield from direction(copy, original)
    if pair.via:
        yield f"via={pair.via}"


def _change(part: str, mine: int, theirs: int) -> Iterator[str]:
    if mine >= LEAST_DIFFERENCE and theirs >= LEAST_DIFFERENCE:
        yield f"{part}-changed"
    elif mine >= LEAST_DIFFERENCE:
        yield f"{part}-added"
    elif theirs >= LEAST_DIFFERENCE:
        yield f"{part}-cut"


def same_address(copy: LinkInput, original: LinkInput) -> bool:
    """Whether one page was captured twice."""
    return copy.address is not None and copy.address == original.address and copy.source_id == original.source_id


def direction(copy: LinkInput, original: LinkInput) -> Iterator[str]:
    """What the copy itself says of where it comes from; a source that names itself says nothing.

    >>> post = LinkInput("a", "t.me/qazaq", "Жаңалық", address="https://t.me/qazaq/7")
    >>> page = LinkInput("b", "мысал.kz", "Жаңалық (дереккөз: @qazaq)", links=("https://t.me/qazaq/7",))
    >>> list(direction(page, post))
    ['links-to-original', 'names-source']
    """
    if copy.source_id == original.source_id:
        return
    names = source_names(original)
    if copy.forwarded_from and _bare(copy.forwarded_from) in names:
        yield "forwarded-from"
    address = _bare(original.address) if original.address else None
    if address and (address in {_bare(link) for link in copy.links} or f"/{address}" in copy.reading.casefold()):
        yield "links-to-original"
    if _named(names, copy):
        yield "names-source"


def source_names(document: LinkInput) -> set[str]:
    """What a document's source may be called: its identifier, and its channel where it is one of Telegram."""
    names = {_bare(document.source_id)}
    if document.address and _bare(document.address).startswith("t.me/"):
        path = _bare(document.address).removeprefix("t.me/").removeprefix("s/")
        names.add(path.split("/")[0].split("#")[0].split("?")[0])
    return names | {name.removeprefix("t.me/") for name in names}


def _named(names: set[str], copy: LinkInput) -> bool:
    """Whether the text holds `@channel`, or a link of it leads to the channel or site."""
    text = copy.reading.casefold()
    links = [_bare(link) for link in copy.links]
    for name in names:
        if f"@{name}" in text or f"t.me/{name}" in text or f"//{name}" in text:
            return True
        if any(
            link == name or link.startswith((f"{name}/", f"t.me/{name}/")) or link == f"t.me/{name}" for link in links
        ):
            return True
    return False


def _bare(address: str) -> str:
    """An address or name without what does not tell it from others: scheme, `www.`, `@`, a last slash, case."""
    bare = address.casefold().strip().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.removeprefix("@").rstrip("/")
