"""Each document to the story of an earlier one, or to a story of its own: one pass in order of time.

A document follows the earlier one with which it most probably reports one event, if it also resembles the first
document of that story enough: a story that could only grow by its latest turn would drift to anywhere. All statistics
look back only, so that documents added later change no decision about earlier ones.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from tolqyn.link.stems import F32, overlap
from tolqyn.link.votes import ACROSS, MOST_APART, Side, weights
from tolqyn.link.words import I32, I64, U8, U32

_COLUMNS = ("bias", "words", "meaning", "figures", "names", "apart")


@dataclass(frozen=True, slots=True)
class Bars:
    """Least probability for following a document, for resembling a story's first, for merging two stories."""

    follow: float
    resemble: float
    merge: float


@dataclass(frozen=True, slots=True)
class Assigned:
    """For each text the first text of its story, the one that it followed (−1 for none) and the probability.

    `merges` has a row (first of the older story, first of the younger, text that showed it) for each merge.
    """

    story: I32
    after: I32
    score: F32
    merges: I32


def assign(side: Side, pairs: tuple[I32, I32, F32], bars: Bars) -> Assigned:
    """Stories from scored (later, earlier) pairs, which are sorted by later."""
    table = np.array([[weights()[kind].get(name, 0.0) for name in _COLUMNS] for kind in ("both", "words", "meaning")])
    table[2, 0] += ACROSS
    scoring = (
        (side.stems.terms, side.stems.weights, side.stems.numbers, side.stems.first),
        (side.vectors, side.rows, side.languages, side.times),
        table,
    )
    count = len(side.times)
    bounds = np.searchsorted(pairs[0], np.arange(count + 1)).astype(np.int64)
    story, after, score, merges = _assign(pairs[1], pairs[2], bounds, scoring, (bars.follow, bars.resemble, bars.merge))
    return Assigned(story, after, score, merges)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _root(parent: I32, text: int) -> int:
    while parent[text] != text:
        text = parent[text]
    return text


@njit(cache=True)  # type: ignore[untyped-decorator]
def _differing(terms: U32, numbers: U8, first: I64, one: int, other: int) -> float:
    """As `votes._contradictions`, for one pair."""
    at, stop, there, end = first[one], first[one + 1], first[other], first[other + 1]
    mine, theirs, common = 0, 0, 0
    for k in range(at, stop):
        mine += numbers[k]
    for k in range(there, end):
        theirs += numbers[k]
    if mine == 0 or theirs == 0:
        return 0.0
    while at < stop and there < end:
        if terms[at] == terms[there]:
            common += numbers[at]
            at += 1
            there += 1
        elif terms[at] < terms[there]:
            at += 1
        else:
            there += 1
    return (min(mine, theirs) - common) / min(mine, theirs)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _probability(
    scoring: tuple[tuple[U32, F32, U8, I64], tuple[F32, I64, I32, I64], npt.NDArray[np.float64]], one: int, other: int
) -> float:
    """Probability of a pair by the same weights as `votes.scores_of`; names are left to the candidates' scores."""
    terms, weight, numbers, first = scoring[0]
    vectors, rows, languages, times = scoring[1]
    worded = languages[one] == languages[other] or languages[one] < 0 or languages[other] < 0
    meant = rows[one] >= 0 and rows[other] >= 0
    if not worded and not meant:
        return 0.0
    chosen = scoring[2][0 if worded and meant else 1 if worded else 2]
    odds = chosen[0]
    if worded:
        odds += chosen[1] * np.sqrt(max(overlap(terms, weight, first, one, other), 0.0))
    if meant:
        nearness = 0.0
        for k in range(vectors.shape[1]):
            nearness += vectors[rows[one], k] * vectors[rows[other], k]
        odds += chosen[2] * nearness
    odds += chosen[3] * _differing(terms, numbers, first, one, other)
    odds += chosen[5] * min(abs(times[one] - times[other]) / 86_400, MOST_APART)
    return float(1 / (1 + np.exp(-odds)))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _assign(
    earlier: I32,
    scores: F32,
    bounds: I64,
    scoring: tuple[tuple[U32, F32, U8, I64], tuple[F32, I64, I32, I64], npt.NDArray[np.float64]],
    bars: tuple[float, float, float],
) -> tuple[I32, I32, F32, I32]:
    count = len(bounds) - 1
    parent = np.arange(count).astype(np.int32)
    after, score = np.full(count, -1, np.int32), np.ones(count, np.float32)
    merges = np.empty((count, 3), np.int32)
    merged = 0
    for text in range(count):
        begin, end = bounds[text], bounds[text + 1]
        joined = -1
        for place in np.argsort(-scores[begin:end]):
            if scores[begin + place] < (bars[0] if joined < 0 else bars[2]):
                break
            head = _root(parent, earlier[begin + place])
            if head == joined:
                continue
            near = scores[begin + place] if head == earlier[begin + place] else _probability(scoring, text, head)
            if joined < 0 and near >= bars[1]:
                joined = head
                parent[text] = head
                after[text], score[text] = earlier[begin + place], scores[begin + place]
            elif joined >= 0 and near >= bars[2] and _probability(scoring, head, joined) >= bars[2]:
                older, younger = min(head, joined), max(head, joined)
                parent[younger] = older
                merges[merged] = (older, younger, text)
                merged += 1
                joined = older
    story = np.empty(count, np.int32)
    for text in range(count):
        story[text] = _root(parent, text)
    return story, after, score, merges[:merged].copy()
