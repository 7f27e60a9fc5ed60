"""Pairs of texts that may share a passage, found without comparing all with all.

Of a text with n distinct shingles, any n − ⌈t·n⌉ + 1 contain at least one that lies in every text which holds a share t
of them: so the rarest of that number are looked up in an index of all shingles, and nothing above the threshold is lost
(prefix filtering; Chaudhuri, Ganti and Kaushik 2006, here for containment). Only `reach` neighbours in time on each
side are read of one posting list, which keeps the work linear where one text is posted ten thousand times; copies of
copies are then found through their neighbours.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from tolqyn.link.shingles import Cores, distinct_shingles, fill_set, find_slot, shingle, sort_in_place
from tolqyn.link.words import I32, I64, U32, U64

NO_TIME = np.iinfo(np.int64).max
"""Time of a text whose date is unknown: it stands within every window."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Shingle width in words, least containment, window in seconds, neighbours read of one posting list."""

    width: int
    containment: float
    window: int
    reach: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of text numbers, the shorter first, and how many of its shingles they share."""

    shorter: I32
    longer: I32
    shared: I32


def pairs_of(cores: Cores, times: I64, bounds: Bounds) -> Pairs:
    """Every pair within the window that shares at least `containment` of the shorter text's shingles.

    Texts stand in order of time; `times` are seconds, `NO_TIME` for unknown (they stand last).
    """
    total = int(cores.sizes.sum())
    buckets = 1 << max((total - 1).bit_length(), 4)
    index = _index(cores.hashes, cores.first, cores.sizes, bounds.width, buckets)
    found = _pairs(
        (cores.hashes, cores.first, cores.sizes),
        index,
        times,
        (bounds.width, bounds.window, bounds.reach, int(cores.sizes.max(initial=0))),
        bounds.containment,
    )
    return Pairs(*found)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _index(hashes: U32, first: I64, sizes: I32, width: int, buckets: int) -> tuple[U32, I32]:
    """Postings of every shingle's bucket, texts in order: bucket `b` has `at[b]:at[b + 1]`; up to 2³² shingles."""
    at = np.zeros(buckets + 1, np.uint32)
    mask = np.uint64(buckets - 1)
    for text in range(len(sizes)):
        if sizes[text]:
            for value in distinct_shingles(hashes, first[text], first[text + 1], width):
                at[np.int64(value & mask) + 1] += 1
    for bucket in range(buckets):
        at[bucket + 1] += at[bucket]
    postings = np.empty(at[buckets], np.int32)
    for text in range(len(sizes)):
        if sizes[text]:
            for value in distinct_shingles(hashes, first[text], first[text + 1], width):
                place = np.int64(value & mask)
                postings[at[place]] = text
                at[place] += 1
    for bucket in range(buckets, 0, -1):
        at[bucket] = at[bucket - 1]
    at[0] = 0
    return at, postings


@njit(cache=True)  # type: ignore[untyped-decorator]
def _pairs(
    cores: tuple[U32, I64, I32], index: tuple[U32, I32], times: I64, limits: tuple[int, int, int, int], least: float
) -> tuple[I32, I32, I32]:
    """Pairs as three growing columns."""
    hashes, first, sizes = cores
    width, window, reach, largest = limits
    capacity = 4
    while capacity < 2 * largest:
        capacity *= 2
    table = np.empty(capacity, np.uint64)
    marks = np.full(capacity, -1, np.int32)
    counted = np.full(capacity, -1, np.int64)
    seen = np.full(len(sizes), -1, np.int32)
    near = np.empty(256, np.int32)
    out = np.empty((1024, 3), np.int32)
    filled = 0
    stamp = 0
    for text in range(len(sizes)):
        size = sizes[text]
        if size == 0:
            continue
        values = distinct_shingles(hashes, first[text], first[text + 1], width)
        near, count = _near(text, values, index, (sizes, times), (window, reach, least), (seen, near))
        if count == 0:
            continue
        fill_set(values, table, marks, text)
        for other in near[:count]:
            stamp += 1
            shared = _shared(hashes, first[other], first[other + 1], width, (table, marks, counted), text, stamp)
            if shared >= least * size:
                if filled == len(out):
                    grown = np.empty((2 * filled, 3), np.int32)
                    grown[:filled] = out
                    out = grown
                out[filled, 0] = text
                out[filled, 1] = other
                out[filled, 2] = shared
                filled += 1
    return out[:filled, 0].copy(), out[:filled, 1].copy(), out[:filled, 2].copy()


@njit(cache=True)  # type: ignore[untyped-decorator]
def _shared(hashes: U32, start: int, stop: int, width: int, held: tuple[U64, I32, I64], mark: int, stamp: int) -> int:
    """How many distinct values of the set the text from `start` to `stop` holds."""
    table, marks, counted = held
    shared = 0
    for at in range(start, stop - width + 1):
        slot = find_slot(shingle(hashes, at, width), table, marks, mark)
        if slot >= 0 and counted[slot] != stamp:
            counted[slot] = stamp
            shared += 1
    return shared


@njit(cache=True)  # type: ignore[untyped-decorator]
def _near(
    text: int,
    values: U64,
    index: tuple[U32, I32],
    known: tuple[I32, I64],
    limits: tuple[int, int, float],
    scratch: tuple[I32, I32],
) -> tuple[I32, int]:
    """Texts that hold one of the rarest shingles of this one, are no shorter, and stand within the window."""
    at, postings = index
    sizes, times = known
    window, reach, least = limits
    seen, near = scratch
    mask = np.uint64(len(at) - 2)
    rarest = np.empty(len(values), np.uint64)
    for k in range(len(values)):
        bucket = np.int64(values[k] & mask)
        rarest[k] = ((at[bucket + 1] - at[bucket]) << np.uint64(32)) | np.uint64(k)
    sort_in_place(rarest)
    needed = len(values) - int(np.ceil(least * len(values))) + 1
    count = 0
    seen[text] = text
    for ranked in rarest[:needed]:
        if ranked >> np.uint64(32) < 2:
            continue
        bucket = np.int64(values[np.int64(ranked & np.uint64(0xFFFFFFFF))] & mask)
        begin, end = np.int64(at[bucket]), np.int64(at[bucket + 1])
        middle = begin + np.searchsorted(postings[begin:end], text)
        low, high = max(begin, middle - reach), min(end, middle + 1 + reach)
        for place in range(low, high):
            other = postings[place]
            if seen[other] == text or sizes[other] < sizes[text]:
                continue
            if sizes[other] == sizes[text] and other > text:
                continue
            seen[other] = text
            if not within(times[text], times[other], window):
                continue
            if count == len(near):
                grown = np.empty(2 * len(near), np.int32)
                grown[:count] = near
                near = grown
            near[count] = other
            count += 1
    return near, count


@njit(cache=True)  # type: ignore[untyped-decorator]
def within(one: int, other: int, window: int) -> bool:
    """Whether two times lie within the window; an unknown time lies within every one."""
    return bool(NO_TIME in (one, other) or abs(one - other) <= window)
