"""The nominative of a speaker's name, by language."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pymorphy3

from tolqyn.annotate.quotes.morphology import Case, Gender, russian, ukrainian
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

_TAGS = {"n": "nomn", "g": "gent", "d": "datv", "a": "accs", "i": "ablt", "l": "loct"}
_KAZAKH_ENDINGS = ("ның", "нің", "дың", "дің", "тың", "тің")
_KAZAKH_LOCAL = ("нда", "нде", "да", "де", "та", "те")


def normal_name(passage: Passage, phrase: Phrase) -> str:
    """A name or an organisation's phrase in the nominative, its spaces made one."""
    words = phrase.speaker
    if phrase.name is not None and phrase.kind == "name":
        return _joined(passage, words, _person(passage, phrase))
    first = words[0]
    if passage.language == "en" and passage.low(first) in ("the", "a", "an"):
        words = (first + 1, words[1])
    return _joined(passage, words, _organisation(passage, phrase))


Bend = Callable[[int], str]


def _joined(passage: Passage, words: Range, bend: Bend) -> str:
    pieces, last = [], None
    for place in range(*words):
        token = passage.tokens[place]
        if token.text == "\n":
            continue
        if last is not None and token.start > last:
            pieces.append(" ")
        pieces.append(bend(place) if token.is_word else token.text)
        last = token.stop
    return "".join(pieces).strip(" ,.;:")


def _person(passage: Passage, phrase: Phrase) -> Bend:
    language, gender, case = passage.language, phrase.gender, phrase.case
    if language == "ru" and case != "n":
        return lambda place: bent(passage.tokens[place].text, passage.low(place), case, gender)
    if language == "uk" and case != "n":
        return lambda place: ukrainian_nominative(passage.tokens[place].text, gender)
    if language == "kk":
        return lambda place: _kazakh(passage.tokens[place].text)
    if language == "en":
        return lambda place: passage.tokens[place].text.removesuffix("’s").removesuffix("'s")
    return lambda place: passage.tokens[place].text


def _organisation(passage: Passage, phrase: Phrase) -> Bend:
    """Adjectives and the first noun bend, what belongs to it stands."""
    start = phrase.speaker[0]
    case = phrase.case
    if passage.language == "kk":
        stop = phrase.speaker[1] - 1
        return lambda place: (
            _kazakh(passage.tokens[place].text, local=True) if place == stop else passage.tokens[place].text
        )
    if passage.language == "en":
        return lambda place: passage.tokens[place].text.removesuffix("’s").removesuffix("'s")
    if passage.language not in ("ru", "uk") or (case == "n" and not passage.inside[start] >= 0):
        return lambda place: passage.tokens[place].text
    if passage.inside[start] >= 0 and phrase.name is not None:
        names_itself = passage.language != "ru" or any(
            not any(one.is_known for one in russian(passage.low(place))) for place in range(*phrase.speaker)
        )
        if names_itself:
            return lambda place: passage.tokens[place].text
        case = _case_of(passage, start)
    stop = _first_noun(passage, phrase.speaker, case)
    if passage.language == "uk":
        return lambda place: (
            _ukrainian_common(passage.tokens[place].text) if place <= stop else passage.tokens[place].text
        )
    return lambda place: (
        bent(passage.tokens[place].text, passage.low(place), case, None)
        if place <= stop
        else passage.tokens[place].text
    )


def _case_of(passage: Passage, place: int) -> Case:
    """Case of a name in marks by its first word: the nominative where it may be one."""
    look = russian if passage.language == "ru" else ukrainian
    cases = [one.case for one in look(passage.low(place)) if one.case is not None and one.part in ("noun", "adj")]
    return "n" if not cases or "n" in cases else "g" if "g" in cases else cases[0]


def _first_noun(passage: Passage, words: Range, case: Case) -> int:
    look = russian if passage.language == "ru" else ukrainian
    for place in range(*words):
        readings = look(passage.low(place))
        if any(one.part == "noun" and one.case == case for one in readings) and not any(
            one.part == "adj" for one in readings
        ):
            return place
    return words[0]


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


