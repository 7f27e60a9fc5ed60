"""Places that CLDR names in many languages: countries, the cities of its time zones, continents and their parts."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale, localedata

from tolqyn.annotate import english, kazakh, kyrgyz, russian, ukrainian
from tolqyn.annotate.countries import UNIONS, cldr_names
from tolqyn.annotate.listed import listed
from tolqyn.annotate.names.skeleton import skeleton
from tolqyn.annotate.naming import named
from tolqyn.annotate.russian import Kind
from tolqyn.annotate.words import Phrase, phrase

_RULES: dict[str, Callable[[str, Kind], set[Phrase]]] = {
    "ru": russian.forms,
    "uk": ukrainian.forms,
    "kk": kazakh.forms,
    "ky": kyrgyz.forms,
    "en": english.forms,
}

_KEYED = ("ru", "en", "kk", "uk")
_NO_REGION = ("001",)
"""The world is no place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name's normal form in one language; `key` is the same in every language.

    `code` is a country's (or union's) code; `kind` is ORG for a union of states.
    """

    key: str
    name: str
    kind: Literal["GPE", "LOC", "ORG"]
    code: str | None = None


def place(surface: str, language: str) -> Place | None:
    """The place that a name in any of its forms means, where CLDR or the gazetteer knows it.

    >>> place("Қазақстанның", "kk"), place("Грузией", "ru").name, place("Тбілісі", "uk").key
    (Place(key='GPE|KZ', name='Қазақстан', kind='GPE', code='KZ'), 'Грузия', 'GPE|Asia/Tbilisi')
    """
    return _index(language).get(phrase(surface))


def place_type(surface: str, before: str, language: str) -> Literal["GPE", "LOC"]:
    """Whether a place that no list knows is governed or only lies there, by its words and the word before it.

    >>> place_type("Каспийского моря", "", "ru"), place_type("Каракол", "город", "ru"), place_type("Арал", "", "kk")
    ('LOC', 'GPE', 'LOC')
    """
    marks = _marks().get(language, {})
    words = [*phrase(surface), *phrase(before)[-1:]]
    if any(word.startswith(tuple(marks.get("state", ()))) for word in words):
        return "GPE"
    return "LOC" if any(word.startswith(tuple(marks.get("land", ()))) for word in words) else "GPE"


@cache
def _marks() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("tolqyn.annotate.names") / "places.toml").read_text("utf-8"))


@cache
def known_place(name: str) -> Place | None:
    """The place of a nominative name in Russian, English, Kazakh or Ukrainian; no word forms are made for this.

    >>> known_place("Мәскеу").key == known_place("Moscow").key, known_place("Moscow").name
    (True, 'Moscow')
    """
    return _nominatives().get(phrase(name))


@cache
def _nominatives() -> dict[Phrase, Place]:
    found: dict[Phrase, Place] = {}
    for language in _KEYED:
        for one in (*_named_countries(language), *_regions(language), *_cities(language), *_capitals(language)):
            found.setdefault(phrase(one.name), one)
    return found


@cache
def _index(language: str) -> dict[Phrase, Place]:
    """Places by every form of their names; what comes first holds a form."""
    found: dict[Phrase, Place] = {}
    if not localedata.exists(language):
        return found
    for form, naming in named(language):
        if naming.form == "name" and naming.target is not None:
            found.setdefault(form, _country(naming.target, naming.name))
    rule = _RULES.get(language, english.forms)
    for one in (*_regions(language), *_cities(language), *_capitals(language)):
        for form in sorted(rule(one.name, "place")):
            found.setdefault(form, one)
    return found


def _country(code: str, name: str) -> Place:
    kind: Literal["GPE", "ORG"] = "ORG" if code in UNIONS else "GPE"
    return Place(f"{kind}|{code}", name, kind, code)


def _named_countries(language: str) -> Iterator[Place]:
    """Countries by the names of CLDR and the gazetteer, as they are listed."""
    for code, names in cldr_names(language).items():
        yield from (_country(code, name) for name in names)
    for code, groups in listed(language).items():
        for group in ("names", "names_weak", "abbreviations"):
            yield from (_country(code, name) for name in groups.get(group, ()))


def _regions(language: str) -> Iterator[Place]:
    for code, name in sorted(Locale.parse(language).territories.items()):
        if code.isdigit() and code not in _NO_REGION:
            yield Place(f"LOC|{code}", name, "LOC")


def _cities(language: str) -> Iterator[Place]:
    """Cities after which time zones are called; where a language calls one as its zone, CLDR leaves it out."""
    zones: Any = Locale.parse(language).time_zones
    for zone in sorted(Locale.parse("ru").time_zones):
        listed_city = zones.get(zone, {}).get("city")
        city = listed_city or (zone.rpartition("/")[2].replace("_", " ") if language == "en" and "/" in zone else None)
        if city and not zone.startswith("Etc/"):
            yield Place(f"GPE|{zone}", city, "GPE")


def _capitals(language: str) -> Iterator[Place]:
    """Capitals of the gazetteer that give no time zone its name, and seats of power that are places (Кремль)."""
    for groups in listed(language).values() if language in _RULES else ():
        for name in (*groups.get("capitals", ()), *groups.get("capitals_weak", ())):
            if " " not in name:
                yield Place(f"GPE|{skeleton(name)}", name, place_type(name, "", language))
