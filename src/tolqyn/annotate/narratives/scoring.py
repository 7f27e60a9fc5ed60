"""From how alike a passage and a message are to a score and a verdict."""

import math
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of a passage and a message.

    `apart` is the cosine of their vectors above the mean cosine of the passage with every sentence of the catalogue,
    `margin` above that of what only looks like the message; `whole` and `least` as in `words.Cover`; `cued` says that
    every group of the message's cues is held; `named` where whom the message is about is named.
    """

    apart: float
    margin: float
    whole: float
    least: float
    cued: bool
    named: Literal["here", "near"]
    denied: bool


BIAS, BY_APART, BY_LEAST = -3.3, 2.9, 8.1
"""A logistic regression on 94 passages of the Telegram stream that held all cues of a message and were read by hand
(`evaluation/narratives/judged.tsv`, part `fit`). Its other candidates, `whole`, `margin` and length, added nothing."""

MATCH, UNSURE = 0.6, 0.4
"""Above .6, seven in ten of those passages carried the message, above .3 five and a half."""

_NEARER_TO_OTHER = -0.04
"""Below this, what only looks like the message is clearly nearer; between it and 0 right and wrong were mixed."""

_UNCUED = {"apart": 0.25, "whole": 0.58, "least": 0.50}
"""Without cues, as alike as this is unsure: of 110 passages nearest by words, four in ten as alike carried it."""


def score(like: Likeness) -> float:
    """Calibrated on judged passages that hold the cues: about the share of such passages that carry the message."""
    return 1 / (1 + math.exp(-(BIAS + BY_APART * like.apart + BY_LEAST * like.least)))


def verdict(like: Likeness) -> Literal["match", "unsure"] | None:
    """`match` only with the cues, the target named in the passage, nothing that denies it, and nothing unlike nearer.

    >>> verdict(Likeness(0.3, 0.1, 0.5, 0.45, cued=True, named="here", denied=True))
    'unsure'
    """
    if not like.cued:
        return "unsure" if all(getattr(like, name) >= least for name, least in _UNCUED.items()) else None
    found = score(like)
    if found < UNSURE:
        return None
    doubtful = like.denied or like.named == "near" or like.margin < _NEARER_TO_OTHER
    return "unsure" if doubtful or found < MATCH else "match"
