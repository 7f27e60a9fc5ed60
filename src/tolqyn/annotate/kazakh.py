"""Word forms of Kazakh names: chains of plural, possessive and case, with vowel harmony and assimilation.

The endings are those of the school grammar; each is written once with a back vowel, and the front one follows from it.
"""

from tolqyn.annotate.russian import Kind
from tolqyn.annotate.words import Phrase, fold, split

_BACK, _FRONT = "аоыұуяюё", "әөіүеиэ"
_VOWELS = _BACK + _FRONT
_VOICELESS = "пфкқтсшщчхцһбвгд"
_NASAL = "мнң"
_TO_FRONT = str.maketrans({"а": "е", "ы": "і", "ғ": "г", "қ": "к"})
_VOICED = {"к": "г", "қ": "ғ", "п": "б"}


def forms(name: str, kind: Kind) -> set[Phrase]:
    """Every word form of a name, folded: the last word takes the suffixes.

    >>> found = forms("Қазақстан", "place")
    >>> ("қазақстандағы",) in found, ("қазақстанның",) in found, ("қазақстаннан",) in found
    (True, True, True)
    >>> ("штаттарының",) in forms("Штаттары", "place")
    True
    """
    parts = split(name)
    plain = tuple(fold(part) for part in parts)
    if kind == "fixed" or not parts:
        return {plain}
    *lead, last = plain
    chains = {last} | _cases(last, possessive=False)
    if last.endswith(("ы", "і")):
        chains |= _cases(last, possessive=True)
    if kind in ("demonym", "adjective"):
        chains |= _cases(last + _plural(last), possessive=False) | {last + _plural(last)}
    if kind == "place" and len(plain) == 1:
        chains |= _ours(last)
    if kind in ("person", "demonym"):
        owned = _owned(last)
        chains |= _cases(owned, possessive=True) | {owned}
    return {(*lead, chain) for chain in chains}


def _ours(word: str) -> set[str]:
    """“My” and “our”, in which a country is called dear: Қазақстаныма, Қазақстанымыздың."""
    mine = word + _harmony(word, "м" if word[-1] in _VOWELS else "ым")
    ours = mine + _harmony(word, "ыз")
    return {mine, ours, mine + _harmony(word, "а")} | _cases(mine, possessive=False) | _cases(ours, possessive=False)


def relational(name: str) -> str:
    """The word in -лық, -дық or -тық: who or what is of that place.

    >>> relational("Қазақстан"), relational("Грузия"), relational("Ресей"), relational("Египет")
    ('қазақстандық', 'грузиялық', 'ресейлік', 'египеттік')
    """
    word = fold(name)
    last = word.rstrip("ь")[-1]
    first = "т" if last in _VOICELESS else "д" if last in "лмнңзж" else "л"
    return word + _harmony(word, first + "ық")


def _harmony(word: str, suffix: str) -> str:
    """A suffix in the row of the word's vowels."""
    return suffix.translate(_TO_FRONT) if _is_front(word) else suffix


def _is_front(word: str) -> bool:
    """Whether suffixes take front vowels; у and ю are read in the row of the vowel before them (Мәскеу, Сеул).

    A soft sign makes a word front (Израильге, Беларусьте), but not after н (Тайваньның). The -ев of a surname is read
    in the row of the vowel before it (Тоқаевтың, but Медведевтің).
    """
    if word.endswith("ев") and any(letter in _VOWELS for letter in word[:-2]):
        word = word[:-2]
    vowels = [letter for letter in word if letter in _VOWELS]
    last = next((letter for letter in reversed(vowels) if letter not in "ую"), "а")
    return (word.endswith("ь") and not word.endswith("нь")) or last in _FRONT


def _plural(word: str) -> str:
    last = word.rstrip("ь")[-1]
    first = "т" if last in _VOICELESS else "д" if last in "лмнңзж" else "л"
    return _harmony(word, first + "ар")


def _owned(word: str) -> str:
    """Third person possessive: баласы, елі; к қ п grow voiced before it."""
    if word[-1] in _VOWELS:
        return word + _harmony(word, "сы")
    return word[:-1] + _VOICED.get(word[-1], word[-1]) + _harmony(word, "ы")


def _cases(word: str, *, possessive: bool) -> set[str]:
    """Six oblique cases, the attribute in -дағы, and what belongs to it in -дікі."""
    if possessive:
        endings = ["ның", "на", "н", "нда", "нан", "ндағы"]
        return {word + _harmony(word, ending) for ending in endings} | {word + "мен"}
    last = word.rstrip("ь")[-1]
    voiceless, vowel, nasal = last in _VOICELESS, last in _VOWELS, last in _NASAL
    stop = "т" if voiceless else "д"
    endings = [
        ("н" if vowel or nasal else stop) + "ың",
        ("қ" if voiceless else "ғ") + "а",
        ("н" if vowel else stop) + "ы",
        stop + "а",
        ("н" if nasal else stop) + "ан",
        stop + "ағы",
        stop + "ай",
    ]
    owner = ("н" if vowel or nasal else stop) + "ікі"
    comitative = "пен" if voiceless else "бен" if last in "зж" else "мен"
    return {word + _harmony(word, ending) for ending in endings} | {word + owner, word + comitative}
