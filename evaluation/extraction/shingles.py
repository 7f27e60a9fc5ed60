"""The score of the article extraction benchmark: bags of four-grams of words.

Definition (Zyte, article-extraction-benchmark, README and published table): a text is the multiset of its runs of four
tokens, a token being a run of word characters; a text of fewer than four tokens is one run. Each page gives the shares
of common, surplus and missing runs. Precision is the mean over pages on which something was extracted, recall the mean
over pages that have a text, F1 the harmonic mean of the two means.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

_TOKEN = re.compile(r"\w+")
_RUN = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Multiset of the runs of four tokens.

    >>> shingles("Үкімет жаңа заң жобасын талқылады")[("Үкімет", "жаңа", "заң", "жобасын")]
    1
    """
    tokens = _TOKEN.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[start : start + _RUN]) for start in range(max(1, len(tokens) - _RUN + 1)))


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """Score of (true, extracted) texts.

    >>> score([("а б в г", "а б в г д"), ("е ж з и", "")])
    Score(precision=0.5, recall=0.5, f1=0.5)
    """
    precisions, recalls = [], []
    for true, extracted in pairs:
        wanted, found = shingles(true), shingles(extracted)
        common = (wanted & found).total()
        if found:
            precisions.append(common / found.total())
        if wanted:
            recalls.append(common / wanted.total())
    precision, recall = (fmean(values) if values else 0.0 for values in (precisions, recalls))
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)
