"""Two texts side by side: what they share, where they differ, and whether their figures agree.

A form that comes every day with other figures (rates, losses, weather) shares most of its words with yesterday's and
is no copy of it. So figures decide: where *each* of two texts holds numbers that the other lacks, they report different
things, unless the numbers are few among many that agree (a corrected figure in a long reprint). Numbers that only
stand on one side are an addition or a cut, not a contradiction.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from tolqyn.link.shingles import Cores, distinct, distinct_shingles, fill_set, find_slot, shingle, sort_in_place
from tolqyn.link.words import F64, I32, I64, NUMERIC, U8, U32, U64, Flags, Words

_FIRST_WORDS = 16

_SEARCHED = 8192
"""Words from the beginning of each text in which the longest common run is looked for: the work grows with both."""

SHARED, SMALLER, LEAD, LEAD_ORIGINAL, MIDDLE, MIDDLE_ORIGINAL, TAIL, TAIL_ORIGINAL, START, START_ORIGINAL, RUN = range(
    11
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text and its original side by side.

    `containment` is the share of the smaller text's distinct shingles that both hold (of its words, in the longest run,
    where a text has too few words for shingles). `lead`, `middle`, `tail` count words before, between and after shared
    shingles, `original_*` those of the original; the longest run of common words begins at word `start` and
    `original_start` and has `run` words.
    """

    containment: float
    lead: int
    original_lead: int
    middle: int
    original_middle: int
    tail: int
    original_tail: int
    start: int
    original_start: int
    run: int


def figures_agree(cores: Cores, pairs: tuple[I32, I32], tolerance: F64, series: Flags) -> Flags:
    """For each pair of texts, whether their numbers allow that they are copies.

    The contradicting numbers may be at most the share `tolerance` (one a pair) of the numbers in the text with fewer.
    Where `series` says that the two may belong to a series, those in the first words (“Part 15”, “23–24 November”) may
    not contradict each other at all.
    """
    agreed: Flags = _agree((cores.hashes, cores.flags, cores.first), *pairs, tolerance, series)
    return agreed


@njit(cache=True)  # type: ignore[untyped-decorator]
def _numbers(hashes: U32, flags: U8, start: int, stop: int) -> U64:
    """Sorted hashes of the words that hold a digit."""
    found = np.empty(stop - start, np.uint64)
    count = 0
    for at in range(start, stop):
        if flags[at] & NUMERIC:
            found[count] = hashes[at]
            count += 1
    sort_in_place(found[:count])
    return found[:count]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _common(mine: U64, theirs: U64) -> int:
    """How many numbers two sorted lists have in common, each as often as it stands in both."""
    at, there, common = 0, 0, 0
    while at < len(mine) and there < len(theirs):
        if mine[at] == theirs[there]:
            common += 1
            at += 1
            there += 1
        elif mine[at] < theirs[there]:
            at += 1
        else:
            there += 1
    return common


@njit(cache=True)  # type: ignore[untyped-decorator]
def _agree(cores: tuple[U32, U8, I64], one: I32, other: I32, tolerance: F64, series: Flags) -> Flags:
    hashes, flags, first = cores
    agreed = np.zeros(len(one), np.bool_)
    for pair in range(len(one)):
        start, stop = first[one[pair]], first[one[pair] + 1]
        begin, end = first[other[pair]], first[other[pair] + 1]
        mine, theirs = _numbers(hashes, flags, start, stop), _numbers(hashes, flags, begin, end)
        fewer = min(len(mine), len(theirs))
        contradicting = fewer - _common(mine, theirs)
        agreed[pair] = contradicting <= tolerance[pair] * fewer
        if series[pair] and agreed[pair]:
            lead = _numbers(hashes, flags, start, min(start + _FIRST_WORDS, stop))
            their_lead = _numbers(hashes, flags, begin, min(begin + _FIRST_WORDS, end))
            same = _common(lead, their_lead)
            moved = _common(lead, theirs) == len(lead) and _common(their_lead, mine) == len(their_lead)
            agreed[pair] = moved or same == len(lead) or same == len(their_lead)
    return agreed


