"""Verbs of saying in Kazakh: a stem of the list with endings of tense and person, and the words that belong to it."""

import re
from collections.abc import Callable
from functools import lru_cache

from tolqyn.annotate.quotes.lexicon import Cue, lexicon

_FINITE = re.compile(
    r"(?:ды|ді|ты|ті|ған|ген|қан|кен|йды|йді|ады|еді|п|ып|іп|уда|уде|мақ|мек|йтын|йтін|ыпты|іпті|пты|пті)(?:лар|лер)?"
)
_NO_CUES = frozenset(("деп", "деген", "ден", "дейтін"))
_WORDS_KEPT = 20_000


@lru_cache(_WORDS_KEPT)
def verb(low: str, before: str) -> tuple[Cue, int] | None:
    """The cue that a word is, and of how many words: “өтті” after “атап” is one of two.

    >>> verb("мәлімдеді", "")[0].lemma, verb("өтті", "атап"), verb("көпір", "")
    ('мәлімде', (Cue(kinds=frozenset({'say'}), lemma='атап өт', gender=None, plural=None, is_finite=True), 2), None)
    """
    if low in _NO_CUES:
        return None
    best: tuple[Cue, int] | None = None
    for stem, cue in lexicon("kk").cues.items():
        first, _, last = stem.rpartition(" ")
        if not low.startswith(last) or not _FINITE.fullmatch(low[len(last) :]) or first not in ("", before):
            continue
        width = 2 if first else 1
        if best is None or (width, len(last)) > (best[1], len(best[0].lemma)):
            best = cue, width
    return best


def said_at(low: Callable[[int], str], place: int) -> tuple[Cue, tuple[int, int]] | None:
    """The cue that ends at a token and its tokens, “деп” and “былай” before it included."""
    found = verb(low(place), low(place - 1))
    if found is None:
        return None
    cue, width = found
    first = place + 1 - width
    return cue, (first - 1 if low(first - 1) in ("деп", "былай") else first, place + 1)
