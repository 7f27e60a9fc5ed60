"""Tokens of a text as XLM-RoBERTa's unigram tokenizer cuts them, each with its place in the text as given.

Written here, in Python with a memory of words: a general tokenizer library needs 200 MB and 1.6 s to hold the same
quarter of a million pieces, and what it saves is a hundredth of what the network costs.
"""

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder.weights import Pieces

Ints = NDArray[np.int64]
Cut = tuple[tuple[int, int], ...]
"""Identifier and length in code points of each piece of a word."""

_SPACE = "▁"
_WORDS_REMEMBERED = 1 << 16
_LONGEST_REMEMBERED = 40
_NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Identifiers with both ends of the text (`int64[n]`), and the code points that each token covers (`int64[n, 2]`):
    -1, -1 for those outside the text, which are both ends and the prefix."""

    ids: Ints
    spans: Ints


class Tokenizer:
    """Cuts texts into pieces of the vocabulary by the best sum of scores."""

    def __init__(self, pieces: Pieces) -> None:
        self._ids = {text: at for at, text in enumerate(pieces.texts) if at not in pieces.special}
        self._scores = array("f", pieces.scores.tolist())
        self._longest = max(map(len, self._ids))
        self._unknown = (pieces.unknown, float(pieces.scores.min()) - 10)
        self._ends = (pieces.begin, pieces.end)
        self._normal = pieces.normal
        self._remembered = lru_cache(_WORDS_REMEMBERED)(self._cut)

    def tokenize(self, text: str, prefix: str = "", limit: int = 512) -> Tokens:
        """Tokens of a text behind a prefix; what does not fit into `limit` tokens is left out.

        >>> from tolqyn.annotate.encoder.weights import Weights
        >>> tokens = Tokenizer(Weights().pieces()).tokenize("Астанада қар жауды", "passage: ")
        >>> ["Астанада қар жауды"[start:stop] for start, stop in tokens.spans.tolist() if start >= 0]
        ['Астанада', 'қар', 'жау', 'ды']
        """
        whole = prefix + text
        normal, places = _normalized(whole, self._normal)
        ids, spans = [self._ends[0]], [_NOWHERE]
        for piece, start, stop in self._pieces(normal[: limit * self._longest]):
            if len(ids) == limit - 1:
                break
            ids.append(piece)
            spans.append(_span(places[start:stop], len(prefix)))
        return Tokens(np.array([*ids, self._ends[1]], np.int64), np.array([*spans, _NOWHERE], np.int64))

    def rarity(self, tokens: Tokens) -> NDArray[np.float32]:
        """Minus the logarithm of each token's probability; nothing for both ends."""
        return np.array([-self._scores[token] for token in tokens.ids.tolist()], np.float32)

    def _pieces(self, normal: str) -> Iterator[tuple[int, int, int]]:
        """Each piece with the normal characters that it covers; the space before a word is no part of it."""
        at = -1
        for word in normal.split(" "):
            cut = self._remembered if len(word) <= _LONGEST_REMEMBERED else self._cut
            begun = at + 1
            for piece, length in cut(_SPACE + word):
                yield piece, max(at, begun), max(at + length, begun)
                at += length

    def _cut(self, word: str) -> Cut:
        """Viterbi search over the pieces of one word; a character that no piece covers is one unknown token."""
        count, known, scores, longest = len(word), self._ids, self._scores, self._longest
        unknown, penalty = self._unknown
        best = [0.0] + [-1e30] * count
        came: list[tuple[int, int]] = [(0, 0)] * (count + 1)
        for start in range(count):
            for stop in range(start + 1, min(count, start + longest) + 1):
                piece = known.get(word[start:stop])
                if piece is not None and best[start] + scores[piece] > best[stop]:
                    best[stop], came[stop] = best[start] + scores[piece], (piece, start)
            if best[start] + penalty > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + penalty, (unknown, start)
        cut, stop = list[tuple[int, int]](), count
        while stop:
            piece, start = came[stop]
            cut.append((piece, stop - start))
            stop = start
        return tuple(reversed(cut))


def _normalized(text: str, normal: dict[int, str]) -> tuple[str, list[tuple[int, int]]]:
    """The text as the vocabulary spells it, and where each of its characters comes from; runs of spaces are one."""
    letters, places = list[str](), list[tuple[int, int]]()
    for start, stop in _clusters(text):
        for letter in unicodedata.normalize("NFC", text[start:stop]) if stop - start > 1 else text[start]:
            for spelt in normal.get(ord(letter), letter):
                if spelt == " " and (not letters or letters[-1] == " "):
                    continue
                letters.append(spelt)
                places.append((start, stop))
    return "".join(letters), places


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the marks that follow it; texts that are composed already have one code point each."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((at, at + 1) for at in range(len(text)))
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, at
            start = at


def _span(places: list[tuple[int, int]], prefix: int) -> tuple[int, int]:
    """Code points of the text behind a prefix that a token comes from."""
    if not places or places[-1][1] <= prefix:
        return _NOWHERE
    return max(places[0][0] - prefix, 0), places[-1][1] - prefix
