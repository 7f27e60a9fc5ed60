"""What the heads see of a sentence: its vector, its neighbours', its text's, and its outward form."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NEAR = 2
"""Sentences on each side that count as neighbours."""

FORM = 6
"""Numbers that describe a sentence's outward form."""


def features(vectors: Floats, sentences: Sequence[str], centre: Floats) -> Floats:
    """`float32[sentences, 3 x width + 6]` of one text's sentences in order, from their raw unit vectors.

    `centre` is the mean of the text's language: what is left says what is said, not in which language.

    >>> features(np.eye(2, 384, dtype=np.float32), ["Ел қайда барады?", "Бәрі жақсы."], np.zeros(384, np.float32)).shape
    (2, 1158)
    """
    moved = vectors - centre
    whole = np.broadcast_to(moved.mean(axis=0), moved.shape)
    near = np.stack([_near(moved, at) for at in range(len(moved))])
    form = np.array([outward(sentence) for sentence in sentences], np.float32)
    return np.concatenate([moved, near, whole, form], axis=1).astype(np.float32)


def outward(sentence: str) -> tuple[float, ...]:
    """Length by its logarithm, and whether it asks, exclaims, quotes, counts, trails off.

    >>> outward("Неужели?")[1:]
    (1.0, 0.0, 0.0, 0.0, 0.0)
    """
    signs = (
        "?" in sentence,
        "!" in sentence,
        any(mark in sentence for mark in '«“„"'),
        any(letter.isdigit() for letter in sentence),
        sentence.rstrip().endswith(("...", "…")),
    )
    return (math.log(max(1, len(sentence))), *map(float, signs))


def _near(vectors: Floats, at: int) -> Floats:
    """Mean of the neighbours' vectors; a sentence alone is its own neighbour."""
    places = [place for place in range(at - NEAR, at + NEAR + 1) if place != at and 0 <= place < len(vectors)]
    return np.asarray(vectors[places].mean(axis=0) if places else vectors[at], np.float32)
