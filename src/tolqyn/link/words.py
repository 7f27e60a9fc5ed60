"""Words of many texts as numbers: what copies are compared by.

A word is a run of letters, marks and digits, folded to lower case; in scripts that do not part words by spaces
(Han, kana, Thai, Lao, Khmer, Burmese) every code point is a word, so that word shingles become code-point shingles
there. Addresses (`https://…`) are no words: the same advert carries another tracking address each time.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from numba import njit

U8 = npt.NDArray[np.uint8]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

Number = TypeVar("Number", bound=np.generic)

OTHER, LETTER, DIGIT, ALONE, IGNORED, NEWLINE, SPACE = range(7)

NUMERIC, LINE_START, SOLITARY = 1, 2, 4
"""Flags of a word: it holds a digit; it begins a line; it is one code point of a script without spaces."""

_TABLE = 0x20000
_BATCH = 4096
_SCRIPTS_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
_STRESS = (0x0300, 0x0301)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of n texts, one after the other: text `i` has `first[i]:first[i + 1]`.

    `hashes` (uint32) stand for the folded words, `starts` and `lengths` count code points of the text,
    `flags` are `NUMERIC`, `LINE_START`, `SOLITARY`.
    """

    hashes: U32
    starts: I32
    lengths: U8
    flags: U8
    first: I64


def words_of(texts: Sequence[str]) -> Words:
    """Split texts into words.

    >>> words = words_of(["Тоқаев Астанада 12 мамырда сөйледі: https://example.kz/1"])
    >>> len(words.hashes), [int(flag) & NUMERIC for flag in words.flags]
    (5, [0, 0, 1, 0, 0])
    >>> words_of(["Елка", "ёлка"]).hashes.tolist() == words_of(["елка елка"]).hashes.tolist()
    True
    """
    parts = [_batch(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)] or [_batch([])]
    hashes, starts, lengths, flags, counts = (list(column) for column in zip(*parts, strict=True))
    del parts
    first = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.concatenate(counts), out=first[1:])
    return Words(_joined(hashes), _joined(starts), _joined(lengths), _joined(flags), first)


