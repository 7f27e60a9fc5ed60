"""Countries by ISO 3166 code and what each language calls them: CLDR's names, then what the gazetteer files add."""

import re
from functools import cache

from babel import Locale, localedata

LANGUAGES = ("ru", "uk", "kk", "en")
"""Languages whose words bend by rules here."""

UNIONS = ("EU", "UN")
"""Actors that are no countries and that the gazetteer names all the same."""

_NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EZ", "QO", "ZZ", "XA", "XB", *UNIONS}
_BRACKETED = re.compile(r"\(([^)]*)\)")
_TWICE_NAMED = {"MM"}
"""Countries whose brackets hold a second name, and not an explanation."""
_TOLD_APART = {"VG", "VI"}
"""Countries that have one name, which the brackets tell apart by their owner."""
_SPACES = re.compile(r"\s+")
_SHORTENED = {" & ": " and ", "о-ва": "острова", "о-в ": "остров ", "St. ": "Saint "}


@cache
def codes() -> tuple[str, ...]:
    """The 249 alpha-2 codes of ISO 3166, and XK, which ISO leaves to its users and CLDR names Kosovo."""
    territories = Locale.parse("en").territories
    return tuple(sorted(code for code in territories if len(code) == 2 and code.isalpha() and code not in _NOT_ISO))


def has_names(language: str) -> bool:
    """Whether CLDR knows a language at all.

    >>> has_names("be"), has_names("қазақша")
    (True, False)
    """
    return bool(localedata.exists(language))


def cldr_names(language: str) -> dict[str, tuple[str, ...]]:
    """CLDR's names by code: a bracketed second name counts too, a bracketed explanation does not.

    >>> cldr_names("kk")["KZ"], cldr_names("ru")["MM"]
    (('Қазақстан',), ('Мьянма (Бирма)', 'Мьянма', 'Бирма'))
    """
    territories = Locale.parse(language).territories
    return {code: _readings(territories[code], code) for code in codes() if code in territories}


def _readings(name: str, code: str) -> tuple[str, ...]:
    """A name as CLDR writes it, without its brackets, with its shortened words spelled out."""
    found = [name]
    inner = _BRACKETED.search(name)
    if inner and code not in _TOLD_APART:
        found.append(_SPACES.sub(" ", name.replace(inner.group(), " ")).strip())
        found += [inner.group(1)] if code in _TWICE_NAMED else []
    for short, full in _SHORTENED.items():
        found += [one.replace(short, full) for one in found if short in one]
    return tuple(dict.fromkeys(found))
