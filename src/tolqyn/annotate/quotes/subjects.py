"""Who says it, in Russian and Ukrainian: the subject of a cue on either side, and whom it refers to."""

from collections.abc import Iterator
from dataclasses import replace

from tolqyn.annotate.quotes.drafts import Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.modifiers import PREPOSITIONS
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.outlets import (
    IN,
    OBLIQUE,
    audience,
    is_audience,
    is_likely,
    is_medium,
    is_outlet,
    medium_of,
    oblique_at,
    through,
    told_at,
)
from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.phrases import Phrase

_FURTHEST, _MOST_CLAUSES = 32, 4


_RELATIVE = frozenset(
    [
        "который",
        "которая",
        "которое",
        "которые",
        "которого",
        "которой",
        "которых",
        "котором",
        "котором",
        "что",
        "где",
        "когда",
        "если",
        "чтобы",
        "хотя",
        "якобы",
        "який",
        "яка",
        "яке",
        "які",
        "якого",
        "якої",
        "яких",
        "де",
        "коли",
        "якщо",
        "щоб",
        "хоча",
    ]
)


_ENDS = frozenset(":;.!?\n,")


def agrees(phrase: Phrase, cue: Cue) -> bool:
    """Whether a phrase may be the subject of a verb's form; who holds an office takes either gender."""
    if cue.plural is not None and phrase.plural is not None and phrase.plural != cue.plural:
        return False
    if cue.gender is None or phrase.gender is None or cue.gender == phrase.gender:
        return True
    of_person = (
        phrase.kind in ("name", "role") and phrase.head is not None and phrase.gender == "m" and cue.gender == "f"
    )
    unsure = phrase.kind == "org" and (phrase.head is None or phrase.head.role is None or phrase.name is not None)
    return of_person or unsure


def subject_before(passage: Passage, start: int, cue_place: int, cue: Cue) -> Source | None:
    """The subject that stands before a cue: in its own clause, else in the clauses before it."""
    for first, last in _clauses(passage, max(start, cue_place - 45), cue_place):
        phrase = _first_subject(passage, first, last, cue)
        if phrase is not None:
            phrase = _whose_apposition(passage, start, phrase) or phrase
            return Source(phrase, stop=phrase.whole[1])
    return _office_before(passage, start, cue_place) if cue.plural else None


def _whose_apposition(passage: Passage, start: int, phrase: Phrase) -> Phrase | None:
    """The name before the comma where a phrase only says who that is (“Ирина Савельева, жительница посёлка, …”)."""
    comma = phrase.whole[0] - 1
    if phrase.kind != "role" or passage.low(comma) != ",":
        return None
    for first in range(max(start, comma - 4), comma):
        named = phrase_at(passage, first, comma, "n")
        if named is not None and named.kind == "name" and named.whole[1] == comma:
            return replace(
                named,
                whole=(named.whole[0], phrase.whole[1]),
                role=named.role or phrase.whole,
                head=named.head or phrase.head,
            )
    return None


def _office_before(passage: Passage, start: int, cue_place: int) -> Source | None:
    """“В администрации заверили”: the office in which somebody says it."""
    for place in range(start, cue_place):
        if passage.low(place) in IN:
            phrase = phrase_at(passage, place + 1, cue_place, "l")
            if phrase is not None and phrase.head is not None and phrase.head.is_listed and phrase.head.type == "org":
                return Source(phrase, stop=phrase.whole[1])
    return None


def _clauses(passage: Passage, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Clauses from the nearest backwards; the last answer is the whole, for subjects with appositions in commas."""
    last = stop
    count = 0
    depth = 0
    for place in range(stop - 1, start - 1, -1):
        depth += (passage.low(place) == ")") - (passage.low(place) == "(")
        if depth > 0 or passage.low(place) == "(":
            last = place
            continue
        if passage.low(place) in (",", ";", ":", "(", ")") or (passage.is_dash(place) and passage.inside[place] < 0):
            if passage.inside[place] >= 0:
                continue
            if last - place > 1:
                yield place + 1, stop if count == 0 else last
                count += 1
            last = place
            if count >= _MOST_CLAUSES:
                return
    if last > start:
        yield start, last


def _first_subject(passage: Passage, start: int, stop: int, cue: Cue) -> Phrase | None:
    """The first nominative phrase that agrees; phrases in other cases are stepped over."""
    place = start
    while place < stop:
        token = passage.tokens[place]
        if passage.low(place) in _RELATIVE:
            return None
        if token.low in PREPOSITIONS:
            place = _stepped_over(passage, place + 1, stop)
            continue
        if token.is_word or passage.stretch_from(place) is not None:
            phrase = phrase_at(passage, place, stop, "n")
            if phrase is not None and agrees(phrase, cue) and is_likely(passage, phrase):
                return phrase
            if phrase is not None and phrase.kind != "pronoun":
                place = max(place + 1, phrase.whole[1] if phrase.head is not None else place + 1)
                continue
        place += 1
    return None


def _stepped_over(passage: Passage, place: int, stop: int) -> int:
    for case in OBLIQUE:
        phrase = phrase_at(passage, place, stop, case)
        if phrase is not None and phrase.kind != "pronoun":
            own = (
                phrase.name[0]
                if phrase.name is not None and phrase.role is not None and case == "n"
                else phrase.whole[1]
            )
            return max(place + 1, own)
    return place + 1


def subject_after(passage: Passage, place: int, stop: int, cue: Cue) -> Source | None:
    """The subject that follows a cue, behind whom it was told and where, or who “in” an office said it."""
    here, limit = place, min(stop, place + _FURTHEST)
    office: Phrase | None = None
    via: Phrase | None = None
    while here < limit:
        token = passage.tokens[here]
        if token.text in _ENDS or passage.is_dash(here):
            break
        reference = through(passage, here, stop)
        if reference is not None:
            return reference
        if token.low in PREPOSITIONS:
            inner = oblique_at(passage, here + 1, limit)
            if inner is not None and token.low in IN and office is None and via is None:
                via = medium_of(passage, inner, limit) if is_medium(passage, inner) else None
                office = inner if cue.plural and not is_medium(passage, inner) else None
            here = max(here + 1, inner.whole[1]) if inner is not None else here + 2
            continue
        found = phrase_at(passage, here, limit, "n") if token.is_word or passage.stretch_from(here) else None
        if (
            found is not None
            and is_audience(passage, found, limit)
            and (cue.plural or passage.low(found.whole[1]) not in IN)
        ):
            via, here = found, found.whole[1]
            continue
        if found is not None and agrees(found, cue) and is_likely(passage, found):
            return _with_reference(passage, found, via, stop)
        told = told_at(passage, here, limit)
        if told is not None:
            via = told if is_outlet(told) else via
            here = max(here + 1, told.whole[1])
            continue
        here += 1
    if office is not None:
        return _with_reference(passage, office, via, stop)
    return Source(None, via, here) if via is not None else None


def _with_reference(passage: Passage, found: Phrase, via: Phrase | None, stop: int) -> Source:
    """The subject as speaker; where he refers to another, that one is, and the subject is whom it passes through."""
    place = found.whole[1]
    for here in range(place, min(place + 3, stop)):
        reference = through(passage, here, stop)
        if reference is not None and reference.phrase is not None:
            return Source(reference.phrase, found, reference.stop)
    told = audience(passage, place, stop) if via is None else None
    return Source(found, via or told, place)
