"""What belongs to the head of a phrase, and the name that follows it."""

from tolqyn.annotate.quotes.heads import head_at, is_latin
from tolqyn.annotate.quotes.morphology import Case, analysis, can
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.persons import has_given, name_at

PREPOSITIONS = frozenset(
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


_LONGEST_ROLE = 16


_JOINTS = frozenset(("и", "і", "й", "та"))


def modifiers_at(
    passage: Passage, place: int, end: int, case: Case, *, may_name: bool = True
) -> tuple[int, Range | None]:
    """Where what belongs to a head noun ends, and the name that stands there."""
    here, limit = place, min(end, place + _LONGEST_ROLE)
    while here < limit:
        one = passage.stretch_from(here)
        if one is not None and one.last < end and one.last - one.first <= 8:
            here = one.last + 1
            continue
        if not passage.tokens[here].is_word or passage.has(here, "through"):
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
        and has_given(passage, following.whole, case)
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
    if passage.language != "ru" or token.is_acronym or is_latin(token.low) or not before.is_capital:
        return None
    ends = place + 1 >= end or not passage.tokens[place + 1].is_word or passage.cue(place + 1) is not None
    known = any(one.is_known or one.is_place for one in analysis("ru")(token.low))
    return (place, place + 1) if ends and not known and before.is_word else None


def _modifier(passage: Passage, place: int, end: int, case: Case) -> int:
    """How many tokens from here belong to the role: a genitive, an acronym, “по вопросам …”, “… и …”, an apposition."""
    token = passage.tokens[place]
    look = analysis(passage.language)
    readings = look(token.low)
    if passage.cue(place) is not None and not can(readings, "noun", "g"):
        return 0
    if token.is_acronym or (token.is_capital and is_latin(token.low)):
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
    ):
        return 1
    return 1 if _is_apposed(passage, place, case) else 0


def _is_other_head(passage: Passage, place: int, case: Case) -> bool:
    """Whether an indeclinable or unknown word is a new head, no genitive (“посте телеграм-блогер …”)."""
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
        and passage.low(place - 2) in PREPOSITIONS | {"", *_JOINTS}
    ) or any(one.part == "adj" and one.case in ("d", "l", "i") for one in before)
