"""Stemmers of our own for languages that have none in the index engine: Kazakh, and a light one for Ukrainian."""

from collections.abc import Sequence

_BACK, _FRONT, _NEUTRAL = "аоұыяё", "әөүіеэ", "иую"
_UNVOICING = "кқпстфхһцчшщ"
_VOICELESS = _UNVOICING + "бвгд"
"""Letters after which endings begin with т, қ, к, п; at the end of a loan б, в, г, д sound so, too."""

_VOWELS = _BACK + _FRONT + _NEUTRAL

_UNVOICED = {"б": "п", "ғ": "қ", "г": "к"}


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=len, reverse=True))


_CASES = _longest_first("""
    сының сінің ының інің нікі дікі тікі ның нің дың дің тың тің
    сынан сінен ынан інен дан ден тан тен нан нен
    сында сінде ында інде да де та те
    сына сіне ына іне ға ге қа ке
    сын сін ын ін ны ні ды ді ты ті
    сымен сімен ымен імен мен бен пен
""")
_PLACED = _longest_first("сындағы сіндегі ындағы індегі ндағы ндегі дағы дегі тағы тегі")
_OWNED = _longest_first("ымыз іміз ыңыз іңіз мыз міз ңыз ңіз сы сі ы і")
"""Without -ым and -ің, “my” and “thy”: news seldom has them, and they end too many stems (шешім, білім)."""

_LANDS = tuple(
    f"{people}стан"
    for people in "қазақ өзбек тәжік түрікмен қырғыз ауған үнді пәкі дағы татар башқұрт күрді моңғол".split()  # noqa: SIM905
)
"""Countries whose last syllable looks like an ending: “from” is -тан, too."""

_MANY = _longest_first("лар лер дар дер тар тер")

_UKRAINIAN = _longest_first("""
    іями іям іях ями ами ям ам ях ах ового евого ому ого ими іми им их іх ем ом ою ею єю ей
    ові еві єві ів їв ев ій ої ії ію ія іє ий а я о е є у ю и і ї ь й
""")


def stem_kazakh(word: str) -> str:
    """Noun without its case, possessive and plural endings, in that order from the right.

    An ending goes only where the rules of the language would have put it: its vowels agree with the last vowel
    before it, its first consonant with the last letter before it. A final б, ғ, г that a vowel had voiced goes
    back. Verb endings and derivation (-лық, -шы) stay: what they make is another word.

    >>> [stem_kazakh(word) for word in ("Қазақстанның".lower(), "балаларымызға", "кітабында", "үйлерден")]
    ['қазақстан', 'бала', 'кітап', 'үй']
    """
    land = next((len(name) for name in _LANDS if word.startswith(name)), 2)
    for endings in (_PLACED, _CASES, _OWNED, _MANY):
        word = _without(word, endings, land)
    return word


def stem_ukrainian(word: str) -> str:
    """Word without its longest nominal ending, at least three letters kept; a light stand-in for a Snowball stemmer.

    >>> stem_ukrainian("санкціями"), stem_ukrainian("санкцій")
    ('санкц', 'санкц')
    """
    for ending in _UKRAINIAN:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _without(word: str, endings: Sequence[str], least: int) -> str:
    """Word without the longest of the endings that may stand there."""
    for ending in endings:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= least and _harmonious(rest, ending) and _joins(rest, ending):
            voiced = ending[0] in _VOWELS and rest[-1] in _UNVOICED
            return rest[:-1] + _UNVOICED[rest[-1]] if voiced else rest
    return word


def _harmonious(rest: str, ending: str) -> bool:
    """Back vowels follow back vowels, front ones front ones; и and у go with either, as do мен, бен, пен."""
    if not any(letter in _VOWELS for letter in rest):
        return False
    last = next((letter for letter in reversed(rest) if letter in _BACK + _FRONT), None)
    first = next(letter for letter in ending if letter in _VOWELS)
    return last is None or ending in ("мен", "бен", "пен") or (last in _BACK) == (first in _BACK)


def _joins(rest: str, ending: str) -> bool:
    """Whether an ending's first letter may follow the last letter of what is left."""
    before, first = rest[-1], ending[0]
    if first in "тқкп":
        return before in _VOICELESS
    if first in "ғгбдл":
        return before not in _UNVOICING
    if first in "ыі":
        return before not in _VOWELS or before == "у"
    if first == "с":
        return before in _VOWELS and before not in "ыіу"
    return first != "ң" or before in _VOWELS
