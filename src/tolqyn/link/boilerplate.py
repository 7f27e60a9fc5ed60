"""What a source repeats under or over everything it publishes: left out before texts are compared.

A line or a run of words counts as boilerplate of a source where it stands in many of its *different* texts. An advert
that is posted a hundred times is one text, so it stays what it is: a text that is copied.
"""

from itertools import pairwise

import numpy as np
from numba import njit

from tolqyn.link.shingles import distinct, mix
from tolqyn.link.words import I64, LINE_START, U8, U32, U64, Words

_SAMPLE = 2000


def core_of(words: Words, sources: I64, share: float, least: int, width: int) -> U8:
    """1 for each word that counts, 0 for boilerplate; `sources` numbers the source of each text.

    A line or a shingle of `width` words is boilerplate where it stands in at least `least` texts and `share` of the
    different texts of its source (of two thousand of them, chosen by hash, where there are more). A source's lines are
    left out of other sources' texts too: who takes over a post often takes its footer with it.
    """
    core = np.ones(len(words.hashes), np.uint8)
    digests = text_digests(words.hashes, core, words.first)
    order = np.argsort(sources, kind="stable")
    bounds = np.flatnonzero(np.diff(sources[order], prepend=-1, append=-1))
    parts = (words.hashes, words.flags, words.first)
    lines = [np.empty(0, np.uint64)]
    for start, stop in pairwise(bounds):
        texts = order[start:stop]
        kept = _sample(texts, digests)
        needed = max(least, int(np.ceil(share * len(kept))))
        if len(kept) >= needed:
            lines.append(_recurring(parts, kept, 0, needed))
            _mark_shingles(parts, texts, _recurring(parts, kept, width, needed), width, core)
    _mark_lines(parts, np.unique(np.concatenate(lines)), core)
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
def _units(parts: tuple[U32, U8, I64], text: int, width: int) -> U64:
    """Distinct digests of the shingles of one text, of its lines where `width` is 0."""
    hashes, flags, first = parts
    start, stop = first[text], first[text + 1]
    found = np.empty(stop - start, np.uint64)
    count = 0
    at = start
    while at < stop:
        end = at + width if width else _line_end(flags, at, stop)
        if end <= stop:
            found[count] = _run(hashes, at, end, np.uint64(0))
            count += 1
        at = at + 1 if width else end
    once: U64 = distinct(found[:count])
    return once


def _recurring(parts: tuple[U32, U8, I64], texts: I64, width: int, needed: int) -> U64:
    """Sorted digests of the shingles (lines where `width` is 0) that stand in at least `needed` of the texts."""
    found, counts = np.unique(_all_units(parts, texts, width), return_counts=True)
    return np.asarray(found[counts >= needed])


@njit(cache=True)  # type: ignore[untyped-decorator]
def _all_units(parts: tuple[U32, U8, I64], texts: I64, width: int) -> U64:
    """Units of every text, each once a text."""
    total = 0
    for text in texts:
        total += parts[2][text + 1] - parts[2][text]
    found = np.empty(total, np.uint64)
    count = 0
    for text in texts:
        for unit in _units(parts, text, width):
            found[count] = unit
            count += 1
    return found[:count]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _holds(sorted_values: U64, value: np.uint64) -> bool:
    at = np.searchsorted(sorted_values, value)
    return bool(at < len(sorted_values) and sorted_values[at] == value)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _mark_shingles(parts: tuple[U32, U8, I64], texts: I64, recurring: U64, width: int, core: U8) -> None:
    """Set `core` to 0 for every word of a recurring shingle of these texts."""
    if len(recurring) == 0:
        return
    hashes, _, first = parts
    for text in texts:
        for at in range(first[text], first[text + 1] - width + 1):
            if _holds(recurring, _run(hashes, at, at + width, np.uint64(0))):
                core[at : at + width] = 0


@njit(cache=True)  # type: ignore[untyped-decorator]
def _mark_lines(parts: tuple[U32, U8, I64], recurring: U64, core: U8) -> None:
    """Set `core` to 0 for every word of a recurring line of any text."""
    if len(recurring) == 0:
        return
    hashes, flags, first = parts
    for text in range(len(first) - 1):
        at, stop = first[text], first[text + 1]
        while at < stop:
            end = _line_end(flags, at, stop)
            if _holds(recurring, _run(hashes, at, end, np.uint64(0))):
                core[at:end] = 0
            at = end
