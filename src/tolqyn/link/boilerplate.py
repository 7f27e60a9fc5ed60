"""What a source repeats under or over everything it publishes: left out before texts are compared.

A line or a run of words counts as boilerplate of a source where it stands in many of its *different* texts. An advert
that is posted a hundred times is one text, so it stays what it is: a text that is copied.
"""

from itertools import pairwise

import numpy as np
from numba import njit

from tolqyn.link.words import I64, LINE_START, U8, U32, U64, Words

_SAMPLE = 2000
_LINE_SALT = np.uint64(0x9E3779B97F4A7C15)


def core_of(words: Words, sources: I64, share: float, least: int, width: int) -> U8:
    """1 for each word that counts, 0 for boilerplate; `sources` numbers the source of each text.

    A line or a shingle of `width` words is boilerplate where it stands in at least `least` texts and `share` of the
    different texts of its source (of two thousand of them, chosen by hash, where there are more).
    """
    core = np.ones(len(words.hashes), np.uint8)
    digests = text_digests(words.hashes, core, words.first)
    order = np.argsort(sources, kind="stable")
    bounds = np.flatnonzero(np.diff(sources[order], prepend=-1, append=-1))
    for start, stop in pairwise(bounds):
        texts = order[start:stop]
        kept = _sample(texts, digests)
        needed = max(least, int(np.ceil(share * len(kept))))
        if len(kept) >= needed:
            recurring = _recurring(words.hashes, words.flags, words.first, kept, (width, needed))
            _mark((words.hashes, words.flags, words.first), texts, recurring, width, core)
    return core


def _sample(texts: I64, digests: U64) -> I64:
    """One text of each digest, at most `_SAMPLE`: the lowest digests, whatever the order of the input."""
    distinct, at = np.unique(digests[texts], return_index=True)
    return np.asarray(texts[at[: min(len(distinct), _SAMPLE)]])


@njit(cache=True)  # type: ignore[untyped-decorator]
def text_digests(hashes: U32, core: U8, first: I64) -> U64:
    """One number for the sequence of core words of each text; 0 where there is none."""
    digests = np.zeros(len(first) - 1, np.uint64)
    for text in range(len(first) - 1):
        value = np.uint64(0)
        for at in range(first[text], first[text + 1]):
            if core[at]:
                value = mix(value, hashes[at])
        digests[text] = value
    return digests


@njit(cache=True)  # type: ignore[untyped-decorator]
def mix(value: np.uint64, word: np.uint32) -> np.uint64:
    """The digest of a sequence and one word more: a multiply-xorshift step (constants of SplitMix64)."""
    value = (value ^ np.uint64(word)) * np.uint64(0xBF58476D1CE4E5B9) + np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(29))


@njit(cache=True)  # type: ignore[untyped-decorator]
def _line_end(flags: U8, at: int, stop: int) -> int:
    """Where the line that begins at `at` ends."""
    at += 1
    while at < stop and not flags[at] & LINE_START:
        at += 1
    return at


@njit(cache=True)  # type: ignore[untyped-decorator]
def _run(hashes: U32, start: int, stop: int, salt: np.uint64) -> np.uint64:
    value = salt
    for at in range(start, stop):
        value = mix(value, hashes[at])
    return value


@njit(cache=True)  # type: ignore[untyped-decorator]
def _units(hashes: U32, flags: U8, start: int, stop: int, width: int) -> U64:
    """Distinct digests of the lines and shingles of one text."""
    found = np.empty(2 * (stop - start) + 1, np.uint64)
    count = 0
    at = start
    while at < stop:
        end = _line_end(flags, at, stop)
        found[count] = _run(hashes, at, end, _LINE_SALT)
        count += 1
        at = end
    for at in range(start, stop - width + 1):
        found[count] = _run(hashes, at, at + width, np.uint64(0))
        count += 1
    return np.unique(found[:count])


@njit(cache=True)  # type: ignore[untyped-decorator]
def _recurring(hashes: U32, flags: U8, first: I64, texts: I64, limits: tuple[int, int]) -> U64:
    """Sorted digests of lines and shingles that stand in at least `limits[1]` of the texts."""
    total = 0
    for text in texts:
        total += 2 * (first[text + 1] - first[text]) + 1
    found = np.empty(total, np.uint64)
    count = 0
    for text in texts:
        units = _units(hashes, flags, first[text], first[text + 1], limits[0])
        found[count : count + len(units)] = units
        count += len(units)
    found = np.sort(found[:count])
    kept = 0
    at = 0
    while at < count:
        end = at + 1
        while end < count and found[end] == found[at]:
            end += 1
        if end - at >= limits[1]:
            found[kept] = found[at]
            kept += 1
        at = end
    return found[:kept].copy()


@njit(cache=True)  # type: ignore[untyped-decorator]
def _holds(sorted_values: U64, value: np.uint64) -> bool:
    at = np.searchsorted(sorted_values, value)
    return bool(at < len(sorted_values) and sorted_values[at] == value)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _mark(words: tuple[U32, U8, I64], texts: I64, recurring: U64, width: int, core: U8) -> None:
    """Set `core` to 0 for every word of a recurring line or shingle of these texts."""
    hashes, flags, first = words
    if len(recurring) == 0:
        return
    for text in texts:
        start, stop = first[text], first[text + 1]
        at = start
        while at < stop:
            end = _line_end(flags, at, stop)
            if _holds(recurring, _run(hashes, at, end, _LINE_SALT)):
                core[at:end] = 0
            at = end
        for at in range(start, stop - width + 1):
            if _holds(recurring, _run(hashes, at, at + width, np.uint64(0))):
                core[at : at + width] = 0