def compare(words: Words, core: U8, cores: Cores, pairs: tuple[I32, I32], width: int) -> list[Comparison]:
    """Each pair (text, its original) side by side; shingles are `width` words without boilerplate."""
    sizes = [cores.first[side + 1] - cores.first[side] for side in pairs]
    longest = int(max(side.max(initial=1) for side in sizes))
    rows = _compare((words.hashes, words.first, core), (cores.hashes, cores.first), *pairs, (width, longest))
    smaller = np.minimum(*sizes)
    shares = np.where(
        rows[:, SMALLER] > 0,
        rows[:, SHARED] / np.maximum(rows[:, SMALLER], 1),
        rows[:, RUN] / np.maximum(smaller, 1),
    )
    return [Comparison(share, *row) for share, row in zip(shares.tolist(), rows[:, LEAD:].tolist(), strict=True)]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _compare(
    words: tuple[U32, I64, U8], cores: tuple[U32, I64], texts: I32, originals: I32, limits: tuple[int, int]
) -> I32:
    rows = np.zeros((len(texts), 11), np.int32)
    width, longest = limits
    capacity = 4
    while capacity < 2 * longest:
        capacity *= 2
    table = np.empty(capacity, np.uint64)
    marks = np.full(capacity, -1, np.int32)
    hashes, first = cores
    for pair in range(len(texts)):
        text, original = texts[pair], originals[pair]
        row = rows[pair]
        mine = hashes[first[text] : first[text + 1]]
        theirs = hashes[first[original] : first[original + 1]]
        own = distinct_shingles(mine, 0, len(mine), width)
        fill_set(own, table, marks, 2 * pair)
        covered_original, row[SHARED] = _cover(theirs, width, table, marks, 2 * pair)
        others = distinct_shingles(theirs, 0, len(theirs), width)
        fill_set(others, table, marks, 2 * pair + 1)
        covered, _ = _cover(mine, width, table, marks, 2 * pair + 1)
        row[SMALLER] = min(len(own), len(others))
        row[LEAD], row[MIDDLE], row[TAIL] = _gaps(covered)
        row[LEAD_ORIGINAL], row[MIDDLE_ORIGINAL], row[TAIL_ORIGINAL] = _gaps(covered_original)
        row[START], row[START_ORIGINAL], row[RUN] = _longest_run(words, text, original)
    return rows


@njit(cache=True)  # type: ignore[untyped-decorator]
def _cover(hashes: U32, width: int, table: U64, marks: I32, mark: int) -> tuple[U8, int]:
    """Which words lie in a shingle of the set, and how many distinct shingles of the set there are."""
    covered = np.zeros(len(hashes), np.uint8)
    found = np.empty(len(hashes), np.uint64)
    count = 0
    for at in range(len(hashes) - width + 1):
        slot = find_slot(shingle(hashes, at, width), table, marks, mark)
        if slot >= 0:
            covered[at : at + width] = 1
            found[count] = slot
            count += 1
    return covered, len(distinct(found[:count]))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _gaps(covered: U8) -> tuple[int, int, int]:
    """Words before the first covered one, between covered ones, after the last."""
    lead, tail, total = 0, 0, 0
    for word in covered:
        total += word
        tail = 0 if word else tail + 1
        if total == 0:
            lead += 1
    return lead, (len(covered) - lead - tail - total if total else 0), tail


@njit(cache=True)  # type: ignore[untyped-decorator]
def _longest_run(words: tuple[U32, I64, U8], text: int, original: int) -> tuple[int, int, int]:
    """First word in each text and length of the longest run of words that both hold outside their boilerplate."""
    hashes, first, core = words
    start, there = first[text], first[original]
    size = min(first[original + 1] - there, _SEARCHED)
    before = np.zeros(size + 1, np.int32)
    best, best_at, best_there = 0, 0, 0
    for at in range(min(first[text + 1] - start, _SEARCHED)):
        diagonal = 0
        for k in range(size):
            kept = before[k + 1]
            if hashes[start + at] == hashes[there + k] and core[start + at] and core[there + k]:
                before[k + 1] = diagonal + 1
                if diagonal + 1 > best:
                    best, best_at, best_there = diagonal + 1, at - diagonal, k - diagonal
            else:
                before[k + 1] = 0
            diagonal = kept
    return best_at, best_there, best
