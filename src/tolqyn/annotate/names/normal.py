"""The normal form of a name: its nominative by the rules of its language, or the listed name where a list knows it."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tolqyn.annotate.names import kazakh_names, russian_names, ukrainian_names
from tolqyn.annotate.naming import named
from tolqyn.annotate.words import Phrase, phrase
from tolqyn.model.mark import EntityType

_WORD = re.compile(r"\S+")
_NEAR = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EDGES = "«»„“”\"'’‘()[]*_,;:"
_SPACES = re.compile(r"\s+")


@cache
def _leaders(language: str) -> dict[Phrase, str]:
    """Nominative of a leader's full name by each of its forms; surnames alone may be anybody's."""
    return {
        form: naming.name
        for form, naming in named(language)
        if naming.form == "leader" and len(form) > 1 and naming.type == "PER"
    }


def leader(surface: str, language: str) -> str | None:
    """The listed full name of a head of state or government, in the language of the text.

    >>> leader("Касым-Жомарту Токаеву", "ru"), leader("Тоқаев", "kk")
    ('Касым-Жомарт Токаев', None)
    """
    return _leaders(language).get(phrase(surface))


@lru_cache(maxsize=50_000)
def normal_form(surface: str, kind: EntityType, language: str, before: str = "", after: str = "") -> str:
    """The nominative; `before` and `after` are the neighbouring words, which help with people's names.

    >>> normal_form("Ерлана Карина", "PER", "ru"), normal_form("«Грузинской мечты»", "ORG", "ru")
    ('Ерлан Карин', 'Грузинская мечта')
    >>> normal_form("Қасым-Жомарт Тоқаевқа", "PER", "kk"), normal_form("Юрченком", "PER", "uk")
    ('Қасым-Жомарт Тоқаев', 'Юрченко')
    """
    words = _SPACES.sub(" ", surface).strip(_EDGES + " ").split(" ")
    return " ".join(_by_language(words, kind, language, before, after)) or surface


def _by_language(words: Sequence[str], kind: EntityType, language: str, before: str, after: str) -> Sequence[str]:
    if not any("\u0400" <= letter <= "\u04ff" for word in words for letter in word):
        return words
    if language == "kk":
        return kazakh_names.last_word_bare(words, kind)
    if kind == "PER" and language == "uk":
        return ukrainian_names.person(words)
    if language != "ru":
        return words
    return russian_names.person(words, before, after) if kind == "PER" else russian_names.noun_phrase(words)


def neighbours(text: str, start: int, stop: int) -> tuple[str, str]:
    """The word before a span and the word after it, empty where something but a space parts them.

    >>> neighbours("у президента Токаева заявили", 13, 20)
    ('президента', 'заявили')
    """
    before = text[max(0, start - 40) : start]
    after = text[stop : stop + 40]
    left = list(_NEAR.finditer(before))
    right = _NEAR.search(after)
    return (
        left[-1].group() if left and not before[left[-1].end() :].strip() else "",
        right.group() if right and not after[: right.start()].strip() else "",
    )
