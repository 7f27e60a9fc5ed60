"""Noun phrases that may be a speaker in Russian and Ukrainian: a role, what belongs to it, and a name."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from tolqyn.annotate.quotes.lexicon import Head
from tolqyn.annotate.quotes.morphology import Case, Gender, Reading, analysis, can
from tolqyn.annotate.quotes.passage import Passage, Range

_PREPOSITIONS = frozenset(
    [
        "по",
        "в",
        "во",
        "на",
        "при",
        "из",
        "с",
        "со",
        "для",
        "от",
        "об",
        "о",
        "у",
        "за",
        "к",
        "над",
        "под",
        "з",
        "із",
        "зі",
        "від",
        "про",
        "до",
    ]
)
_INSIDE = frozenset(["по", "в", "во", "на", "при", "из", "для", "у", "із", "з", "за"])
_PARTICLES = frozenset(
    ["аль", "эль", "бин", "ибн", "оглы", "де", "ди", "да", "ван", "фон", "ла", "ле", "дер", "аш", "ан"]
)
_LONGEST_NAME, _LONGEST_ROLE, _MOST_ADJECTIVES = 5, 16, 4
_JOINTS = frozenset(("и", "і", "й", "та"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A possible speaker: all of it, the name in it, the words of the role beside the name, and its head noun."""

    whole: Range
    name: Range | None
    role: Range | None
    head: Head | None
    kind: Literal["name", "role", "org", "pronoun", "possessive"]
    gender: Gender | None = None
    plural: bool | None = None
    case: Case = "n"

    @property
    def speaker(self) -> Range:
        """What is the speaker's span: the name of a person, an outlet or a channel, else the whole phrase."""
        return self.name if self.name is not None else self.whole


def head_at(passage: Passage, place: int, case: Case | None = None) -> Head | None:
    """The listed noun that a token is, in a case where one is asked."""
    token = passage.tokens[place]
    heads = passage.words.heads
    if passage.language != "ru":
        found = _by_stem(passage, token.low)
        return found if found and (case is None or case in _cases(analysis("uk")(token.low))) else None
    if token.low in heads and (
        token.is_acronym or not token.low.isalpha() or _is_latin(token.low) or token.low.startswith("зам")
    ):
        return heads[token.low]
    readings = analysis("ru")(token.low)
    for one in readings:
        if one.lemma in heads and one.part in ("noun", "adj", "other") and case in (None, one.case):
            return heads[one.lemma]
    undeclined = token.low in heads and not any(one.part == "noun" and one.lemma in heads for one in readings)
    return heads[token.low] if undeclined else _prefixed(token.low, token.is_capital)


def _prefixed(low: str, is_capital: bool) -> Head | None:
    """Ministries and agencies by how their short names begin (Минстрой, Росрыболовство, Рособрнадзор)."""
    if (
        is_capital
        and low.startswith(("мин", "рос"))
        and low.endswith(
            (
                "надзор",
                "наука",
                "стат",
                "реестр",
                "рыболовство",
                "здрав",
                "прос",
                "обр",
                "спорт",
                "природы",
                "культуры",
                "связи",
                "востокразвития",
            )
        )
    ):
        return Head("official", "org")
    return None


def _is_latin(low: str) -> bool:
    return low.isascii()


_ENDINGS = frozenset(["", "а", "у", "ом", "ові", "і", "и", "ів", "ам", "ами", "ах", "ю", "я", "ем", "єм", "ям", "ями", "ях", "ї", "ї", "ії", "ією", "ою", "ею", "єю", "ці", "ком", "о", "е", "ий", "ого", "ому", "им", "их", "ь", "й", "ець", "ця", "цю", "цем", "цеві", "ці", "ців", "цям", "цями", "ка", "ки", "ку", "кою"])  # fmt: skip


def _by_stem(passage: Passage, low: str) -> Head | None:
    """A Ukrainian head in any case: its stem with an ending."""
    heads = passage.words.heads
    if low in heads:
        return heads[low]
    for cut in range(5):
        stem = low[: len(low) - cut]
        if len(stem) < 3 or low[len(stem) :] not in _ENDINGS:
            continue
        for last in ("", "а", "я", "о", "ь", "й", "ець", "и", "е"):
            if stem + last in heads:
                return heads[stem + last]
    return None


def _cases(readings: tuple[Reading, ...]) -> set[Case]:
    return {one.case for one in readings if one.case is not None}


