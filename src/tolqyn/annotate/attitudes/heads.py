"""What the model says of a sentence: the same sums as its training made, on the encoder's states, in NumPy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tolqyn.annotate.attitudes.modelfile import Floats

_PARTS = 4
"""Into how many parts a target's attention to its sentence is split."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one target: `attitude` (3) against, neither, for; `pooled` (4) author against, for, somebody
    unknown against, for; for each token whether it is a `holder`, part of an `expression`, or a holder as RuSentRel
    means it (`related`), each (tokens, 3)."""

    attitude: Floats
    pooled: Floats
    holder: Floats
    expression: Floats
    related: Floats


def judge(heads: Mapping[str, Floats], states: Floats, targets: Sequence[Sequence[int]]) -> list[Judged]:
    """Judge targets, each given by its tokens, in one sentence's states (tokens, width)."""
    if not targets:
        return []
    token = linear(heads, "token", states)
    found = []
    for tokens in targets:
        own, whole = _whole(heads, states, tokens)
        pairs = linear(heads, "pair", np.tanh(token + linear(heads, "aim", own))).reshape(-1, 3, 3)
        chances = _softmax(pairs)
        pooled = (1 / (1 + np.exp(-linear(heads, "pooled", whole)))).astype(np.float32)
        attitude = _softmax(linear(heads, "attitude", whole))
        found.append(Judged(attitude, pooled, chances[:, 0], chances[:, 1], chances[:, 2]))
    return found


def attitude(heads: Mapping[str, Floats], states: Floats, tokens: Sequence[int]) -> Floats:
    """Probabilities that the attitude towards a marked target is against, neither, for."""
    return _softmax(linear(heads, "attitude", _whole(heads, states, tokens)[1]))


def aimed_at(heads: Mapping[str, Floats], states: Floats) -> Floats:
    """For each token, whether it names a target that somebody is against, nobody minds, somebody is for (tokens, 3)."""
    return _softmax(linear(heads, "targets", states))


def linear(heads: Mapping[str, Floats], name: str, values: Floats) -> Floats:
    """A matrix product with its bias."""
    found: Floats = values @ heads[f"{name}.w"].T + heads[f"{name}.b"]
    return found


def _whole(heads: Mapping[str, Floats], states: Floats, tokens: Sequence[int]) -> tuple[Floats, Floats]:
    """A target's own mean state; and beside it the sentence's mean, its first token and what the target attends to."""
    own: Floats = states[list(tokens)].mean(axis=0)
    seen = _seen(linear(heads, "query", own), linear(heads, "key", states), linear(heads, "value", states))
    return own, np.concatenate([own, states.mean(axis=0), states[0], seen])


def _seen(query: Floats, key: Floats, value: Floats) -> Floats:
    """What a target attends to in its sentence."""
    width = query.shape[-1] // _PARTS
    scores = np.einsum("pw,lpw->pl", query.reshape(_PARTS, width), key.reshape(-1, _PARTS, width)) / np.sqrt(width)
    found: Floats = np.einsum("pl,lpw->pw", _softmax(scores), value.reshape(-1, _PARTS, width)).reshape(-1)
    return found


def _softmax(values: Floats) -> Floats:
    shifted = np.exp(values - values.max(axis=-1, keepdims=True))
    found: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return found