def bent(text: str, low: str, case: Case, gender: Gender | None) -> str:
    """A Russian word's nominative, read in the case in which it stands; capitals are kept.

    >>> bent("Сеидова", "сеидова", "g", "m"), bent("Минстрое", "минстрое", "l", None)
    ('Сеидов', 'Минстрой')
    """
    if case == "n" or text.isascii() or len(low) < 3 or text.isupper():
        return text
    parses = [
        one
        for one in _analyzer().parse(low)
        if str(one.tag.case) == _TAGS[case] or (case == "l" and str(one.tag.case) == "loc2")
    ]
    wanted = {"m": "masc", "f": "femn", "n": "neut"}.get(gender or "")
    fitting = [one for one in parses if wanted is None or wanted in str(one.tag)] or parses
    fitting.sort(key=lambda one: not ("Name" in one.tag or "Surn" in one.tag or "Orgn" in one.tag))
    for parse in fitting:
        form = parse.inflect({"nomn"})
        if form is not None:
            return _like(text, form.word)
    return text


def _like(text: str, word: str) -> str:
    """A word with the capitals of another."""
    if text.isupper() and len(text) > 1:
        return word.upper()
    if "-" in text:
        return "-".join(
            piece[:1].upper() + piece[1:] if part[:1].isupper() else piece
            for piece, part in zip(word.split("-"), text.split("-"), strict=False)
        )
    return word[:1].upper() + word[1:] if text[:1].isupper() else word


_UKRAINIAN_SURNAMES: tuple[tuple[str, str, str], ...] = (
    ("ської", "ська", "f"), ("цької", "цька", "f"), ("ову", "ова", "f"), ("ової", "ова", "f"),
    ("ського", "ський", "m"), ("цького", "цький", "m"), ("ового", "овий", "m"), ("ого", "ий", "m"),
    ("енка", "енко", "m"), ("енку", "енко", "m"), ("енком", "енко", "m"), ("ка", "ко", "m"), ("ука", "ук", "m"),
    ("чука", "чук", "m"), ("ака", "ак", "m"),
)  # fmt: skip


def ukrainian_nominative(text: str, gender: Gender | None) -> str:
    """A Ukrainian name's nominative: a given name of the list, a surname by its ending.

    >>> ukrainian_nominative("Олени", "f"), ukrainian_nominative("Лозового", "m")
    ('Олена', 'Лозовий')
    """
    given = next((one for one in ukrainian(text.lower()) if one.is_given), None)
    if given is not None:
        return given.lemma[:1].upper() + given.lemma[1:]
    for ending, nominative, sex in _UKRAINIAN_SURNAMES:
        if text.endswith(ending) and gender in (None, sex):
            return text[: len(text) - len(ending)] + nominative
    if gender == "m" and text.endswith(("а", "у")) and len(text) > 4:
        return text[:-1]
    return text


_UKRAINIAN_COMMON = (
    ("ській", "ська"),
    ("цькій", "цька"),
    ("ній", "на"),
    ("ії", "ія"),
    ("ої", "а"),
    ("ого", "ий"),
    ("ому", "ий"),
    ("ством", "ство"),
    ("стві", "ство"),
    ("ді", "да"),
    ("бі", "ба"),
    ("лки", "лка"),
    ("ки", "ка"),
)


def _ukrainian_common(text: str) -> str:
    for ending, nominative in _UKRAINIAN_COMMON:
        if text.endswith(ending):
            return text[: len(text) - len(ending)] + nominative
    return text


def _kazakh(text: str, *, local: bool = False) -> str:
    """A Kazakh word without the genitive, or the locative of an office in which something is said."""
    endings = _KAZAKH_ENDINGS + (_KAZAKH_LOCAL if local else ())
    for ending in endings:
        if text.endswith(ending) and len(text) > len(ending) + 3:
            return text[: len(text) - len(ending)]
    return text
