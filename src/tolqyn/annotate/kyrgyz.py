"""Word forms of Kyrgyz names: case, plural and belonging, in the row of the last vowel and after the last sound."""

from tolqyn.annotate.russian import Kind
from tolqyn.annotate.words import Phrase, fold, split

_ROWS = {"ы": "аяы", "у": "ую", "и": "еэи", "ү": "өү", "о": "оё"}
_WIDE = {"ы": "а", "у": "а", "и": "е", "ү": "ө", "о": "о"}
_VOWELS = "".join(_ROWS.values())
_VOICELESS = "пфкстшщчхцбвгд"


def forms(name: str, kind: Kind) -> set[Phrase]:
    """Every word form of a name, folded: the last word takes the endings, an abbreviation too (АКШнын).

    >>> found = forms("Казакстан", "place")
    >>> ("казакстандын",) in found, ("казакстанга",) in found, ("казакстандык",) in found
    (True, True, True)
    """
    parts = split(name)
    plain = tuple(fold(part) for part in parts)
    if not parts or (kind == "fixed" and not name.isupper()):
        return {plain}
    *lead, last = plain
    found = {last} | _cases(last)
    if kind == "fixed":
        return {(*lead, form) for form in found | _spelled(last)}
    derived = _after(last, "л") + "*к" if kind == "place" else _after(last, "л") + "^р"
    if kind != "person" and len(plain) == 1:
        longer = last + _voiced(last, derived)
        found |= {longer} | _cases(longer)
        if kind == "place":
            many = longer + _voiced(longer, "т^р")
            found |= {many} | _cases(many)
    if last.endswith(("ы", "и", "у", "ү")) and len(plain) > 1:
        found |= {last + _voiced(last, ending) for ending in ("н*н", "н^", "н", "нд^", "н^н", "нд^г*")}
    return {(*lead, form) for form in found}


def _spelled(word: str) -> set[str]:
    """Forms of an abbreviation, whose endings follow the name of its last letter, and that ends in a vowel."""
    return {word + form[len(word) + 1 :] for vowel in "аеоуиү" for form in _cases(word + vowel)}


def _cases(word: str) -> set[str]:
    """Genitive, dative, accusative, locative, ablative, and the attribute in -дагы."""
    voiceless = word.rstrip("ь")[-1] in _VOICELESS
    stop, opening = ("т" if voiceless else "д"), _after(word, "н")
    endings = [opening + "*н", ("к" if voiceless else "г") + "^", opening + "*", stop + "^", stop + "^н", stop + "^г*"]
    return {word + _voiced(word, ending) for ending in endings}


def _after(word: str, after_vowel: str) -> str:
    """First letter of an ending: т after a voiceless sound, д after a voiced one, its own after a vowel."""
    last = word.rstrip("ь")[-1]
    if last in _VOWELS or (after_vowel == "л" and last in "рй"):
        return after_vowel
    return "т" if last in _VOICELESS else "д"


def _voiced(word: str, ending: str) -> str:
    """An ending in the row of the word's last vowel: `*` is its narrow vowel, `^` its wide one."""
    vowel = next((letter for letter in reversed(word) if letter in _VOWELS), "а")
    row = next(row for row, letters in _ROWS.items() if vowel in letters)
    narrow = "у" if row == "о" else row
    return ending.replace("*", narrow).replace("^", _WIDE[row])