def phrase_at(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """The phrase in a case that begins at a token, `None` where none does."""
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
    while last < end and passage.tokens[last].start < name.stop:
        last += 1
    return Phrase((place, last), (place, last), None, None, "name", _gender(passage, (place, last)), False, case)


def _built(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    look = analysis(passage.language)
    start = place
    noun = _after_adjectives(passage, place, end, case)
    head = _head_pair(passage, noun, end) if noun < end else None
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
        if not can(readings, "noun", case) or (token.is_capital and not _is_first(passage, noun) and noun == start):
            return _acronym(passage, noun, end, case) if token.is_capital else None
        animate = any(one.is_animate and one.case == case for one in readings)
        head = Head(None, "person" if animate else "org", is_listed=False)
    reading = next((one for one in readings if one.part == "noun" and one.case == case), None)
    if (
        head.role == "journalist"
        and token.is_capital
        and (width == 2 or token.is_acronym or _is_latin(token.low))
        and token.low not in passage.words.rest["roles"]["common"]
    ):
        return _acronym_outlet(passage, noun, noun + width, end, head, case)
    stop, name = _modifiers(passage, noun + width, end, case, may_name=head.type == "person")
    return _assembled(passage, (start, stop), name, head, reading, case)


def _acronym_outlet(passage: Passage, place: int, last: int, end: int, head: Head, case: Case) -> Phrase:
    """An outlet that is known by name: its words and what follows them in its own letters (“Fox News”, “РИА Новости”)."""
    while (
        last < end and passage.tokens[last].is_word and passage.tokens[last].is_capital and _is_latin(passage.low(last))
    ):
        last += 1
    return Phrase((place, last), (place, last), None, head, "org", case=case)


def _head_pair(passage: Passage, noun: int, end: int) -> Head | None:
    if noun + 1 >= end or not passage.tokens[noun + 1].is_word:
        return None
    heads = passage.words.heads
    return heads.get(f"{passage.low(noun)} {passage.low(noun + 1)}")


def _acronym(passage: Passage, place: int, end: int, case: Case) -> Phrase | None:
    """A name that is no person's: an acronym, a Latin name, an unknown organisation, with what follows it."""
    token = passage.tokens[place]
    readings = analysis(passage.language)(token.low)
    if token.low in passage.words.phrases("never"):
        return None
    if (
        not (token.is_acronym or _is_latin(token.low))
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
        and (_is_latin(passage.low(last)) or passage.tokens[last].is_acronym)
    ):
        last += 1
    if not _is_latin(token.low):
        stop, _ = _modifiers(passage, last, end, case)
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


def _is_first(passage: Passage, place: int) -> bool:
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
    return Phrase((place, last), (place, last), None, None, "name", _gender(passage, (place, last)), False, case)


def _may_belong(passage: Passage, place: int, first: int, case: Case) -> bool:
    token = passage.tokens[place]
    if place > first and token.is_word and _is_latin(token.low) != _is_latin(passage.low(first)):
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
    if any(one.is_place and one.is_known for one in readings) and not bears and not any(
        one.is_given or (one.is_surname and one.case == case) for one in readings
    ):
        return False
    if any(one.case == case and one.part in ("noun", "adj") for one in readings) or case in surname_cases(token.low):
        return True
    if place > first and _has_given(passage, (first, first + 1), case) and place - first < 3 and not token.is_acronym:
        return not any(one.is_place for one in readings)
    if (
        place == first
        and not _is_first(passage, place)
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
        alone_first = _is_first(passage, first) and not (last < len(passage.tokens) and passage.cue(last) is not None)
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
        or (len(words) > 1 and unknown and not _is_first(passage, first))
        or (
            unknown
            and len(words) == 1
            and not _is_first(passage, first)
            and not _is_latin(words[0].low)
            and not words[0].is_acronym
        )
    )


_SURNAMES: tuple[tuple[str, str], ...] = (
    ("ов", "n"), ("ев", "n"), ("ин", "n"), ("ын", "n"), ("ова", "nga"), ("ева", "nga"), ("ина", "nga"), ("овой", "gdil"), ("евой", "gdil"), ("иной", "gdil"),
    ("ову", "d"), ("еву", "d"), ("овым", "i"), ("евым", "i"), ("иным", "i"), ("енко", "ngdail"), ("дзе", "ngdail"), ("швили", "ngdail"), ("чук", "n"), ("чука", "ga"), ("ян", "n"), ("яна", "ga"),
)  # fmt: skip


@cache
def surname_cases(low: str) -> frozenset[str]:
    """Cases in which a word may be a Russian surname by its ending; what the dictionary does not know is one so."""
    return frozenset(
        "".join(cases for ending, cases in _SURNAMES if low.endswith(ending) and len(low) > len(ending) + 2)
    )


def _gender(passage: Passage, name: Range) -> Gender | None:
    """Gender by a given name, else by a surname that shows it."""
    look = analysis(passage.language)
    for place in range(*name):
        genders = {one.gender for one in look(passage.low(place)) if one.is_given and one.gender}
        if len(genders) == 1:
            return genders.pop()
    last = passage.low(name[1] - 1)
    if last.endswith(("ова", "ева", "ина", "ская", "цкая", "ська", "цька")):
        return "f"
    return None


def _modifiers(
    passage: Passage, place: int, end: int, case: Case, *, may_name: bool = True
) -> tuple[int, Range | None]:
    """Where what belongs to a head noun ends, and the name that stands there."""
    here, limit = place, min(end, place + _LONGEST_ROLE)
    while here < limit:
        one = passage.stretch_from(here)
        if one is not None and one.last < end and one.last - one.first <= 8:
            here = one.last + 1
            continue
        if not passage.tokens[here].is_word or any(
            passage.has(here, words) for words in passage.words.phrases("through")
        ):
            break
        named = _name_after_role(passage, here, end, case) if may_name else None
        if named is not None:
            return here, named
        step = _modifier(passage, here, limit, case)
        if step == 0:
            break
        here += step
    return here, None


def _name_after_role(passage: Passage, place: int, end: int, case: Case) -> Range | None:
    """A name in the case of its role; a word that may also be a genitive is one only if nothing better follows."""
    if not passage.tokens[place].is_capital:
        return None
    known = passage.names.get(place)
    if known is not None and known.type == "ORG":
        return None
    named = name_at(passage, place, end, case)
    if named is None and passage.tokens[place - 1].text in '»”"':
        return _foreign_name(passage, place, end)
    if named is None:
        return _last_unknown(passage, place, end)
    readings = analysis(passage.language)(passage.low(place))
    following = name_at(passage, place + 1, end, case) if place + 1 < end else None
    sure = any(one.is_given and one.case == case and not one.plural for one in readings)
    if (
        not sure
        and can(readings, "noun", "g")
        and case == "n"
        and following is not None
        and _has_given(passage, following.whole, case)
    ):
        return None
    if not sure and case == "g" and not any(one.is_surname and one.case == "g" for one in readings):
        return None
    return named.whole


def _foreign_name(passage: Passage, place: int, end: int) -> Range | None:
    """Two or three capitalised words behind an organisation's name in marks are who heads it (Чо Гук)."""
    last = place
    while (
        last < min(end, place + 3)
        and passage.tokens[last].is_word
        and passage.tokens[last].is_capital
        and not passage.tokens[last].is_acronym
    ):
        last += 1
    return (place, last) if last - place > 1 else None


def _last_unknown(passage: Passage, place: int, end: int) -> Range | None:
    """A capitalised word that no dictionary knows, last in a phrase behind what belongs to the office (Бжания)."""
    token, before = passage.tokens[place], passage.tokens[place - 1]
    if passage.language != "ru" or token.is_acronym or _is_latin(token.low) or not before.is_capital:
        return None
    ends = place + 1 >= end or not passage.tokens[place + 1].is_word or passage.cue(place + 1) is not None
    known = any(one.is_known or one.is_place for one in analysis("ru")(token.low))
    return (place, place + 1) if ends and not known and before.is_word else None


def _has_given(passage: Passage, name: Range, case: Case) -> bool:
    look = analysis(passage.language)
    return any(one.is_given and one.case == case and not one.plural for one in look(passage.low(name[0])))


def _modifier(passage: Passage, place: int, end: int, case: Case) -> int:
    """How many tokens from here belong to the role: a genitive, an acronym, “по вопросам …”, “… и …”, an apposition."""
    token = passage.tokens[place]
    look = analysis(passage.language)
    readings = look(token.low)
    if passage.cue(place) is not None and not can(readings, "noun", "g"):
        return 0
    if token.is_acronym or (token.is_capital and _is_latin(token.low)):
        return 1
    if (can(readings, "noun", "g") or can(readings, "adj", "g")) and not _is_other_head(passage, place, case):
        return 1
    if (
        passage.language == "uk"
        and can(look(passage.low(place - 1)), "adj", "g")
        and passage.low(place - 1).endswith(("их", "іх"))
    ):
        return 1
    if token.low.isdigit() and not passage.cue(place) and head_at(passage, place - 1) is not None:
        return 1
    if token.low in _INSIDE and place + 1 < end and passage.tokens[place + 1].is_word:
        wanted: tuple[Case, ...] = ("l", "d", "g", "a", "i")
        inner = look(passage.low(place + 1))
        return (
            2
            if any(can(inner, "noun", one) or can(inner, "adj", one) for one in wanted)
            and passage.low(place + 1) not in passage.words.rest["phrases"]["media"]
            and not _is_media(passage, place + 1)
            else 0
        )
    if token.low in _JOINTS and place + 1 < end and passage.tokens[place + 1].is_word:
        inner = look(passage.low(place + 1))
        joined = can(inner, "noun", "g") or can(inner, "noun", "d") or can(inner, "adj", "g") or can(inner, "adj", "d")
        return (
            2
            if joined and passage.cue(place + 1) is None
            else (2 if head_at(passage, place + 1, case) and not passage.tokens[place + 1].is_capital else 0)
        )
    if (
        any(can(readings, part, one) for part in ("noun", "adj") for one in ("d", "l", "i"))
        and not token.is_capital
        and place > 0
        and _follows_modifier(passage, place)
    ):  # type: ignore[arg-type]
        return 1
    return 1 if _is_apposed(passage, place, case) else 0


def _is_other_head(passage: Passage, place: int, case: Case) -> bool:
    """Whether an indeclinable or unknown word is a new head in the nominative, no genitive (“посте телеграм-блогер …”)."""
    head = head_at(passage, place)
    if head is None or head.type != "person" or case == "n":
        return False
    readings = analysis(passage.language)(passage.low(place))
    return any(one.case == "n" and one.lemma == passage.low(place) for one in readings)


def _is_apposed(passage: Passage, place: int, case: Case) -> bool:
    """Whether a second office follows the first one's genitives (“глава комитета блока адмирал …”)."""
    head = head_at(passage, place, case)
    if head is None or head.type != "person" or passage.tokens[place].is_capital:
        return False
    earlier = next(
        (
            one
            for here in range(place - 1, max(0, place - _LONGEST_ROLE), -1)
            if (one := head_at(passage, here, case)) is not None
        ),
        None,
    )
    return earlier is not None and earlier.type == "person"


def _is_media(passage: Passage, place: int) -> bool:
    readings = analysis(passage.language)(passage.low(place))
    return any(one.lemma in passage.words.rest["phrases"]["media"] for one in readings) or passage.low(place)[:4] in (
        "інте",
        "ефір",
        "эфир",
    )


def _follows_modifier(passage: Passage, place: int) -> bool:
    """Whether the word before is an adjective or stands in an oblique case after a preposition."""
    before = analysis(passage.language)(passage.low(place - 1))
    return (
        any(one.part == "adj" and one.case in ("d", "l", "i") for one in before)
        and passage.low(place - 2) in _PREPOSITIONS | {"", *_JOINTS}
    ) or any(one.part == "adj" and one.case in ("d", "l", "i") for one in before)


def _assembled(
    passage: Passage, whole: Range, name: Range | None, head: Head, reading: Reading | None, case: Case
) -> Phrase:
    """A phrase of a role and, where there is one, a name: of a person, or in marks of an outlet or a channel."""
    start, stop = whole
    undeclined = passage.tokens[start].is_acronym
    gender = reading.gender if reading and not undeclined else None
    plural = reading.plural if reading and not undeclined else None
    if name is not None:
        kind: Literal["name", "org", "role"] = "name"
        own = _gender(passage, name) or (gender if gender == "f" else None)
        found = Phrase((start, name[1]), name, (start, name[0]), head, kind, own, False, case)
        return found
    kind = "org" if head.type == "org" else "role"
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
        and not (_is_first(passage, start) and not first.is_acronym and not _is_latin(first.low))
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
            and (token.is_acronym or _is_latin(token.low) or _is_name_of_outlet(passage, place))
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
    stop, _ = _modifiers(passage, noun + 1, limit, named.case)
    closing = stop + 1 if passage.low(stop) in (",", ")") else stop
    gender = named.gender
    return replace(named, whole=(named.whole[0], closing), role=(here, stop), head=head, gender=gender)
