"""Cues of a message: groups of beginnings of words, of each of which a passage must hold one.

Vectors of sentences tell what a passage is about and hardly whether it says this of it: on real posts the messages
nearest to “protests rage in Georgia” were all of them. Cues are the part of a message that a person can read and
correct; they are words of particular languages, so that a message without cues in a language is at most unsure there.
"""

import re
from collections.abc import Sequence
from functools import cache


def held(passage: str, groups: Sequence[str]) -> int:
    """How many groups a passage holds a cue of.

    >>> held("США устраивают в Грузии переворот", ["запад|сша=", "переворот|майдан"])
    2
    >>> held("Если переизберут", ["ес="])
    0
    """
    return sum(_pattern(group).search(passage) is not None for group in groups)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    """One expression for a group: each cue at the beginning of a word, its words apart by spaces."""
    cues = (r"\s+".join(_word(word) for word in cue.split()) for cue in group.split("|") if cue.strip())
    return re.compile(r"(?<!\w)(?:" + "|".join(cues) + ")", re.IGNORECASE)


def _word(word: str) -> str:
    whole = word.endswith("=")
    return re.escape(word.removesuffix("=")) + (r"(?!\w)" if whole else r"\w*")
