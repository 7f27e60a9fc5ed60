"""Words of a text as the encoder sees them in their sentence, and how far one text's words cover another's.

A mean over a sentence says what it is about; whether it says *this* of it shows in the words. Each word of a message
looks for its nearest word in a passage (as in late interaction, Khattab & Zaharia 2020), rare words weigh more, and
the words that found least are looked at by themselves: of “the West prepares a coup” a protest lacks the West.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder import Centring, Encoder

Floats = NDArray[np.float32]

_WORD = re.compile(r"\w+(?:[-’'ʼ]\w+)*")
_COMMON = 6.5
"""Rarity below which a word carries no content: prepositions, pronouns, auxiliaries (probability above 1 in 700)."""

_LEAST = 3
"""The words that found least are one in so many."""


@dataclass(frozen=True, slots=True)
class Words:
    """Content words: unit vectors `float32[words, 384]` and rarities `float32[words]`."""

    vectors: Floats
    rarities: Floats


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a message is covered, -1 to 1: all its words by rarity, and the third of them that found least."""

    whole: float
    least: float


def words_of(
    text: str, language: str | None, encoder: Encoder, centring: Centring, left_out: Collection[str] = ()
) -> Words:
    """Content words of a text, centred by their language; `left_out` are words, in lower case, that do not count."""
    (states,) = encoder.states([text])
    length = np.linalg.norm(states.hidden.mean(axis=0))
    hidden = states.hidden - centring.mean(language) * length
    vectors, rarities = list[Floats](), list[float]()
    for word in _WORD.finditer(text):
        inside = (states.spans[:, 0] < word.end()) & (states.spans[:, 1] > word.start())
        rarity = float(states.rarity[inside].sum())
        if inside.any() and rarity > _COMMON and word.group().lower() not in left_out:
            vector = hidden[inside].mean(axis=0)
            vectors.append(vector / max(float(np.linalg.norm(vector)), 1e-12))
            rarities.append(rarity)
    width = hidden.shape[1]
    return Words(np.array(vectors, np.float32).reshape(-1, width), np.array(rarities, np.float32))


def cover(message: Words, passage: Words) -> Cover:
    """How far a passage's words cover a message's."""
    if not len(message.vectors) or not len(passage.vectors):
        return Cover(0.0, 0.0)
    found = (message.vectors @ passage.vectors.T).max(axis=1)
    whole = float(np.average(found, weights=message.rarities))
    worst = np.sort(found)[: max(1, len(found) // _LEAST)]
    return Cover(whole, float(worst.mean()))
