"""A reader's query: words that must all occur, phrases in quotes, words that must not."""

import re
from dataclasses import dataclass

from tolqyn.store.words import forms_of

_PART = re.compile(r'(-?)(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]|(\S+))')


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a query: its words in order (several make a phrase), and whether it is to be absent."""

    forms: tuple[str, ...]
    absent: bool = False


def parse_query(query: str) -> list[Asked]:
    """Parts of a query; a hyphenated word is a phrase, and so are characters of a script without spaces.

    >>> [(part.forms, part.absent) for part in parse_query('Грузия «досрочные выборы» -футбол')]
    [(('грузия',), False), (('досрочные', 'выборы'), False), (('футбол',), True)]
    """
    parts = []
    for match in _PART.finditer(query):
        minus, *alternatives = match.groups()
        forms = tuple(forms_of(next(filter(None, alternatives), "")))
        if forms:
            parts.append(Asked(forms, bool(minus)))
    return parts
