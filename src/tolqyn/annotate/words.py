"""Words of a text and of a name: the same cut for both, so that a name is found as a sequence of words."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_FOLDS = {ord("ё"): "е", ord("ʼ"): "’"}
"""ё is often written е; Ukraine's apostrophe has several code points, of which one is a letter to Unicode."""

Phrase = tuple[str, ...]
"""Folded words of one form of a name, in order."""


def fold(text: str) -> str:
    """Text for comparison, code point for code point: lower case, ё as е.

    >>> fold("Королёв, ҚАЗАҚСТАН")
    'королев, қазақстан'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
    return low.translate(_FOLDS)


def words(text: str) -> Iterator[re.Match[str]]:
    """Runs of letters and digits; hyphens, apostrophes and dots part words, the matcher looks at them itself.

    So does the underscore, which is emphasis in Telegram's texts (__Грузия__).

    >>> [word.group() for word in words("Буркина-Фасо, ҚР-ның")]
    ['Буркина', 'Фасо', 'ҚР', 'ның']
    """
    return _WORD.finditer(text)


def split(name: str) -> list[str]:
    """Words of a name, capitals kept.

    >>> split("Кот-д’Ивуар"), split("Мʼянма")
    (['Кот', 'д', 'Ивуар'], ['М', 'янма'])
    """
    return _WORD.findall(name.translate(_FOLDS))


def phrase(name: str) -> Phrase:
    """Folded words of a name."""
    return tuple(_WORD.findall(fold(name)))
