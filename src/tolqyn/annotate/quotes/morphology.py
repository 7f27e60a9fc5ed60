"""What a word may be, by language: parts of speech, cases, genders; Russian by dictionary, Ukrainian by endings."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import pymorphy3

from tolqyn.annotate.quotes.lexicon import lexicon

Case = Literal["n", "g", "d", "a", "i", "l"]
Gender = Literal["m", "f", "n"]
Part = Literal["noun", "adj", "pronoun", "verb", "other"]

_CASES: dict[str, Case] = {
    "nomn": "n", "gent": "g", "gen2": "g", "datv": "d", "accs": "a", "acc2": "a", "ablt": "i", "loct": "l", "loc2": "l",
}  # fmt: skip
_GENDERS: dict[str, Gender] = {"masc": "m", "femn": "f", "neut": "n"}
_PARTS: dict[str, Part] = {
    "NOUN": "noun", "ADJF": "adj", "PRTF": "adj", "NPRO": "pronoun", "VERB": "verb", "INFN": "verb", "GRND": "verb",
    "PRTS": "verb",
}  # fmt: skip
_WORDS_KEPT = 60_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a word may be; `is_given` and `is_surname` say that it names a person so, `is_place` a place."""

    lemma: str
    part: Part
    case: Case | None
    gender: Gender | None
    plural: bool | None
    is_given: bool = False
    is_surname: bool = False
    is_place: bool = False
    is_animate: bool = False
    is_known: bool = True


Analysis = Callable[[str], tuple[Reading, ...]]


def can(readings: tuple[Reading, ...], part: Part, case: Case | None = None) -> bool:
    """Whether one of the readings is of this part of speech and case.

    >>> can(russian("министра"), "noun", "g"), can(russian("министра"), "noun", "n")
    (True, False)
    """
    return any(one.part == part and case in (None, one.case) for one in readings)


def analysis(language: str) -> Analysis:
    """The analysis of a Slavic language."""
    return russian if language == "ru" else ukrainian


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(_WORDS_KEPT)
def russian(low: str) -> tuple[Reading, ...]:
    """Readings of a folded Russian word, most likely first."""
    return tuple(_reading(parse) for parse in _analyzer().parse(low) if parse.score >= 0.02)


def _reading(parse: Any) -> Reading:
    tag = parse.tag
    part = _PARTS.get(str(tag.POS), "other")
    number = None if tag.number is None else tag.number == "plur"
    return Reading(
        parse.normal_form.replace("ё", "е"),
        part,
        _CASES.get(str(tag.case)),
        _GENDERS.get(str(tag.gender)),
        number,
        is_given="Name" in tag and parse.is_known,
        is_surname="Surn" in tag or ("Name" in tag and not parse.is_known),
        is_place="Geox" in tag,
        is_animate="anim" in tag,
        is_known=bool(parse.is_known),
    )


_UKRAINIAN_NOUNS: tuple[tuple[str, str, Gender | None, bool | None], ...] = (
    ("ами", "i", None, True), ("ями", "i", None, True), ("ах", "l", None, True), ("ях", "l", None, True),
    ("ам", "d", None, True), ("ям", "d", None, True), ("ові", "dl", "m", False), ("еві", "dl", "m", False),
    ("єві", "dl", "m", False),
    ("ою", "i", "f", False), ("ею", "i", "f", False), ("єю", "i", "f", False), ("ом", "i", "m", False),
    ("ем", "i", "m", False), ("єм", "i", "m", False),
    ("ів", "gan", None, None), ("їв", "gan", None, None), ("ець", "n", "m", False), ("ії", "gdln", "f", None),
    ("ість", "na", "f", False), ("ості", "gdl", "f", False),
    ("ка", "n", "f", False), ("ця", "ng", None, False), ("ія", "n", "f", False), ("ня", "nga", "n", False),
    ("ння", "nga", "n", False), ("ща", "ng", None, False),
    ("ки", "gn", None, None), ("ці", "gdln", None, None), ("ни", "gn", None, None), ("сті", "gdl", "f", False),
    ("а", "nga", None, False), ("я", "nga", None, False), ("у", "gdla", None, False), ("ю", "da", None, False),
    ("и", "gn", None, None),
    ("і", "gdln", None, None), ("ї", "gdln", None, None), ("о", "na", None, False), ("е", "na", "n", False),
)  # fmt: skip
"""Ending, cases, gender and number that it may stand for; the first that fits counts."""

