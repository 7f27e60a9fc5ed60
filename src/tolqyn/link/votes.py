"""Do two documents report one event? Each piece of evidence votes, or abstains where it knows nothing.

A vote is a number times a weight, and the votes add up to the logarithm of the odds: a model that prints. Weights were
fitted on pairs of articles that people judged (`training/links`), apart for pairs where both, only words, or only
vectors can speak: words say nothing across languages, vectors nothing where no encoder ran.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numba import njit

from tolqyn.link.stems import F32, Stems, overlaps
from tolqyn.link.words import I32, I64, U8, U32

_DAY = 86_400
MOST_APART = 8.0
"""Days beyond which it no longer matters how many: also the largest number that the weights have seen."""


ACROSS = 1.1
"""Added to the odds of pairs across languages, set by hand: one half is then reached at a cosine of .56. Of SIB-200's
translations of one sentence half lie above .50 to .75 by pair of languages, while the nearest wrong sentence lies below
.44 in 95 of 100 cases; the judged pairs hold no two languages, and would ask for .66."""


@dataclass(frozen=True, slots=True)
class Votes:
    """What each piece of evidence found, one number a pair, NaN where it abstains.

    `words`: square root of the cosine of weighted stems, which spreads the low ones. `meaning`: cosine of centred
    vectors. `figures`: numbers in the headline or lead of each that the other lacks, as a share (0 no contradiction,
    1 nothing in common). `names`: cosine of named entities, rare ones counting more. `apart`: days between the two.
    """

    words: F32
    meaning: F32
    figures: F32
    names: F32
    apart: F32


@dataclass(frozen=True, slots=True)
class Side:
    """What votes are counted from; `rows` is each text's row of `vectors` (centred, unit length), −1 for none.

    `languages` numbers each text's language, −1 for unknown, which passes as any.
    """

    stems: Stems
    names: Stems
    vectors: F32
    rows: I64
    languages: I32
    times: I64


def votes_of(side: Side, later: I32, earlier: I32) -> Votes:
    """Votes on each pair of texts."""
    one, other = side.languages[later], side.languages[earlier]
    alike = (one == other) | (one < 0) | (other < 0)
    words = np.where(alike, np.sqrt(np.maximum(overlaps(side.stems, later, earlier), 0)), np.nan).astype(np.float32)
    named = np.diff(side.names.first) > 0
    names = np.where(named[later] & named[earlier], overlaps(side.names, later, earlier), np.nan)
    apart = np.minimum(np.abs(side.times[later] - side.times[earlier]) / _DAY, MOST_APART)
    figures = _contradictions(side.stems.terms, side.stems.numbers, side.stems.first, later, earlier)
    return Votes(words, _cosines(side, later, earlier), figures, names.astype(np.float32), apart.astype(np.float32))


def _cosines(side: Side, later: I32, earlier: I32) -> F32:
    """Cosines in blocks, so that a million pairs need no gigabyte."""
    found = np.full(len(later), np.nan, np.float32)
    known = np.flatnonzero((side.rows[later] >= 0) & (side.rows[earlier] >= 0))
    for begin in range(0, len(known), 65_536):
        at = known[begin : begin + 65_536]
        mine, theirs = side.vectors[side.rows[later[at]]], side.vectors[side.rows[earlier[at]]]
        found[at] = np.einsum("ij,ij->i", mine, theirs)
    return found


@njit(cache=True)  # type: ignore[untyped-decorator]
def _contradictions(terms: U32, numbers: U8, first: I64, one: I32, other: I32) -> F32:
    """Share of the fewer numbers of a pair that the other text lacks; 0 where one holds none."""
    found = np.zeros(len(one), np.float32)
    for pair in range(len(one)):
        mine, theirs, common = 0, 0, 0
        at, stop = first[one[pair]], first[one[pair] + 1]
        there, end = first[other[pair]], first[other[pair] + 1]
        for k in range(at, stop):
            mine += numbers[k]
        for k in range(there, end):
            theirs += numbers[k]
        while at < stop and there < end:
            if terms[at] == terms[there]:
                common += numbers[at]
                at += 1
                there += 1
            elif terms[at] < terms[there]:
                at += 1
            else:
                there += 1
        fewer = min(mine, theirs)
        if fewer > 0:
            found[pair] = (fewer - common) / fewer
    return found


@cache
def weights() -> dict[str, dict[str, float]]:
    """Weights of each kind of pair, as `training/links` wrote them."""
    return tomllib.loads(files(__package__).joinpath("event_weights.toml").read_text("utf-8"))


def scores_of(votes: Votes) -> F32:
    """Probability of each pair that it reports one event; 0 where neither words nor meaning can speak.

    >>> one = np.array([0.9], np.float32)
    >>> none = np.array([np.nan], np.float32)
    >>> sure, unsure = (scores_of(Votes(w, m, one * 0, none, one * 0))[0] for w, m in ((one, one), (none, none)))
    >>> bool(sure > 0.9), float(unsure)
    (True, 0.0)
    """
    worded, meant = ~np.isnan(votes.words), ~np.isnan(votes.meaning)
    scores = np.zeros(len(votes.words), np.float32)
    for kind, chosen in (("both", worded & meant), ("words", worded & ~meant), ("meaning", ~worded & meant)):
        known = weights()[kind]
        odds = np.full(int(chosen.sum()), known["bias"] + (ACROSS if kind == "meaning" else 0), np.float64)
        for name, weight in known.items():
            if name != "bias":
                odds += weight * np.nan_to_num(getattr(votes, name)[chosen], nan=0.0)
        scores[chosen] = 1 / (1 + np.exp(-odds))
    return scores


def reasons_of(votes: Votes, at: int) -> Iterator[str]:
    """What each piece of evidence said of one pair; silence is a reason too."""
    for name in ("words", "meaning", "names"):
        value = float(getattr(votes, name)[at])
        yield f"{name}-abstain" if np.isnan(value) else f"{name}={value:.2f}"
    if votes.figures[at] > 0:
        yield f"figures-differ={float(votes.figures[at]):.2f}"
    yield f"days-apart={float(votes.apart[at]):.1f}"
