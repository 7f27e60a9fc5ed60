"""Ukrainian words respelled as the Russian words that the Russian tagger knows, one word for one word.

No Ukrainian names are marked in any corpus that may be used here. Most words differ from the Russian ones by a few
letters and endings, so for each word the spellings that its letters allow are made, and the one that Russian news use
most is read instead. On 106 sentences this took natasha's model from F1 .40 to .80 (`evaluation/names`).
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product

_LETTERS = {"і": "иоеы", "и": "иы", "ї": "ие", "є": "еэ", "ґ": "г", "е": "еэ", "'": "ъ"}
"""What a letter becomes, the usual one first."""

_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("ський", "ский"), ("цький", "цкий"), ("зький", "зкий"), ("ського", "ского"), ("цького", "цкого"),
    ("ському", "скому"), ("цькому", "цкому"), ("ськими", "скими"), ("ським", "ским"), ("цьким", "цким"),
    ("ських", "ских"), ("цьких", "цких"), ("ської", "ской"), ("цької", "цкой"), ("ській", "ской"), ("цькій", "цкой"),
    ("ською", "ской"), ("цькою", "цкой"), ("ська", "ская"), ("цька", "цкая"), ("ське", "ское"), ("ські", "ские"),
    ("ську", "скую"), ("цьку", "цкую"), ("ення", "ение"), ("енню", "ению"), ("енням", "ением"), ("ання", "ание"),
    ("анню", "анию"), ("анням", "анием"), ("анні", "ании"), ("енні", "ении"), ("ості", "ости"), ("ість", "ость"),
    ("ої", "ой"), ("ою", "ой"), ("ою", "ою"), ("ею", "ей"), ("ій", "ой"), ("ій", "ей"), ("ій", "ий"), ("ий", "ый"),
    ("ий", "ой"), ("ії", "ии"), ("ією", "ией"), ("ію", "ию"), ("ія", "ия"), ("ів", "ов"), ("ів", "ев"), ("ові", "у"),
    ("еві", "ю"), ("ував", "овал"), ("увала", "овала"), ("ували", "овали"), ("увати", "овать"), ("ти", "ть"),
    ("тися", "ться"), ("ився", "ился"), ("ався", "ался"), ("ав", "ал"), ("ив", "ил"), ("ють", "ют"), ("ять", "ят"),
    ("уть", "ут"), ("ає", "ает"), ("ує", "ует"), ("ить", "ит"), ("и", "ы"), ("і", "ы"), ("і", "е"), ("і", "и"),
    ("е", "ое"), ("а", "ая"), ("у", "ую"), ("і", "ие"), ("і", "ые"), ("им", "ым"), ("ими", "ыми"), ("их", "ых"),
    ("ому", "ом"), ("енком", "енко"), ("енку", "енко"), ("енка", "енко"), ("цію", "цию"), ("зі", "ге"), ("ці", "ке"),
)  # fmt: skip
_MOST_SPELLINGS = 256
_UNUSUAL = 0.8
"""What a spelling loses for each letter that is not the usual one, in powers of ten of its count."""


class UkrainianSpelling:
    """Respells words by a table of Russian words with their counts in news."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The Russian word for a Ukrainian one, capitals as they were.

        >>> spelling = UkrainianSpelling({"зеленского": 900, "республика": 5000, "город": 9000})
        >>> [spelling(word) for word in ("Зеленського", "Республіка", "НАБУ", "Київ", "місто")]
        ['Зеленского', 'Республика', 'НАБУ', 'Киив', 'город']
        """
        if not any("\u0400" <= letter <= "\u04ff" for letter in word):
            return word
        low = word.lower().translate(_APOSTROPHES)
        if low not in self._known:
            self._known[low] = _words().get(low) or self._best(low)
        return _cased(self._known[low], word)

    def _best(self, word: str) -> str:
        """The likeliest spelling; of a compound with a hyphen each part, where the whole is not known."""
        rated = ((self._rate(spelling, unusual), spelling) for spelling, unusual in _spellings(word))
        best = max((one for one in rated if one[0] is not None), default=None, key=lambda one: (one[0] or 0, one[1]))
        if best is not None:
            return best[1]
        if "-" in word.strip("-"):
            return "-".join(self._best(part) if part else part for part in word.split("-"))
        return "".join(_LETTERS.get(letter, letter)[0] for letter in word)

    def _rate(self, spelling: str, unusual: int) -> float | None:
        count = self._counts.get(spelling)
        return None if count is None else math.log10(1 + count) - _UNUSUAL * unusual


def _spellings(word: str) -> Iterator[tuple[str, int]]:
    """What a word may be in Russian, with how many of its letters are unusual there."""
    yield from _by_letters(word, "")
    for ending, russian in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield from _by_letters(word[: -len(ending)], russian)


def _by_letters(stem: str, ending: str) -> Iterator[tuple[str, int]]:
    choices = [_LETTERS.get(letter, letter) for letter in stem]
    total = 1
    for place, choice in enumerate(choices):
        total *= len(choice)
        if total > _MOST_SPELLINGS:
            choices[place] = choice[0]
            total //= len(choice)
    for letters in product(*choices):
        unusual = sum(letter != choice[0] for letter, choice in zip(letters, choices, strict=True))
        yield "".join(letters) + ending, unusual


def _cased(spelling: str, word: str) -> str:
    """Capitals of a word put on its spelling."""
    if len(word) > 1 and word.isupper():
        return spelling.upper()
    if word[:1].isupper():
        joined = "-" in word and word.istitle()
        return "-".join(part[:1].upper() + part[1:] for part in spelling.split("-")) if joined else _capital(spelling)
    return spelling


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@cache
def _words() -> dict[str, str]:
    listed = tomllib.loads((files("tolqyn.annotate.names") / "spelling_uk.toml").read_text("utf-8"))
    words: dict[str, str] = listed["words"]
    return words