def _joined(parts: list[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """One array; the parts are let go, so that at a million texts only one column exists twice at a time."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


def _batch(texts: Sequence[str]) -> tuple[U32, I32, U8, U8, I64]:
    """Words of a few thousand texts: arrays sized by code points are short-lived and small."""
    points, bounds = code_points(texts)
    ends = bounds[1:]
    kinds, folded = _code_points()
    hashes = np.empty(len(points), np.uint32)
    starts = np.empty(len(points), np.int32)
    lengths = np.empty(len(points), np.uint8)
    flags = np.empty(len(points), np.uint8)
    counts = _split(points, ends, kinds, folded, (hashes, starts, lengths, flags))
    total = int(counts.sum())
    return hashes[:total].copy(), starts[:total].copy(), lengths[:total].copy(), flags[:total].copy(), counts


def code_points(texts: Sequence[str]) -> tuple[U32, I64]:
    """Code points of texts, one after the other, and where each begins, with the end of the last."""
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.array([len(text) for text in texts], np.int64), out=bounds[1:])
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32), bounds


def folded_points() -> U32:
    """Folded form of each code point below U+20000."""
    return _code_points()[1]


@cache
def _code_points() -> tuple[U8, U32]:
    """Kind and folded form of each code point below U+20000; beyond lie Han and what is in no word."""
    kinds = np.zeros(_TABLE, np.uint8)
    folded = np.arange(_TABLE, dtype=np.uint32)
    for point in range(_TABLE):
        kinds[point], folded[point] = _code_point(chr(point))
    for low, high in _SCRIPTS_WITHOUT_SPACES:
        block = kinds[low : high + 1]
        block[block == LETTER] = ALONE
    for mark in _STRESS:
        kinds[mark] = IGNORED
    return kinds, folded


def _code_point(letter: str) -> tuple[int, int]:
    """Kind and folded form of one code point; digits of every script become ASCII ones, ё becomes е."""
    category = unicodedata.category(letter)
    if category == "Nd":
        return DIGIT, ord("0") + unicodedata.digit(letter)
    if category[0] in "LM" or category in ("No", "Nl"):
        kind = IGNORED if 0xFE00 <= ord(letter) <= 0xFE0F else LETTER
        lower = letter.lower()
        return kind, ord("е") if lower == "ё" else ord(lower) if len(lower) == 1 else ord(letter)
    if category == "Cf":
        return IGNORED, ord(letter)
    if letter in "\n\r\u2028\u2029":
        return NEWLINE, ord(letter)
    return (SPACE if letter.isspace() else OTHER), ord(letter)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _kind(point: np.uint32, kinds: U8) -> int:
    if point < len(kinds):
        return int(kinds[point])
    return ALONE if point < 0x40000 else OTHER


@njit(cache=True)  # type: ignore[untyped-decorator]
def _split(points: U32, ends: I64, kinds: U8, folded: U32, out: tuple[U32, I32, U8, U8]) -> I64:
    """Fill `out` with the words of each text and answer how many each has."""
    counts = np.zeros(len(ends), np.int64)
    filled = 0
    begin = 0
    for text in range(len(ends)):
        before = filled
        filled = _split_one(points[begin : ends[text]], kinds, folded, out, filled)
        counts[text] = filled - before
        begin = ends[text]
    return counts


@njit(cache=True)  # type: ignore[untyped-decorator]
def _split_one(points: U32, kinds: U8, folded: U32, out: tuple[U32, I32, U8, U8], filled: int) -> int:
    """Words of one text, written from `out[filled]` on."""
    at = 0
    line = LINE_START
    while at < len(points):
        kind = _kind(points[at], kinds)
        if kind == NEWLINE:
            line = LINE_START
        if kind not in (LETTER, DIGIT, ALONE):
            at += 1
            continue
        stop, hashed, flag = _word(points, at, kinds, folded)
        if _address(points, stop):
            at = _past_address(points, stop, kinds)
            continue
        out[0][filled] = hashed
        out[1][filled] = at
        out[2][filled] = min(stop - at, 255)
        out[3][filled] = flag | line
        line = 0
        filled += 1
        at = stop
    return filled


@njit(cache=True)  # type: ignore[untyped-decorator]
def _word(points: U32, at: int, kinds: U8, folded: U32) -> tuple[int, np.uint32, int]:
    """Where the word that begins at `at` ends, its hash (FNV-1a, finished by a multiply and a shift), its flags."""
    value = np.uint64(0xCBF29CE484222325)
    flag = 0
    stop = at
    alone = _kind(points[at], kinds) == ALONE
    while stop < len(points):
        kind = _kind(points[stop], kinds)
        if kind == IGNORED:
            stop += 1
            continue
        if kind not in (LETTER, DIGIT, ALONE) or (stop > at and (alone or kind == ALONE)):
            break
        if kind == DIGIT:
            flag |= NUMERIC
        point = folded[points[stop]] if points[stop] < len(folded) else points[stop]
        value = (value ^ np.uint64(point)) * np.uint64(0x100000001B3)
        stop += 1
    value = (value ^ (value >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return stop, np.uint32(value >> np.uint64(32)), flag | (SOLITARY if alone else 0)


@njit(cache=True)  # type: ignore[untyped-decorator]
def _address(points: U32, stop: int) -> bool:
    """Whether `://` follows."""
    return stop + 2 < len(points) and points[stop] == 58 and points[stop + 1] == 47 and points[stop + 2] == 47


@njit(cache=True)  # type: ignore[untyped-decorator]
def _past_address(points: U32, at: int, kinds: U8) -> int:
    """First code point after an address: a space, or a bracket or quotation mark that closes it."""
    while at < len(points):
        point = points[at]
        if _kind(point, kinds) in (SPACE, NEWLINE) or point in (41, 93, 62, 34, 0xBB, 0x201D):
            break
        at += 1
    return at
