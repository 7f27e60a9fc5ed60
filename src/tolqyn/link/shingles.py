"""Runs of words as sets, and how much of one set lies in another."""

from dataclasses import dataclass

import numpy as np
from numba import njit

from tolqyn.link.words import I32, I64, SOLITARY, U8, U32, U64, Words


@dataclass(frozen=True, slots=True)
class Cores:
    """Words of n texts without boilerplate: text `i` has `first[i]:first[i + 1]` and `sizes[i]` distinct shingles."""

    hashes: U32
    flags: U8
    first: I64
    sizes: I32


def cores_of(hashes: U32, flags: U8, first: I64, core: U8, limits: tuple[int, int]) -> Cores:
    """What is left of each text, with the number of distinct shingles of `limits[0]` words.

    Texts of fewer than `limits[1]` words have none: they are compared whole. Of scripts without spaces, where a word is
    a code point, it takes two and a half times as many.
    """
    kept = core.view(np.bool_)
    compact = np.zeros(len(first), np.int64)
    np.cumsum(_counts(core, first), out=compact[1:])
    cores = (hashes[kept], flags[kept], compact)
    return Cores(*cores, sizes=_sizes(cores, limits[0], limits[1]))


def letters(words: Words, core: U8) -> I64:
    """Code points in the core words of each text; one of a script without spaces counts two.

    >>> import numpy as np
    >>> from tolqyn.link.words import words_of
    >>> letters(words_of(["Қайырлы таң", "早安"]), np.ones(4, np.uint8)).tolist()
    [10, 4]
    """
    counts: I64 = _letters(words.lengths, words.flags, words.first, core)
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]
def _letters(lengths: U8, flags: U8, first: I64, core: U8) -> I64:
    counts = np.zeros(len(first) - 1, np.int64)
    for text in range(len(counts)):
        for at in range(first[text], first[text + 1]):
            if core[at]:
                counts[text] += 2 if flags[at] & SOLITARY else lengths[at]
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]
def _counts(core: U8, first: I64) -> I64:
    """Core words of each text."""
    counts = np.zeros(len(first) - 1, np.int64)
    for text in range(len(counts)):
        for at in range(first[text], first[text + 1]):
            counts[text] += core[at]
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]
def mix(value: np.uint64, word: np.uint32) -> np.uint64:
    """The digest of a sequence and one word more: a multiply-xorshift step (constants of SplitMix64)."""
    value = (value ^ np.uint64(word)) * np.uint64(0xBF58476D1CE4E5B9) + np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(29))


@njit(cache=True)  # type: ignore[untyped-decorator]
def shingle(hashes: U32, at: int, width: int) -> np.uint64:
    """Digest of `width` words from `at` on."""
    value = np.uint64(0)
    for k in range(at, at + width):
        value = mix(value, hashes[k])
    return value


@njit(cache=True)  # type: ignore[untyped-decorator]
def distinct_shingles(hashes: U32, start: int, stop: int, width: int) -> U64:
    """Sorted distinct shingle digests of one text."""
    count = max(stop - start - width + 1, 0)
    found = np.empty(count, np.uint64)
    for k in range(count):
        found[k] = shingle(hashes, start + k, width)
    once: U64 = distinct(found)
    return once


@njit(cache=True)  # type: ignore[untyped-decorator]
def sort_in_place(values: U64) -> None:
    """Shell's sort with Ciura's gaps: texts are short, and NumPy's sorts take numba ten times as long to compile."""
    for gap in (701, 301, 132, 57, 23, 10, 4, 1):
        for at in range(gap, len(values)):
            value = values[at]
            place = at
            while place >= gap and values[place - gap] > value:
                values[place] = values[place - gap]
                place -= gap
            values[place] = value


@njit(cache=True)  # type: ignore[untyped-decorator]
def distinct(values: U64) -> U64:
    """Sorted values, each once; the array given is used up."""
    sort_in_place(values)
    kept = 0
    for value in values:
        if kept == 0 or values[kept - 1] != value:
            values[kept] = value
            kept += 1
    return values[:kept]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _sizes(cores: tuple[U32, U8, I64], width: int, least: int) -> I32:
    hashes, flags, first = cores
    sizes = np.zeros(len(first) - 1, np.int32)
    for text in range(len(sizes)):
        weight = 0
        for at in range(first[text], first[text + 1]):
            weight += 2 if flags[at] & SOLITARY else 5
        if weight >= 5 * least:
            sizes[text] = len(distinct_shingles(hashes, first[text], first[text + 1], width))
    return sizes


@njit(cache=True)  # type: ignore[untyped-decorator]
def fill_set(values: U64, table: U64, marks: I32, mark: int) -> None:
    """Put values into an open-addressing set; a slot is taken where `marks` holds `mark`, so nothing is cleared."""
    mask = len(table) - 1
    for value in values:
        slot = np.int64(value & np.uint64(mask))
        while marks[slot] == mark and table[slot] != value:
            slot = (slot + 1) & mask
        marks[slot] = mark
        table[slot] = value


@njit(cache=True)  # type: ignore[untyped-decorator]
def find_slot(value: np.uint64, table: U64, marks: I32, mark: int) -> np.int64:
    """Slot of a value in the set, -1 where it is not in it."""
    mask = len(table) - 1
    slot = np.int64(value & np.uint64(mask))
    while marks[slot] == mark:
        if table[slot] == value:
            return slot
        slot = (slot + 1) & mask
    return np.int64(-1)