_UKRAINIAN_ADJECTIVES: tuple[tuple[str, str, Gender | None, bool], ...] = (
    ("ського", "ga", "m", False), ("ьких", "gal", None, True), ("ого", "ga", "m", False), ("ього", "ga", "m", False),
    ("ому", "dl", "m", False), ("ьому", "dl", "m", False),
    ("ими", "i", None, True), ("їми", "i", None, True), ("их", "gal", None, True), ("іх", "gal", None, True),
    ("им", "i", "m", False), ("ої", "g", "f", False),
    ("ьої", "g", "f", False), ("ий", "na", "m", False), ("ій", "dln", "f", False), ("ою", "i", "f", False),
)  # fmt: skip
_SHORT_ADJECTIVE = ("на", "ська", "цька", "зька", "ова", "ева", "шня", "ива", "ня", "ка")
_VERB_ENDINGS = (
    "ив",
    "ав",
    "ув",
    "ів",
    "ила",
    "ала",
    "ула",
    "или",
    "али",
    "ули",
    "ться",
    "ють",
    "ить",
    "ять",
    "ати",
    "ити",
    "ено",
    "ано",
)


@lru_cache(_WORDS_KEPT)
def ukrainian(low: str) -> tuple[Reading, ...]:
    """Readings of a folded Ukrainian word by its ending; a given name of the list is one in every case."""
    listed = lexicon("uk").pronouns.get(low)
    if listed:
        return (Reading(low, "pronoun", "n", listed if listed in ("m", "f") else None, listed == "p"),)
    given = _ukrainian_given(low)
    readings = (
        [Reading(given[0], "noun", case, given[1], False, is_given=True, is_animate=True) for case in given[2]]
        if given
        else []
    )
    if not given:
        readings += _ukrainian_adjective(low)
    readings += _ukrainian_noun(low, is_surname=given is None)
    return tuple(readings)


_PLAIN: tuple[Case, ...] = ("n", "a")


def _ukrainian_noun(low: str, *, is_surname: bool) -> list[Reading]:
    for ending, cases, gender, plural in _UKRAINIAN_NOUNS:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return [
                Reading(low, "noun", _case(one), gender, plural, is_surname=is_surname, is_known=False) for one in cases
            ]
    return [Reading(low, "noun", one, "m", False, is_surname=is_surname, is_known=False) for one in _PLAIN]


def _ukrainian_adjective(low: str) -> list[Reading]:
    for ending, cases, gender, plural in _UKRAINIAN_ADJECTIVES:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return [Reading(low, "adj", _case(one), gender, plural, is_known=False) for one in cases]
    if low.endswith(_SHORT_ADJECTIVE) and len(low) > 4:
        return [Reading(low, "adj", "n", "f", False, is_known=False)]
    return []


def _case(letter: str) -> Case:
    return letter  # type: ignore[return-value]


@lru_cache(_WORDS_KEPT)
def _ukrainian_given(low: str) -> tuple[str, Gender, tuple[Case, ...]] | None:
    """Nominative, gender and cases of a given name in any form."""
    for name, gender in lexicon("uk").given.items():
        cases = _given_cases(low, name)
        if cases:
            return name, gender, cases
    return None


_HARD: dict[str, tuple[Case, ...]] = {
    "": ("n",), "а": ("g", "a"), "я": ("g", "a"), "у": ("d", "l"), "ю": ("d", "l"), "ові": ("d", "l"),
    "єві": ("d", "l"), "еві": ("d", "l"), "ом": ("i",), "єм": ("i",), "ем": ("i",),
}  # fmt: skip
_SOFT: dict[str, tuple[Case, ...]] = {
    "и": ("g",), "і": ("g", "d", "l"), "ї": ("g", "d", "l"), "у": ("a",), "ю": ("a",), "ою": ("i",), "ею": ("i",),
    "єю": ("i",),
}  # fmt: skip


def _given_cases(low: str, name: str) -> tuple[Case, ...]:
    if low == name:
        return ("n",)
    stem = name[:-1] if name[-1] in "айяоь" else name
    if not low.startswith(stem):
        return ()
    return (_SOFT if name[-1] in "ая" else _HARD).get(low[len(stem) :], ())
