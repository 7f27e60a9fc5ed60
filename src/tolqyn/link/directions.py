"""Which way a text went: what it says itself of where it comes from, else who was seen first, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from tolqyn.link.attribution import Attributions
from tolqyn.link.evidence import direction
from tolqyn.link.inputs import LinkInput
from tolqyn.model.link import Direction, Link

Outlet = Literal["channel", "site"]

SAID = ("forwarded-from", "links-to-original", "attributes-to", "names-source")
"""Evidence that the later document gives itself, strongest first."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Names under which texts speak of each watched source, languages of documents, and how sharp their dates are.

    `precision` is how much later than stated a document may have been published: a day where only the day is known,
    unlimited (`timedelta.max`) where no date is believed and the moment of collection stands in.
    """

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    precision: Mapping[str, timedelta] = field(default_factory=dict)


def find_directions(links: Sequence[Link], documents: Sequence[LinkInput], sources: Sources) -> list[Direction]:
    """The way that each link between two sources shows, by document.

    What a text says of its origin outweighs the clock, so that a link turns round where the document that was dated
    earlier names the other one's source and the dates leave room for it.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2025, 5, 13, 9, tzinfo=UTC)
    >>> post = LinkInput("doc_a", "t.me/kontur", "Шекара жабылды", at, "https://t.me/kontur/7")
    >>> page = LinkInput("doc_b", "таң", "Шекара жабық, деп жазды «Контур»", at.replace(hour=11), "таң.example/1")
    >>> link = Link("lnk_1", "same-event", "doc_b", "doc_a", 0.9, (), 7200.0, 0, 5, 0, 5)
    >>> found = find_directions([link], [page, post], Sources({"t.me/kontur": ["Контур"]}))
    >>> [(one.evidence, one.path, one.sure) for one in found]
    [(('attributes-to',), ('channel→site',), True)]
    """
    known = {document.document_id: document for document in documents}
    attributions = Attributions(sources.names)
    found = []
    for link in links:
        later, earlier = known.get(link.document_id), known.get(link.original_id)
        if later and earlier and later.source_id != earlier.source_id:
            found.append(_direction(later, earlier, attributions, sources))
    return sorted(found, key=lambda one: (one.document_id, one.after_id))


def outlet_of(document: LinkInput) -> Outlet:
    """Whether a document is a post of a channel or a page of a site."""
    address = (document.address or document.source_id).casefold()
    bare = address.removeprefix("https://").removeprefix("http://")
    return "channel" if bare.startswith(("t.me/", "@")) or "/t.me/" in bare else "site"


def _direction(later: LinkInput, earlier: LinkInput, attributions: Attributions, sources: Sources) -> Direction:
    """As the dates say, or the other way round where the texts and the dates' room say so."""
    told = tuple(_said(later, earlier, attributions))
    back = tuple(_said(earlier, later, attributions))
    lag, low, high = _lag(later, earlier, sources)
    if back and not told and (low is None or low <= 0):
        later, earlier, told = earlier, later, back
        lag, low, high = _lag(later, earlier, sources)
    return Direction(
        document_id=later.document_id,
        source_id=later.source_id,
        after_id=earlier.document_id,
        after_source_id=earlier.source_id,
        evidence=told or ("first-seen",),
        path=tuple(_path(later, earlier, sources.languages)),
        lag_s=lag,
        lag_low_s=low,
        lag_high_s=high,
        sure=bool(told) or (low is not None and low > 0),
    )


def _said(later: LinkInput, earlier: LinkInput, attributions: Attributions) -> Iterator[str]:
    """What one document says of coming from the other's source, strongest first."""
    plain = set(direction(later, earlier))
    if any(one.source_id == earlier.source_id for one in attributions.within(later.reading)):
        plain.add("attributes-to")
    yield from (name for name in SAID if name in plain)


def _lag(later: LinkInput, earlier: LinkInput, sources: Sources) -> tuple[float | None, float | None, float | None]:
    """Seconds between the two, and between which bounds they lie; `None` where a date leaves it open."""
    if later.published_at is None or earlier.published_at is None:
        return None, None, None
    lag = (later.published_at - earlier.published_at).total_seconds()
    mine, theirs = (sources.precision.get(one.document_id, timedelta()) for one in (later, earlier))
    low = None if theirs == timedelta.max else lag - theirs.total_seconds()
    high = None if mine == timedelta.max else lag + mine.total_seconds()
    return lag, low, high


def _path(later: LinkInput, earlier: LinkInput, languages: Mapping[str, str]) -> Iterator[str]:
    """Kinds of outlets, and languages where both are known and differ."""
    yield f"{outlet_of(earlier)}→{outlet_of(later)}"
    one, other = languages.get(earlier.document_id), languages.get(later.document_id)
    if one and other and one != other:
        yield f"{one}→{other}"
