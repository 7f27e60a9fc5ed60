"""Where a person's name stands, in Russian and Ukrainian."""

from functools import cache

from tolqyn.annotate.quotes.heads import head_at, is_latin
from tolqyn.annotate.quotes.morphology import Case, Gender, analysis
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

_PARTICLES = frozenset(
    ["аль", "эль", "бин", "ибн", "оглы", "де", "ди", "да", "ван", "фон", "ла", "ле", "дер", "аш", "ан"]
)


_LONGEST_NAME = 5


def is_first(passage: Passage, place: int) -> bool:
    """Whether a token begins its sentence, so that its capital says nothing."""
    first = passage.bounds[passage.sentence_of[place]][0]
    return not any(passage.tokens[one].is_word for one in range(first, place))


def name_at(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """A person's name in a case: capitalised words of which one may be a given name or a surname."""
    last = place
    while last < end and last - place < _LONGEST_NAME and _may_belong(passage, last, place, case):
        last += 1
    while last > place and not (passage.tokens[last - 1].is_word and passage.tokens[last - 1].is_capital):
        last -= 1
    if last == place or not _is_person(passage, (place, last), case):
        return None
    return Phrase(
        (place, last), (place, last), None, None, "name", gender_of(passage, (place, last), case), False, case
    )


def _may_belong(passage: Passage, place: int, first: int, case: Case) -> bool:
    token = passage.tokens[place]
    if place > first and token.is_word and is_latin(token.low) != is_latin(passage.low(first)):
        return False
    if token.text == ".":
        return place > first and len(passage.tokens[place - 1].text) <= 2 and passage.tokens[place - 1].is_capital
    if place > first and token.low in _PARTICLES:
        return True
    if not token.is_word or not token.is_capital or token.text[0].isdigit() or len(token.text) == 1:
        return token.is_word and token.is_capital and passage.low(place + 1) == "."
    if token.is_acronym and len(token.text) < 5:
        return False
    if place > first and passage.tokens[place - 1].text != "." and passage.tokens[place - 1].stop + 2 < token.start:
        return False
    readings = analysis(passage.language)(token.low)
    if head_at(passage, place) and not any(one.is_given or one.is_surname for one in readings):
        return False
    bears = case in surname_cases(token.low) and not any(one.is_place and one.case == case for one in readings)
    if (
        any(one.is_place and one.is_known for one in readings)
        and not bears
        and not any(one.is_given or (one.is_surname and one.case == case) for one in readings)
    ):
        return False
    if any(one.case == case and one.part in ("noun", "adj") for one in readings) or case in surname_cases(token.low):
        return True
    if place > first and has_given(passage, (first, first + 1), case) and place - first < 3 and not token.is_acronym:
        return not any(one.is_place for one in readings)
    if (
        place == first
        and not is_first(passage, place)
        and len(token.text) < 4
        and passage.tokens[place + 1 : place + 2]
        and passage.tokens[place + 1].is_capital
    ):
        return not passage.tokens[place + 1].is_acronym
    return not any(one.is_known or one.part in ("noun", "adj") for one in readings)


_ADJECTIVAL = ("ский", "цкий", "ской", "ская", "цкая", "ський", "цький", "ська")


def _is_person(passage: Passage, name: Range, case: Case) -> bool:
    look = analysis(passage.language)
    first, last = name
    words = [passage.tokens[place] for place in range(first, last) if passage.tokens[place].is_word]
    for token in words:
        if any(one.case == case and (one.is_given or one.is_surname) and not one.plural for one in look(token.low)):
            return True
        alone_first = is_first(passage, first) and not (last < len(passage.tokens) and passage.cue(last) is not None)
        if case in surname_cases(token.low) and not alone_first and not any(one.is_place for one in look(token.low)):
            return True
    stands_alone = last >= len(passage.tokens) or not passage.tokens[last].is_word or passage.cue(last) is not None
    looks_so = all(
        token.low.endswith(_ADJECTIVAL)
        and (stands_alone or not any(one.is_known and one.part == "adj" for one in look(token.low)))
        for token in words
    )
    unknown = not any(one.is_known for token in words for one in look(token.low)) and all(
        not any(one.part == "noun" for one in look(token.low))
        or any(one.case == case and one.is_animate for one in look(token.low))
        for token in words
    )
    return (
        looks_so
        or (len(words) > 1 and unknown and not is_first(passage, first))
        or (
            unknown
            and len(words) == 1
            and not is_first(passage, first)
            and not is_latin(words[0].low)
            and not words[0].is_acronym
        )
    )


_SURNAMES: tuple[tuple[str, str], ...] = (
    ("ов", "n"), ("ев", "n"), ("ин", "n"), ("ын", "n"), ("ова", "nga"), ("ева", "nga"), ("ина", "nga"),
    ("овой", "gdil"), ("евой", "gdil"), ("иной", "gdil"),
    ("ову", "d"), ("еву", "d"), ("овым", "i"), ("евым", "i"), ("иным", "i"), ("енко", "ngdail"), ("дзе", "ngdail"),
    ("швили", "ngdail"), ("чук", "n"), ("чука", "ga"), ("ян", "n"), ("яна", "ga"),
)  # fmt: skip


@cache
def surname_cases(low: str) -> frozenset[str]:
    """Cases in which a word may be a Russian surname by its ending; what the dictionary does not know is one so."""
    return frozenset(
        "".join(cases for ending, cases in _SURNAMES if low.endswith(ending) and len(low) > len(ending) + 2)
    )


def gender_of(passage: Passage, name: Range, case: Case) -> Gender | None:
    """Gender by a given name, else by a surname that shows it; a last word that ends as surnames do is one («Карин»,
    which the dictionary knows as a woman's name too)."""
    look = analysis(passage.language)
    for place in range(*name):
        if place == name[1] - 1 and surname_cases(passage.low(place)):
            continue
        given = [one for one in look(passage.low(place)) if one.is_given and one.gender and one.case == case]
        genders = {one.gender for one in given if not one.plural}
        if len(genders) == 1:
            return genders.pop()
    last = passage.low(name[1] - 1)
    if last.endswith(("ова", "ева", "ина", "ская", "цкая", "ська", "цька")):
        return "f"
    return None


def has_given(passage: Passage, name: Range, case: Case) -> bool:
    look = analysis(passage.language)
    return any(one.is_given and one.case == case and not one.plural for one in look(passage.low(name[0])))
