"""Noun phrases that may be a speaker in Russian and Ukrainian: a role, what belongs to it, and a name."""

from dataclasses import replace
from typing import Literal

from tolqyn.annotate.quotes.heads import head_at, head_pair, is_latin
from tolqyn.annotate.quotes.lexicon import Head
from tolqyn.annotate.quotes.modifiers import modifiers_at
from tolqyn.annotate.quotes.morphology import Case, Gender, Reading, analysis, can
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.persons import gender_of, is_first, name_at
from tolqyn.annotate.quotes.phrases import Phrase

_MOST_ADJECTIVES = 4


_FURTHEST = 30
"""Tokens within which a phrase ends."""


def phrase_at(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """The phrase in a case that begins at a token, `None` where none does."""
    end = min(end, place + _FURTHEST)
    key = (place, end, case)
    if key not in passage.phrases:
        passage.phrases[key] = _found_at(passage, place, end, case)
    found = passage.phrases[key]
    return found if isinstance(found, Phrase) else None


def _found_at(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    if place >= end or not (passage.tokens[place].is_word or passage.tokens[place].text in '«"“„'):
        return None
    pronoun = _pronoun(passage, place, case)
    if pronoun is not None:
        return pronoun
    return _quoted(passage, place, end, case) or _known(passage, place, end, case) or _built(passage, place, end, case)


def _pronoun(passage: Passage, place: int, case: Case) -> Phrase | None:
    low = passage.low(place)
    said = passage.words.pronouns.get(low)
    if said is None or case != "n":
        return None
    gender: Gender | None = said if said in ("m", "f") else None
    return Phrase((place, place + 1), None, None, None, "pronoun", gender, said == "p")


def _quoted(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """A name in marks that stands alone («Коммерсант»), an outlet as far as one knows."""
    one = passage.stretch_from(place)
    if one is None or one.last >= end or one.last - one.first > 6 or not passage.tokens[place + 1].is_capital:
        return None
    return Phrase((place, one.last + 1), (place + 1, one.last), None, Head("journalist", "org"), "org", case=case)


def _known(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """A person whom the names component marked here."""
    name = passage.names.get(place)
    if name is None or name.type != "PER":
        return None
    last = place
    while last < end and passage.tokens[last].start + passage.offset < name.stop:
        last += 1
    return Phrase(
        (place, last), (place, last), None, None, "name", gender_of(passage, (place, last), case), False, case
    )


def _built(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    look = analysis(passage.language)
    start = place
    noun = _after_adjectives(passage, place, end, case)
    head = head_pair(passage, noun, end) if noun < end else None
    width = 2 if head else 1
    head = head or (head_at(passage, noun, case) if noun < end else None)
    if head is None:
        named = name_at(passage, place, end, case)
        if named is not None:
            return _appositive(passage, named, end)
    if noun >= end or not passage.tokens[noun].is_word:
        return None
    readings = look(passage.low(noun))
    token = passage.tokens[noun]
    if head is None:
        if not can(readings, "noun", case) or (token.is_capital and not is_first(passage, noun) and noun == start):
            return _acronym(passage, noun, end, case) if token.is_capital else None
        animate = any(one.is_animate and one.case == case for one in readings)
        head = Head(None, "person" if animate else "org", is_listed=False)
    reading = next((one for one in readings if one.part == "noun" and one.case == case), None)
    if (
        head.role == "journalist"
        and token.is_capital
        and (width == 2 or token.is_acronym or is_latin(token.low))
        and token.low not in passage.words.rest["roles"]["common"]
    ):
        return _acronym_outlet(passage, noun, noun + width, end, head, case)
    stop, name = modifiers_at(passage, noun + width, end, case, may_name=head.type == "person")
    return _assembled(passage, (start, stop), name, head, reading, case)


def _acronym_outlet(passage: Passage, place: int, last: int, end: int, head: Head, case: Case) -> Phrase:
    """An outlet that is known by name: its words and what follows them in its letters (“Fox News”, “РИА Новости”)."""
    while (
        last < end and passage.tokens[last].is_word and passage.tokens[last].is_capital and is_latin(passage.low(last))
    ):
        last += 1
    return Phrase((place, last), (place, last), None, head, "org", case=case)


def _acronym(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """A name that is no person's: an acronym, a Latin name, an unknown organisation, with what follows it."""
    token = passage.tokens[place]
    readings = analysis(passage.language)(token.low)
    if token.low in passage.words.phrases("never"):
        return None
    if (
        not (token.is_acronym or is_latin(token.low))
        and all(one.is_known for one in readings)
        and not can(readings, "noun", case)
    ):
        return None
    last = place + 1
    while (
        last < end
        and last - place < 5
        and passage.tokens[last].is_capital
        and passage.tokens[last].is_word
        and (is_latin(passage.low(last)) or passage.tokens[last].is_acronym)
    ):
        last += 1
    if not is_latin(token.low):
        stop, _ = modifiers_at(passage, last, end, case)
        last = stop
    return Phrase((place, last), (place, last), None, Head(None, "org", is_listed=False), "org", case=case)


def _after_adjectives(passage: Passage, place: int, end: int, case: Case) -> int:
    """Where the noun stands to which adjectives from `place` on belong; `place` where no noun follows them."""
    look = analysis(passage.language)
    here = place
    while here < end and here - place < _MOST_ADJECTIVES:
        low = passage.low(here)
        if low in ("бывший", "экс") or low in passage.words.rest["roles"]["modifiers"]["former"]:
            here += 1
            continue
        if not can(look(low), "adj", case) or (
            head_at(passage, here, case) and not _describes(passage, here, end, case)
        ):
            break
        here += 1
    if here >= end or here == place:
        return here
    token = passage.tokens[here]
    fits = head_at(passage, here, case) or (
        can(look(token.low), "noun", case) and (not token.is_capital or token.is_acronym)
    )
    return here if fits else place


def _describes(passage: Passage, place: int, end: int, case: Case) -> bool:
    """Whether a word that may be a head is the adjective of the next one (“военный эксперт”, “ведущий специалист”)."""
    if passage.language == "uk" and passage.low(place) in passage.words.heads:
        return False
    return place + 1 < end and passage.tokens[place + 1].is_word and head_at(passage, place + 1, case) is not None


def _assembled(
    passage: Passage, whole: Range, name: Range | None, head: Head, reading: Reading | None, case: Case
) -> Phrase:
    """A phrase of a role and, where there is one, a name: of a person, or in marks of an outlet or a channel."""
    start, stop = whole
    undeclined = passage.tokens[start].is_acronym
    gender = reading.gender if reading and not undeclined else None
    plural = reading.plural if reading and not undeclined else None
    if name is not None:
        own = gender_of(passage, name, case) or (gender if gender == "f" else None)
        return Phrase((start, name[1]), name, (start, name[0]), head, "name", own, False, case)
    kind: Literal["org", "role"] = "org" if head.type == "org" else "role"
    found = Phrase((start, stop), None, None, head, kind, gender, plural, case)
    if head.type == "org" and head.role in ("journalist", "blogger"):
        return _outlet(passage, found)
    if head.role == "anonymous" or kind == "role":
        return _with_clause(passage, found)
    return found


def _outlet(passage: Passage, phrase: Phrase) -> Phrase:
    """An outlet's name alone is the speaker where the phrase gives one, in marks or in Latin letters."""
    start, stop = phrase.whole
    first = passage.tokens[start]
    if (
        first.is_capital
        and first.low not in passage.words.rest["roles"]["common"]
        and not (is_first(passage, start) and not first.is_acronym and not is_latin(first.low))
    ):
        return replace(phrase, name=phrase.whole)
    for place in range(start + 1, stop):
        one = passage.stretch_from(place)
        if one is not None:
            return replace(phrase, name=(one.first + 1, one.last), role=(start, place))
        token = passage.tokens[place]
        if (
            token.is_capital
            and head_at(passage, place) is None
            and (token.is_acronym or is_latin(token.low) or _is_name_of_outlet(passage, place))
        ):
            return replace(phrase, name=(place, stop), role=(start, place))
    return phrase


def _is_name_of_outlet(passage: Passage, place: int) -> bool:
    readings = analysis(passage.language)(passage.low(place))
    return not any(one.is_known and one.case == "g" for one in readings)


def _with_clause(passage: Passage, phrase: Phrase) -> Phrase:
    """Somebody unnamed with the words in commas that describe him (“источник, близкий к руководству,”)."""
    start, stop = phrase.whole
    if (
        phrase.head is None
        or phrase.head.role != "anonymous"
        or passage.low(stop) != ","
        or stop + 1 >= len(passage.tokens)
    ):
        return phrase
    readings = analysis(passage.language)(passage.low(stop + 1))
    if not any(one.part == "adj" for one in readings):
        return phrase
    last = stop + 1
    limit = passage.bounds[passage.sentence_of[stop]][1]
    while last < limit and last - stop < 12 and passage.tokens[last].is_word:
        last += 1
    return replace(phrase, whole=(start, last))


def _appositive(passage: Passage, named: Phrase, end: int) -> Phrase:
    """A name with the role that stands behind it, after a comma or in brackets."""
    after = named.whole[1]
    if passage.low(after) not in (",", "(") or after + 1 >= min(end + 1, len(passage.tokens)):
        return named
    limit = passage.bounds[passage.sentence_of[after]][1]
    here = after + 1
    noun = _after_adjectives(passage, here, limit, named.case)
    head = head_at(passage, noun, named.case) if noun < limit else None
    if head is None or passage.tokens[noun].is_capital:
        return named
    stop, _ = modifiers_at(passage, noun + 1, limit, named.case)
    closing = stop + 1 if passage.low(stop) in (",", ")") else stop
    gender = named.gender
    return replace(named, whole=(named.whole[0], closing), role=(here, stop), head=head, gender=gender)
