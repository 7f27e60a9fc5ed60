"""Marks that hold a name, a title or irony, and no words of somebody."""

from functools import cache

from tolqyn.annotate.quotes.attribution import PAUSE
from tolqyn.annotate.quotes.clauses import words_in
from tolqyn.annotate.quotes.lexicon import lexicon
from tolqyn.annotate.quotes.marks import Stretch
from tolqyn.annotate.quotes.passage import Passage


def is_title(passage: Passage, one: Stretch) -> bool:
    """Whether marks hold a name: a naming noun before them and few words, or one or two capitalised words alone."""
    words = words_in(passage, (one.first, one.last))
    if words == 0:
        return True
    before = passage.low(one.first - 1)
    if words <= 6 and _names(passage, one):
        return True
    if before in passage.words.rest["naming"]["so_called"]:
        return True
    inner = [passage.tokens[place] for place in range(one.first + 1, one.last) if passage.tokens[place].is_word]
    ends = passage.tokens[one.last - 1].text in ("!", "?", "…")
    if words <= 3 and all(token.is_capital for token in inner) and not ends and passage.low(one.first - 1) != ":":
        return not _attributed(passage, one) or words > 1
    return False


def _attributed(passage: Passage, one: Stretch) -> bool:
    place = one.last + 1
    if passage.low(place) in PAUSE:
        place += 1
    return passage.is_dash(place) or (place < len(passage.tokens) and passage.cue(place) is not None)


def _names(passage: Passage, one: Stretch) -> bool:
    """Whether a noun whose proper name stands in marks is beside them: before, in Kazakh behind."""
    if passage.language == "kk":
        return passage.low(one.last + 1).startswith(_stems("kk", "after"))
    low = passage.low(one.first - 1)
    return any(
        low.startswith(stem) and len(low) - len(stem) <= 4
        for stem in _stems(passage.language, "nouns")
        if low[:2] == stem[:2]
    )


@cache
def _stems(language: str, name: str) -> tuple[str, ...]:
    """Naming nouns without the vowel at their end."""
    return tuple(noun.rstrip("аяоеиіьй") if len(noun) > 3 else noun for noun in lexicon(language).rest["naming"][name])
