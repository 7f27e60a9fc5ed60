"""Places that CLDR names in many languages: countries, the cities of its time zones, continents and their parts."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale, localedata
from babel.core import get_global

from tolqyn.annotate import english, kazakh, kyrgyz, russian, ukrainian
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
def _index(language: str) -> dict[Phrase, Place]:
    """Places by every form of their names; what comes first holds a form."""
    found: dict[Phrase, Place] = {}
    if not localedata.exists(language):
        return found
    for form, one in (*_countries(language), *_regions(language), *_cities(language)):
        found.setdefault(form, one)
    return found


def _countries(language: str) -> Iterator[tuple[Phrase, Place]]:
    for form, naming in named(language):
        if naming.form == "name" and naming.target is not None:
            kind: Literal["GPE", "ORG"] = "ORG" if naming.type == "ORG" else "GPE"
            yield form, Place(f"{kind}|{naming.target}", naming.name, kind, naming.target)


def _regions(language: str) -> Iterator[tuple[Phrase, Place]]:
    for code, name in Locale.parse(language).territories.items():
        if code.isdigit() and code not in ("001",):
            yield from _inflected(Place(f"LOC|{code}", name, "LOC"), language)


def _cities(language: str) -> Iterator[tuple[Phrase, Place]]:
    zones: Any = Locale.parse(language).time_zones
    for zone in sorted(get_global("zone_territories")):
        listed = zones.get(zone, {}).get("city")
        city = listed or (zone.rpartition("/")[2].replace("_", " ") if language == "en" and "/" in zone else None)
        if city and not zone.startswith(("Etc/", "SystemV/")):
            yield from _inflected(Place(f"GPE|{zone}", city, "GPE"), language)


def _inflected(one: Place, language: str) -> Iterator[tuple[Phrase, Place]]:
    rule = _RULES.get(language, english.forms)
    return ((form, one) for form in sorted(rule(one.name, "place")) if form)
