"""What copies are held against: all pairs by brute force, on the texts as they are published.

Nothing of `tolqyn.link` is used here: words are what `\\w+` finds in the lower-cased text, footers and addresses
included; two posts are a pair where more than .6 of the word 5-grams of the one that has fewer stand in the other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from tolqyn.link import LinkInput

LEAST_CHARACTERS = 150
CONTAINMENT = 0.6
WIDTH = 5

_WORD = re.compile(r"\w+")

Pair = tuple[str, str]


def exact_pairs(documents: Sequence[LinkInput], window_days: float) -> dict[Pair, float]:
    """Containment of each pair of documents over 150 characters above .6 within the window, names in order."""
    chosen = [document for document in documents if len(document.reading) > LEAST_CHARACTERS]
    grams = [_grams(document.reading) for document in chosen]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, found in enumerate(grams):
        for gram in found:
            holders[gram].append(at)
    near = _near(chosen, window_days)
    found_pairs: dict[Pair, float] = {}
    for at, mine in enumerate(grams):
        shared = Counter(other for gram in mine for other in holders[gram] if other < at)
        for other, count in shared.items():
            share = count / min(len(mine), len(grams[other]))
            if share > CONTAINMENT and near(at, other):
                found_pairs[pair_of(chosen[at].document_id, chosen[other].document_id)] = share
    return found_pairs


def pair_of(one: str, other: str) -> Pair:
    """Both names in one order."""
    return (one, other) if one < other else (other, one)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + WIDTH]) for at in range(len(words) - WIDTH + 1)}


def _near(documents: Sequence[LinkInput], window_days: float):  # type: ignore[no-untyped-def]
    """Test whether two documents lie within the window; undated ones do."""
    window = timedelta(days=window_days)

    def near(one: int, other: int) -> bool:
        first, second = documents[one].published_at, documents[other].published_at
        return first is None or second is None or abs(first - second) <= window

    return near
