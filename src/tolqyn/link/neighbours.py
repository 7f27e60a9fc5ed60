"""Pairs that may be about one event, found without comparing all with all.

Each document asks for its nearest *earlier* documents within the window, by two roads: stems (and names, and quotes,
which are but rarer stems) through postings of its heaviest ones, of which only the latest `reach` are read; and
vectors, exactly, block against block. Work is a constant for each document by the first road, and one multiplication
for each earlier document of the window by the second: both grow with the number of documents as long as a day holds
about as many.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from tolqyn.link.stems import F32, overlap
from tolqyn.link.words import I32, I64, U32, Flags

_BLOCK = 512
_HEAVIEST = 10


@dataclass(frozen=True, slots=True)
class Reach:
    """Window in seconds; postings read of one stem; neighbours kept by each road; least cosine by vectors."""

    window: int
    postings: int = 48
    kept: int = 8
    cosine: float = 0.35


def by_stems(terms: tuple[U32, F32, I64], times: I64, chosen: Flags, reach: Reach) -> tuple[I32, I32]:
    """For each chosen text (later, earlier) pairs with those earlier ones whose stems overlap most with its own.

    `terms` are sorted stems, their weights and bounds by text; texts stand in order of time.
    """
    values, weights, first = terms
    if not len(values):
        return np.empty(0, np.int32), np.empty(0, np.int32)
    numbered = np.unique(values, return_inverse=True)[1].astype(np.int32)
    found = _by_stems(
        (values, weights, first, numbered), times, chosen, (reach.window, reach.postings, reach.kept),
        int(numbered.max()) + 1,
    )  # fmt: skip
    return found[0], found[1]


def by_vectors(vectors: F32, rows: I64, times: I64, chosen: Flags, reach: Reach) -> tuple[I32, I32]:
    """The same by cosine of unit vectors; `rows` is each text's row, −1 where it has none."""
    texts = np.flatnonzero(chosen & (rows >= 0)).astype(np.int32)
    later, earlier = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    when = times[texts]
    for begin in range(0, len(texts), _BLOCK):
        end = min(begin + _BLOCK, len(texts))
        low = int(np.searchsorted(when, when[begin] - reach.window))
        mine = vectors[rows[texts[begin:end]]]
        since = np.searchsorted(when, when[begin:end] - reach.window) - low
        near, far = _block(mine, (vectors, rows[texts[low:end]]), since, (begin - low, reach))
        later.append(texts[near + begin])
        earlier.append(texts[far + low])
    return np.concatenate(later), np.concatenate(earlier)


def _block(mine: F32, others: tuple[F32, I64], since: I64, limits: tuple[int, Reach]) -> tuple[I64, I64]:
    """Places of the nearest earlier texts of each text of one block, among the rows of its window."""
    vectors, theirs = others
    ahead, reach = limits
    best = np.full((len(mine), reach.kept), -1, np.int32)
    scores = np.full((len(mine), reach.kept), np.float32(reach.cosine))
    for begin in range(0, len(theirs), 8 * _BLOCK):
        cosines = mine @ vectors[theirs[begin : begin + 8 * _BLOCK]].T
        _keep_best(cosines, (begin, ahead), since, best, scores)
    near, place = np.nonzero(best >= 0)
    return near, best[near, place].astype(np.int64)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _keep_best(cosines: F32, places: tuple[int, int], since: I64, best: I32, scores: F32) -> None:
    """Enter what is nearer than the farthest kept, from each text's `since` on, up to its own place."""
    begin, ahead = places
    for k in range(len(cosines)):
        worst = scores[k].argmin()
        for at in range(max(since[k] - begin, 0), min(cosines.shape[1], ahead + k - begin)):
            if cosines[k, at] > scores[k, worst]:
                scores[k, worst] = cosines[k, at]
                best[k, worst] = begin + at
                worst = scores[k].argmin()


@njit(cache=True)  # type: ignore[untyped-decorator]
def _by_stems(
    terms: tuple[U32, F32, I64, I32], times: I64, chosen: Flags, limits: tuple[int, int, int], distinct: int
) -> tuple[I32, I32]:
    values, weights, first, numbered = terms
    window, postings, kept = limits
    recent = np.full((distinct, postings), -1, np.int32)
    entered = np.zeros(distinct, np.int32)
    texts = len(first) - 1
    seen = np.full(texts, -1, np.int32)
    near, score = np.empty(_HEAVIEST * postings, np.int32), np.empty(_HEAVIEST * postings, np.float32)
    later, earlier = np.empty(texts * kept, np.int32), np.empty(texts * kept, np.int32)
    filled = 0
    for text in range(texts):
        if not chosen[text]:
            continue
        count = 0
        heavy = np.argsort(-weights[first[text] : first[text + 1]])[:_HEAVIEST] + first[text]
        for at in heavy:
            term = numbered[at]
            for place in range(min(entered[term], postings)):
                other = recent[term, place]
                if seen[other] == text or times[text] - times[other] > window:
                    continue
                seen[other] = text
                near[count] = other
                score[count] = overlap(values, weights, first, text, other)
                count += 1
            recent[term, entered[term] % postings] = text
            entered[term] += 1
        for at in np.argsort(-score[:count])[:kept]:
            later[filled], earlier[filled] = text, near[at]
            filled += 1
    return later[:filled].copy(), earlier[:filled].copy()
