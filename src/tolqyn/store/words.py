"""Words of a text in any script, with where they stand."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""Scripts that put no spaces between words (Thai, Lao, Burmese, Khmer, Han, kana): each character is a word, and a
run of them a phrase."""

_MARKS = "".join(chr(code) for code in range(0x300, 0x3000) if unicodedata.category(chr(code))[0] == "M")
_APOSTROPHES = "'’ʼ‘`"
_WORD = re.compile(
    rf"[{_UNSPACED}]|[^\W_{_UNSPACED}](?:[{_MARKS}]|[^\W_{_UNSPACED}]|[{_APOSTROPHES}](?=[^\W\d_{_UNSPACED}]))*"
)
_FOLD = str.maketrans({"ё": "е", "\u0301": None} | dict.fromkeys(_APOSTROPHES, "'"))


class Word(NamedTuple):
    """A word in the form that is indexed, and the code points that it takes in the text."""

    form: str
    start: int
    stop: int


def words_of(text: str) -> Iterator[Word]:
    """Words in order. Marks that some scripts write after a letter belong to it; ё counts as е, a stress as nothing.

    >>> [word.form for word in words_of("Ещё п’ять сөз: हिन्दी, 香港")]
    ['еще', "п'ять", 'сөз', 'हिन्दी', '香', '港']
    """
    for match in _WORD.finditer(text):
        yield Word(folded(match.group()), match.start(), match.end())


def forms_of(text: str) -> list[str]:
    """Only the forms of a text's words: what is indexed."""
    return [folded(form) for form in _WORD.findall(text)]


def folded(form: str) -> str:
    """Form under which a written word is found again."""
    return form.lower().translate(_FOLD)
