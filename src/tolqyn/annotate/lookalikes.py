"""What speaks against a name where it stands: a street, a language, a person, the state of Georgia, a loud headline."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tolqyn.annotate.listed import listed
from tolqyn.annotate.matching import Found, Reading
from tolqyn.annotate.russian import is_given

_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…\n:;«\"“„(\[•▪—–]|[^\w\s,'’`/-])\s*$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[^\W\d_\u0370-\uffff]")
_BESIDE = re.compile(r"[ \u00a0_/.:-]{1,2}")
_AROUND = 60
_NEXT_WORD_GAP = re.compile(r"[ \u00a0]|\.[ \u00a0]?|[ \u00a0]?«|-")


@dataclass(frozen=True, slots=True)
class _Traps:
    opening: frozenset[str]
    surname_like: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]


@cache
def _traps(language: str) -> _Traps:
    rows = listed("lookalikes").get(language, {})
    return _Traps(*(frozenset(rows.get(key, ())) for key in ("opening", "surname_like", "after", "before")))


@cache
def _listed(table: str, key: str) -> frozenset[str]:
    return frozenset(listed("lookalikes")[table][key])


def refuses(found: Found, reading: Reading) -> str | None:
    """Name of the rule that speaks against a naming where it stands, `None` where none does."""
    return next((name for name, rule in _RULES.items() if rule(found, reading)), None)


def opens_sentence(found: Found, reading: Reading) -> bool:
    """Whether a capital letter at this place says nothing, because a sentence or a line begins here."""
    return bool(_OPENS_SENTENCE.search(reading.text[max(0, found.start - 4) : found.start])) or found.start == 0


def _is_common_word(found: Found, reading: Reading) -> bool:
    """«Того», «Чад», “Polish” at the start of a sentence or in capitals: the capital letter proves nothing."""
    if found.first != found.last or reading.word(found.first) not in _traps(found.naming.language).opening:
        return False
    return opens_sentence(found, reading) or reading.text[found.start : found.stop].isupper()


def _is_place_in_town(found: Found, reading: Reading) -> bool:
    """«улица Грузинская», «проспект Украины», «Киевский вокзал»; and «грузинский язык», which is a language."""
    traps = _traps(found.naming.language)
    if found.naming.type == "PER" or found.naming.case == "exact":
        return False
    follows = reading.word(found.first - 1) in traps.after and _NEXT_WORD_GAP.fullmatch(reading.gap(found.first - 1))
    if follows and reading.text[found.start].isupper():
        return True
    leads = reading.word(found.last + 1) in traps.before and reading.gap(found.last) in (" ", "\u00a0")
    return bool(leads) and (found.naming.form in ("adjective", "demonym") or not any(found.naming.capital))


def _is_surname(found: Found, reading: Reading) -> bool:
    """«Александр Грек»: a name of people with a capital letter inside a sentence is somebody's surname."""
    if found.naming.form != "demonym" or found.naming.language == "en" or found.first != found.last:
        return False
    return reading.text[found.start].isupper() and not opens_sentence(found, reading)


def _is_person(found: Found, reading: Reading) -> bool:
    """“Michael Jordan”, “Chad Smith”: a given name beside a name that people bear, or a capital word after it."""
    naming = found.naming
    if naming.language != "en" or naming.name not in _listed("persons", "given_like"):
        return False
    if _capitalised(reading, found.first - 1) in _listed("persons", "given_names"):
        return reading.gap(found.first - 1) in (" ", ". ")
    after = _capitalised(reading, found.last + 1)
    people = naming.name in ("Jordan", "Chad", "Israel", "Georgia", "Sydney", "Kenya")
    beside = reading.gap(found.last) == " " and after is not None
    return people and beside and str(after).lower() not in _listed("persons", "titles") and not str(after).isupper()


