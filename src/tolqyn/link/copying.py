"""What each source copies and who copies it: patterns of publication, never a statement about ownership or intent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tolqyn.link.inputs import LinkInput
from tolqyn.model.link import Link


@dataclass(frozen=True, slots=True)
class Copying:
    """One source in a set of documents.

    `original_share` is the share of its documents that go back to nothing earlier. `copies` counts, for each source,
    documents taken from it (its own repetitions under its own name), `copied_by` those that others took from here,
    both the most frequent first. `lag_s` is the median of seconds behind other sources (`None` without a dated copy).
    """

    source_id: str
    documents: int
    originals: int
    original_share: float
    copies: tuple[tuple[str, int], ...]
    copied_by: tuple[tuple[str, int], ...]
    lag_s: float | None


def copying(links: Iterable[Link], documents: Sequence[LinkInput]) -> list[Copying]:
    """How each source copies, by name of the source. Only links whose two documents are given count.

    >>> from datetime import UTC, datetime
    >>> from tolqyn.link.copies import find_copies
    >>> news = "Парламент прийняв у першому читанні закон про нову залізницю між двома великими містами країни"
    >>> at = datetime(2024, 11, 28, tzinfo=UTC)
    >>> texts = [LinkInput(f"doc_{k}", name, news, at.replace(hour=k)) for k, name in enumerate("абб")]
    >>> [(one.source_id, one.original_share, one.copies, one.lag_s) for one in copying(find_copies(texts), texts)]
    [('а', 1.0, (), None), ('б', 0.0, (('а', 2),), 5400.0)]
    """
    source = {document.document_id: document.source_id for document in documents}
    known = [link for link in links if link.document_id in source and link.original_id in source]
    copies: dict[str, Counter[str]] = {name: Counter() for name in source.values()}
    takers: dict[str, Counter[str]] = {name: Counter() for name in source.values()}
    lags: dict[str, list[float]] = {name: [] for name in source.values()}
    for link in known:
        copier, author = source[link.document_id], source[link.original_id]
        copies[copier][author] += 1
        if copier != author:
            takers[author][copier] += 1
            lags[copier] += [link.lag_s] if link.lag_s is not None else []
    totals = Counter(source.values())
    return [
        Copying(
            source_id=name,
            documents=totals[name],
            originals=totals[name] - copies[name].total(),
            original_share=1 - copies[name].total() / totals[name],
            copies=_ranked(copies[name]),
            copied_by=_ranked(takers[name]),
            lag_s=median(lags[name]) if lags[name] else None,
        )
        for name in sorted(totals)
    ]


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent first, ties by name."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
