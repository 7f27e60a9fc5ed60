"""What a text is about, as weighted word beginnings: the sparse half of comparing two reports of one event.

A stem is the first five letters of a word, which does for every language with spaces what a dictionary does for one; in
scripts without spaces it is two neighbouring code points. Only the headline and the lead are read, the headline three
times over, since that is where a report says what it is about. A stem's weight falls with the number of *earlier*
documents that hold it, so that a document added later changes nothing about those before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from tolqyn.link.words import I32, I64, LINE_START, NUMERIC, SOLITARY, U8, U32, code_points, folded_points

F32 = npt.NDArray[np.float32]

LETTERS = 5
LEAD = 64
HEADLINE = 24
_EMPHASIS = 3.0
_PRIOR = 200.0
_PRIOR_SHARE = np.array([0.02, 0.25, 0.2, 0.1, 0.03, 0.004, 0.004, 0.004])
"""Share of documents that is supposed to hold a stem of 0 to 7 letters before any were counted: short words are
function words in every alphabet. It weighs as much as `_PRIOR` documents."""


@dataclass(frozen=True, slots=True)
class Stems:
    """Stems of n texts: text `i` has `first[i]:first[i + 1]` of the sorted `terms` and their `weights` (norm 1).

    `heads` (same bounds) is 1 where the stem stands in the headline, `numbers` where it is one with digits.
    """

    terms: U32
    weights: F32
    heads: U8
    numbers: U8
    first: I64


def stems_of(texts: Sequence[str], parts: tuple[I32, U8, U8, I64], core: U8) -> Stems:
    """Weighted stems of texts in order of time; `parts` are starts, lengths, flags and bounds of their words.

    >>> from tolqyn.link.words import words_of
    >>> texts = ["Тоқаев Астанада сөйледі", "Токаев выступил в Астане", "Тоқаев Астанаға оралды"]
    >>> words = words_of(texts)
    >>> stems = stems_of(texts, (words.starts, words.lengths, words.flags, words.first), np.ones(10, np.uint8))
    >>> [round(float(found), 1) for found in overlaps(stems, np.array([2, 2]), np.array([0, 1]))]
    [0.6, 0.3]
    """
    batches = [_batch(texts, at, min(at + 4096, len(texts)), parts, core) for at in range(0, len(texts), 4096)]
    if not texts:
        return weighted(np.empty(0, np.uint32), np.empty(0, np.float32), np.empty(0, np.int64))
    terms, counts, kinds, sizes = zip(*batches, strict=True)
    found = weighted(np.concatenate(terms), np.concatenate(counts), np.concatenate(sizes))
    kind: U8 = np.concatenate(kinds)
    heads, numbers = (kind & 1).astype(np.uint8), (kind >> 1).astype(np.uint8)
    return Stems(found.terms, found.weights, heads, numbers, found.first)


def weighted(terms: U32, counts: F32, sizes: I64) -> Stems:
    """Weights of sorted terms, `sizes[i]` of them in text `i`, texts in order of time."""
    first = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=first[1:])
    distinct, numbered = np.unique(terms, return_inverse=True)
    weights = _weigh(numbered.astype(np.int32), terms, counts, first, len(distinct), _PRIOR_SHARE)
    nothing = np.zeros(len(terms), np.uint8)
    return Stems(terms, weights, nothing, nothing, first)


def overlaps(stems: Stems, one: I32, other: I32) -> F32:
    """Cosine of each pair of texts."""
    found: F32 = _overlaps(stems.terms, stems.weights, stems.first, one, other)
    return found


def _batch(
    texts: Sequence[str], begin: int, end: int, parts: tuple[I32, U8, U8, I64], core: U8
) -> tuple[U32, F32, U8, I64]:
    """Sorted distinct stems of some texts, with counts."""
    points, offsets = code_points(texts[begin:end])
    starts, lengths, flags, first = parts
    return _count(points, offsets, folded_points(), (starts, lengths, flags, core), first[begin : end + 1])  # type: ignore[no-any-return]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _stem(points: U32, start: int, length: int, folded: U32) -> np.uint32:
    """Hash of the first letters; its three lowest bits say how many there are."""
    value = np.uint64(0xCBF29CE484222325)
    used = 0
    for at in range(start, min(start + length, len(points))):
        if used == LETTERS:
            break
        point = folded[points[at]] if points[at] < len(folded) else points[at]
        if point in (0x300, 0x301):
            continue
        value = (value ^ np.uint64(point)) * np.uint64(0x100000001B3)
        used += 1
    value = (value ^ (value >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return np.uint32((value >> np.uint64(32)) & np.uint64(0xFFFFFFF8)) | np.uint32(used)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _count(
    points: U32, offsets: I64, folded: U32, words: tuple[I32, U8, U8, U8], first: I64
) -> tuple[U32, F32, U8, I64]:
    starts, lengths, flags, core = words
    texts = len(first) - 1
    room = texts * LEAD
    terms, counts, kinds = np.empty(room, np.uint32), np.empty(room, np.float32), np.empty(room, np.uint8)
    sizes = np.zeros(texts, np.int64)
    filled = 0
    own, weight, kind = np.empty(LEAD, np.uint32), np.empty(LEAD, np.float32), np.empty(LEAD, np.uint8)
    for text in range(texts):
        read, lines = 0, 0
        for at in range(first[text], first[text + 1]):
            if read == LEAD:
                break
            if flags[at] & LINE_START and read:
                lines += 1
            if not core[at]:
                continue
            length = int(lengths[at])
            if flags[at] & SOLITARY and at + 1 < first[text + 1] and flags[at + 1] & SOLITARY:
                length = starts[at + 1] + lengths[at + 1] - starts[at]
            own[read] = _stem(points, offsets[text] + starts[at], length, folded)
            headed = lines == 0 and read < HEADLINE
            weight[read] = _EMPHASIS if headed else 1.0
            kind[read] = (1 if headed else 0) | (2 if flags[at] & NUMERIC else 0)
            read += 1
        before = filled
        for at in np.argsort(own[:read]):
            if filled > before and terms[filled - 1] == own[at]:
                counts[filled - 1] += weight[at]
                kinds[filled - 1] |= kind[at]
            else:
                terms[filled], counts[filled], kinds[filled] = own[at], weight[at], kind[at]
                filled += 1
        sizes[text] = filled - before
    return terms[:filled].copy(), counts[:filled].copy(), kinds[:filled].copy(), sizes


@njit(cache=True)  # type: ignore[untyped-decorator]
def _weigh(numbered: I32, terms: U32, counts: F32, first: I64, distinct: int, prior: npt.NDArray[np.float64]) -> F32:
    """(1 + ln count) times the logarithm of how rare the stem was among the documents up to this one."""
    held = np.zeros(distinct, np.int32)
    weights = np.empty(len(terms), np.float32)
    for text in range(len(first) - 1):
        square = 0.0
        for at in range(first[text], first[text + 1]):
            held[numbered[at]] += 1
            supposed = _PRIOR * prior[terms[at] & np.uint32(7)]
            rarity = np.log((text + 2 + _PRIOR) / (held[numbered[at]] + supposed))
            weights[at] = (1 + np.log(counts[at])) * max(rarity, 0.01)
            square += weights[at] ** 2
        norm = np.sqrt(square) if square > 0 else 1.0
        for at in range(first[text], first[text + 1]):
            weights[at] /= norm
    return weights


@njit(cache=True)  # type: ignore[untyped-decorator]
def overlap(terms: U32, weights: F32, first: I64, one: int, other: int) -> float:
    """Cosine of two texts by merging their sorted stems."""
    at, there = first[one], first[other]
    total = 0.0
    while at < first[one + 1] and there < first[other + 1]:
        if terms[at] == terms[there]:
            total += weights[at] * weights[there]
            at += 1
            there += 1
        elif terms[at] < terms[there]:
            at += 1
        else:
            there += 1
    return total


@njit(cache=True)  # type: ignore[untyped-decorator]
def _overlaps(terms: U32, weights: F32, first: I64, one: I32, other: I32) -> F32:
    found = np.empty(len(one), np.float32)
    for pair in range(len(one)):
        found[pair] = overlap(terms, weights, first, one[pair], other[pair])
    return found