def _is_american_state(found: Found, reading: Reading) -> bool:
    """“Atlanta, Georgia”, or a text that speaks of Arizona and the electoral college and never of Tbilisi."""
    if found.naming.language != "en" or found.naming.name != "Georgia":
        return False
    before = reading.word(found.first - 1)
    if before in _listed("us_georgia", "preceding"):
        return True
    if before == "of" and reading.word(found.first - 2) == "state":
        return True
    near = {reading.word(place) for place in range(len(reading.spans))}
    return bool(near & _listed("us_georgia", "cues")) and not near & _listed("us_georgia", "against")


def _is_shouted(found: Found, reading: Reading) -> bool:
    """“JOIN US NOW”: an abbreviation that is also a word, among words in capitals."""
    if found.naming.language != "en" or found.naming.name not in ("US", "UN"):
        return False
    beside = (_raw(reading, found.first - 1), _raw(reading, found.last + 1))
    return any(len(word) > 1 and word.isupper() and word not in ("UK", "EU", "USA") for word in beside)


def _is_name_part(found: Found, reading: Reading) -> bool:
    """«София Ротару», «Джек Лондон», «Доминика Стросс-Кана»: a word that is also a person's name, beside another."""
    if found.first != found.last:
        return False
    before = _capitalised(reading, found.first - 1)
    if found.naming.name in _listed("persons", "surname_like_cyrillic") and before and is_given(before):
        return reading.gap(found.first - 1) in (" ", "\u00a0")
    if found.naming.name not in _listed("persons", "given_like_cyrillic"):
        return False
    after = _capitalised(reading, found.last + 1)
    return after is not None and reading.gap(found.last) == " " and not after.isupper()


def _is_title(found: Found, reading: Reading) -> bool:
    """«Колумбия» in quotes of its own is a ship, a club or a shop; .РФ is a domain."""
    if found.naming.form not in ("name", "capital") or found.naming.target is None:
        return False
    before, after = reading.text[found.start - 1 : found.start], reading.text[found.stop : found.stop + 1]
    if before == "." and found.naming.case == "exact":
        return not reading.text[found.start - 2 : found.start - 1].isalnum()
    return (before, after) in (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"')) and found.naming.case != "exact"


def _is_foreign_title(found: Found, reading: Reading) -> bool:
    """«пишет South China Morning Post», «рейс Air India»: Latin words in a Cyrillic text are titles and brands."""
    if found.naming.language != "en" or found.naming.target is None:
        return False
    around = reading.text[max(0, found.start - _AROUND) : found.stop + _AROUND]
    if not _CYRILLIC.search(around):
        return False
    beside = ((found.first - 1, found.first - 1), (found.last + 1, found.last))
    return any(_LATIN.match(_raw(reading, word)) and _BESIDE.fullmatch(reading.gap(gap)) for word, gap in beside)


def _is_namesake(found: Found, reading: Reading) -> bool:
    """«Хантер Байден», «Дональд Трамп-младший»: a leader's surname under another given name, or his son's."""
    if found.naming.form != "leader":
        return False
    if reading.word(found.last + 1) in ("младший", "младшего", "младшему", "младшим", "jr", "молодший"):
        return True
    if found.first != found.last:
        return False
    before = _capitalised(reading, found.first - 1)
    if before is None or reading.gap(found.first - 1) not in (" ", "\u00a0"):
        return False
    return before in _listed("persons", "given_names") or before in _listed("persons", "namesakes") or is_given(before)


def _capitalised(reading: Reading, place: int) -> str | None:
    word = _raw(reading, place)
    return word if word[:1].isupper() else None


def _raw(reading: Reading, place: int) -> str:
    if not 0 <= place < len(reading.spans):
        return ""
    start, stop = reading.spans[place]
    return reading.text[start:stop]


_RULES: dict[str, Callable[[Found, Reading], bool]] = {
    "common-word": _is_common_word,
    "place-in-town": _is_place_in_town,
    "surname": _is_surname,
    "person": _is_person,
    "american-state": _is_american_state,
    "shouted": _is_shouted,
    "name-part": _is_name_part,
    "title": _is_title,
    "namesake": _is_namesake,
    "foreign-title": _is_foreign_title,
}
