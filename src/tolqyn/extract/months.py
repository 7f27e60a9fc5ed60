"""Names of the months in the languages of the watched press, from CLDR."""

from collections import defaultdict
from functools import cache

from babel.dates import get_month_names

_LOCALES = (
    "ru", "uk", "kk", "ky", "be", "tg", "uz", "uz_Cyrl", "tr", "en", "az", "hy", "ka", "ro", "pl", "de", "fr", "es",
    "it", "pt", "bg", "sr", "sr_Latn", "mk", "mn", "tk", "tt", "ar", "fa", "lt", "lv", "et",
)  # fmt: skip
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3


@cache
def month_names() -> dict[str, int]:
    """Month number of every full and shortened name, case folded; a name that means two months is left out.

    >>> month_names()["листопада"], month_names()["қараша"], month_names()["нояб"]
    (11, 11, 11)
    """
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    meanings[name.casefold().rstrip(".")].add(number)
    names = {name: numbers.pop() for name, numbers in meanings.items() if len(numbers) == 1 and len(name) > 2}
    return {name: number for name, number in names.items() if not any(letter.isdigit() for letter in name)}


def month_number(word: str) -> int | None:
    """Month that a word names, also with a case ending that CLDR does not list («қарашада», «ноябрында»).

    >>> month_number("Ноября"), month_number("қарашада"), month_number("заседание")
    (11, 11, None)
    """
    folded, names = word.casefold().rstrip("."), month_names()
    if folded in names:
        return names[folded]
    for ending in range(1, _LONGEST_ENDING + 1):
        stem = folded[:-ending]
        if len(stem) >= _SHORTEST_STEM and stem in names:
            return names[stem]
    return None
