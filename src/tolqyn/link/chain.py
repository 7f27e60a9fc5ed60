"""One text on its way: every document of a copy group, in order of time, with the evidence by which it came there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tolqyn.link.inputs import LinkInput
from tolqyn.model.link import Direction, Link

Evidence = str
"""`first-seen` for the beginning of a chain, `later` where only time tells, else what names where the text came from
(`forwarded-from`, `links-to-original`, `attributes-to`, `names-source`) or that it is the same page."""

_DIRECTION = ("forwarded-from", "links-to-original", "attributes-to", "names-source", "same-address")


@dataclass(frozen=True, slots=True)
class Step:
    """A document of a chain. `after_id` is the document that it goes back to, `lag_s` seconds after that one."""

    document_id: str
    source_id: str
    published_at: datetime | None
    after_id: str | None
    lag_s: float | None
    score: float
    evidence: tuple[Evidence, ...]


def chain_of(
    document_id: str, links: Iterable[Link], documents: Sequence[LinkInput], directions: Iterable[Direction] = ()
) -> list[Step]:
    """Steps of the group of `links` that holds `document_id`, the original first; only itself where nothing joins it.

    Links may be of every relation: those of a story draw how one event went through outlets and languages.
    `directions` add what texts say of their origin beyond the links' reasons.

    >>> from datetime import UTC, datetime, timedelta
    >>> from tolqyn.link.copies import find_copies
    >>> news = "Уряд України ухвалив рішення про будівництво нової залізниці між двома областями вже цього року"
    >>> at = datetime(2024, 11, 28, 9, tzinfo=UTC)
    >>> post = LinkInput("doc_a", "t.me/новини", news, at, "https://t.me/novyny/7")
    >>> page = LinkInput("doc_b", "сайт.укр", news, at + timedelta(hours=2), links=("https://t.me/novyny/7",))
    >>> [(step.source_id, step.evidence) for step in chain_of("doc_b", find_copies([page, post]), [page, post])]
    [('t.me/новини', ('first-seen',)), ('сайт.укр', ('links-to-original', 'names-source'))]
    """
    links = list(links)
    group = copy_group(document_id, links)
    by_copy = {link.document_id: link for link in links if link.document_id in group}
    members = [document for document in documents if document.document_id in group]
    said = {(one.document_id, one.after_id): one.evidence for one in directions}
    steps = [_step(document, by_copy.get(document.document_id), said) for document in members]
    return sorted(steps, key=lambda step: (step.after_id is not None, *_moment(step), step.document_id))


def copy_group(document_id: str, links: Iterable[Link]) -> frozenset[str]:
    """Documents that links join to this one, itself included."""
    neighbours: dict[str, set[str]] = {}
    for link in links:
        neighbours.setdefault(link.document_id, set()).add(link.original_id)
        neighbours.setdefault(link.original_id, set()).add(link.document_id)
    group = {document_id}
    ahead = [document_id]
    while ahead:
        for name in neighbours.get(ahead.pop(), ()):
            if name not in group:
                group.add(name)
                ahead.append(name)
    return frozenset(group)


def _moment(step: Step) -> tuple[bool, float]:
    """Undated last."""
    return step.published_at is None, step.published_at.timestamp() if step.published_at else 0.0


def _step(document: LinkInput, link: Link | None, said: Mapping[tuple[str, str], tuple[Evidence, ...]]) -> Step:
    """A member of the group; without a link it is where the chain begins."""
    more = said.get((link.document_id, link.original_id), ()) if link else ()
    told = tuple(name for name in _DIRECTION if link and name in (*link.reasons, *more))
    return Step(
        document_id=document.document_id,
        source_id=document.source_id,
        published_at=document.published_at,
        after_id=link.original_id if link else None,
        lag_s=link.lag_s if link else None,
        score=link.score if link else 1.0,
        evidence=told or (("later",) if link else ("first-seen",)),
    )
