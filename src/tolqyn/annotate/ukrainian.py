"""Word forms of Ukrainian names by our own rules of declension; the free dictionary is under a licence we cannot use.

The rules make a few forms that nobody writes: a name's forms are looked up, never guessed back, so these do no harm.
"""

from itertools import product

from tolqyn.annotate.russian import Kind
from tolqyn.annotate.words import Phrase, fold, split

_CASES = 6
_SOFTENED = {"г": "з", "к": "ц", "х": "с"}
_PLURAL_ONLY = ("ати", "анди", "піни", "діви", "рати", "рови", "ати")
_ADJECTIVE = ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими")


def forms(name: str, kind: Kind) -> set[Phrase]:
    """Every word form of a name, folded.

    >>> ("південною", "кореєю") in forms("Південна Корея", "place")
    True
    >>> ("українцями",) in forms("українець", "demonym")
    True
    """
    parts = split(name)
    plain = tuple(fold(part) for part in parts)
    if kind == "fixed" or not parts:
        return {plain}
    bent = _bending(plain, kind)
    choices = [_word_forms(part, kind) | {part} if bends else {part} for part, bends in zip(plain, bent, strict=True)]
    return set(product(*choices)) if len(choices) < 5 else {plain}


def _bending(parts: tuple[str, ...], kind: Kind) -> list[bool]:
    """Which words bend: adjectives and the first noun after them; what follows a noun is a genitive and stands."""
    bent, seen_head = [], False
    for place, part in enumerate(parts):
        adjective = len(part) < 3 or (part.endswith(("ий", "а", "е", "і")) and place + 1 < len(parts))
        bent.append(len(part) > 2 and (kind == "person" or not seen_head))
        seen_head = seen_head or not adjective
    return bent


def _word_forms(word: str, kind: Kind) -> set[str]:
    """Forms of one word by its ending."""
    if word.endswith("ий"):
        return {word[:-2] + ending for ending in _ADJECTIVE}
    found = _singular(word)
    if word.endswith(("ка", "на")) and kind == "place":
        found |= {word[:-1] + ending for ending in ("ої", "ій", "у", "ою")}
    if word.endswith(("ені", "ані", "ькі", "дні")) and kind == "place":
        found |= {word[:-1] + ending for ending in ("их", "им", "ими")}
    if kind == "demonym":
        found |= _plural(word)
    return found


def _singular(word: str) -> set[str]:
    """Singular forms of a noun, and those of a name that is only plural (Штати)."""
    stem, last = word[:-1], word[-1]
    if word.endswith(_PLURAL_ONLY):
        return {stem + ending for ending in ("ів", "", "ам", "ами", "ах")}
    if word.endswith(("ія", "ея", "ая")):
        return {stem + ending for ending in ("ї", "ю", "єю", "й")}
    if last == "я":
        return {stem + ending for ending in ("і", "ю", "ею")}
    if last == "а":
        soft = stem[:-1] + _SOFTENED.get(stem[-1:], stem[-1:]) + "і"
        return {stem + ending for ending in ("и", "у", "ою", "ею", "і")} | {soft}
    return _masculine(word)


def _masculine(word: str) -> set[str]:
    """Singular forms of a noun on a consonant, with the vowels that move (українець, Київ, Відень)."""
    if word.endswith(("ець", "єць")):
        stem = word[:-3] + ("й" if word.endswith("єць") else "") + "ц"
        return {stem + ending for ending in ("я", "ю", "еві", "ем", "і")}
    if word.endswith("їв"):
        return {word[:-2] + "єв" + ending for ending in ("а", "у", "ом", "і")}
    if word.endswith("ень"):
        return {word[:-3] + "н" + ending for ending in ("я", "ю", "ем", "і")}
    if word.endswith("ів"):
        return {word[:-2] + "ев" + ending for ending in ("а", "у", "ом", "і")} | _hard(word)
    if word.endswith("й"):
        return {word[:-1] + ending for ending in ("я", "ю", "єм", "ї", "єві")}
    if word.endswith("ь"):
        return {word[:-1] + ending for ending in ("я", "ю", "ем", "і", "еві")}
    if word.endswith("к"):
        return _hard(word) | {word[:-1] + "ці"}
    return set() if word[-1] in "еєиіїоую" else _hard(word)


def _hard(word: str) -> set[str]:
    return {word + ending for ending in ("а", "у", "ові", "ом", "і", "ем")}


def _plural(word: str) -> set[str]:
    """Plural forms of a name of people."""
    if word.endswith(("ець", "єць")):
        stem = word[:-3] + ("й" if word.endswith("єць") else "") + "ц"
        return {stem + ending for ending in ("і", "ів", "ям", "ями", "ях")}
    if word.endswith("ин") and len(word) > 4 and word[-4:] in ("янин", "енин", "анин"):
        stem = word[:-2]
        return {word + e for e in ("и", "ам", "ами", "ах", "ів")} | {stem + e for e in ("и", "", "ам", "ами", "ах")}
    if word.endswith("ка"):
        return {word[:-1] + e for e in ("и", "ам", "ами", "ах")} | {word[:-2] + "ок"}
    return {word + ending for ending in ("и", "і", "ів", "ам", "ами", "ах")}
