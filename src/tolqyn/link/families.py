"""Sources whose copying looks alike: a pattern of publication, never a statement about ownership or intent."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from tolqyn.link.inputs import LinkInput
from tolqyn.link.words import F64
from tolqyn.model.link import Link

_SURE = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Taking:
    """How one source takes over another's texts: how many, how fast, about which targets.

    `lag_s` is the median of seconds; between `lag_low_s` and `lag_high_s` it lies with 95 per cent, by the binomial
    distribution of ranks (`None` below six dated copies, where no such interval exists).
    """

    source_id: str
    from_id: str
    documents: int
    lag_s: float | None
    lag_low_s: float | None
    lag_high_s: float | None
    targets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Sources that copy the same others or one another; `shared` is the least likeness of any two."""

    sources: tuple[str, ...]
    shared: float
    documents: int


def takings(
    links: Iterable[Link], documents: Sequence[LinkInput], targets: Mapping[str, Sequence[str]]
) -> list[Taking]:
    """Every pair of sources between which texts went, by name. Only links whose two documents are given count.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2025, 5, 13, 9, tzinfo=UTC)
    >>> texts = [LinkInput("doc_a", "таң", "жаңалық", at), LinkInput("doc_b", "кеш", "жаңалық", at.replace(hour=10))]
    >>> link = Link("lnk_1", "copy", "doc_b", "doc_a", 1.0, (), 3600.0, 0, 7, 0, 7)
    >>> [(one.source_id, one.from_id, one.documents, one.lag_s) for one in takings([link], texts, {})]
    [('кеш', 'таң', 1, 3600.0)]
    """
    source = {document.document_id: document.source_id for document in documents}
    found: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        one, other = source.get(link.document_id), source.get(link.original_id)
        if one and other and one != other:
            found[one, other].append(link)
    return [_taking(pair, own, targets) for pair, own in sorted(found.items())]


def families(taken: Sequence[Taking], least: int = 5, alike: float = 0.5) -> list[Family]:
    """Groups of sources with at least `least` copies each whose copying is alike, the largest first.

    Two sources are alike by the cosine of how often they copy each other source, themselves counted as what they are
    copied for: so that a source and the one that lives on its texts are alike too. Groups are joined by average
    likeness, so that no chain of pairs makes a family.
    """
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in taken:
        rows[one.source_id][one.from_id] += one.documents
    copies = {name: row.total() for name, row in rows.items()}
    for one in taken:
        rows[one.from_id][one.from_id] += one.documents
    chosen = sorted(name for name in rows if rows[name].total() >= least)
    if len(chosen) < 2:
        return []
    likeness = _likeness(chosen, rows)
    groups = fcluster(linkage(1 - likeness[np.triu_indices(len(chosen), 1)], "average"), 1 - alike, "distance")
    found = [
        Family(
            tuple(chosen[at] for at in members),
            round(float(likeness[np.ix_(members, members)].min()), 4),
            sum(copies.get(chosen[at], 0) for at in members),
        )
        for number in sorted(set(groups.tolist()))
        if len(members := np.flatnonzero(groups == number).tolist()) > 1
    ]
    return sorted(found, key=lambda family: (-len(family.sources), family.sources))


def _taking(pair: tuple[str, str], links: Sequence[Link], targets: Mapping[str, Sequence[str]]) -> Taking:
    lags = sorted(link.lag_s for link in links if link.lag_s is not None)
    about = Counter(target for link in links for target in targets.get(link.document_id, ()))
    middle, low, high = median_interval(lags)
    ranked = tuple(sorted(about.items(), key=lambda item: (-item[1], item[0])))
    return Taking(*pair, len(links), middle, low, high, ranked)


def median_interval(values: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Median of sorted values and its 95 % interval by ranks (normal approximation of the binomial, rounded outwards).

    >>> median_interval([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    (4.0, 1.0, 7.0)
    """
    count = len(values)
    if not count:
        return None, None, None
    middle = (values[(count - 1) // 2] + values[count // 2]) / 2
    if count < 6:
        return middle, None, None
    low = max(int(count / 2 - _SURE * sqrt(count) / 2), 0)
    high = min(count - 1 - low, count - 1)
    return middle, values[low], values[high]


def _likeness(names: Sequence[str], rows: Mapping[str, Counter[str]]) -> F64:
    """Cosine of every two sources' counts, clipped to what rounding allows."""
    columns = {name: at for at, name in enumerate(sorted({key for name in names for key in rows[name]}))}
    counts = np.zeros((len(names), len(columns)))
    for at, name in enumerate(names):
        for key, count in rows[name].items():
            counts[at, columns[key]] = count
    counts /= np.linalg.norm(counts, axis=1, keepdims=True)
    return np.clip(counts @ counts.T, 0, 1)
