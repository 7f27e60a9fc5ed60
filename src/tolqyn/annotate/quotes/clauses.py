"""Where a reported clause begins and ends, in Russian and Ukrainian."""

from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

SPEAKS = frozenset(("say", "think"))
_AND = frozenset(("и", "а", "но", "также", "і", "й", "та", "але", "при", "этом", "цьому"))
_FURTHEST = 26
_NONE = Cue(frozenset(), "")


def is_negated(passage: Passage, place: int) -> bool:
    """Whether a cue is denied, or is no telling at all (“стоит отметить”)."""
    before = passage.low(place - 1)
    return before in passage.words.phrases("unlike") or (before in ("бы", "б") and passage.low(place - 2) == "не")


def speaking(passage: Passage, place: int, kinds: frozenset[str] = SPEAKS) -> Cue | None:
    """The cue of some kinds that a token is, if it is not denied and stands in no marks."""
    cue = passage.cue(place)
    if cue is None or not cue.kinds & kinds or is_negated(passage, place):
        return None
    return cue


def that_at(passage: Passage, place: int, stop: int) -> int:
    """First token of the clause where “, что” stands at a token, else 0."""
    if passage.low(place) != "," or place + 2 >= stop:
        return 0
    following = passage.low(place + 1)
    if following in passage.words.phrases("that"):
        return place + 2
    if following in passage.words.phrases("asks"):
        return place + 2
    return 0


def cue_of(passage: Passage, start: int, place: int, kinds: frozenset[str] = SPEAKS) -> int | None:
    """The nearest cue before a place, in the same sentence."""
    for here in range(place - 1, max(start, place - _FURTHEST) - 1, -1):
        if passage.inside[here] >= 0 and passage.inside[place] != passage.inside[here]:
            continue
        if speaking(passage, here, kinds) is not None:
            return here
        if that_at(passage, here, place):
            return None
    return None


def clause_end(passage: Passage, start: int, stop: int) -> int:
    """Where a reported clause ends: with its sentence, or where the author or another cue goes on."""
    behind = speaker_behind(passage, start, stop)
    stop = behind[0] if behind is not None else stop
    for here in range(start, stop):
        token = passage.tokens[here]
        if passage.inside[here] >= 0 and passage.inside[here] == passage.inside[here - 1]:
            continue
        if token.text == "," and passage.low(here + 1) in passage.words.phrases("stop"):
            return here
        if here > start + 1 and (token.text == "," or passage.is_dash(here)) and is_tail(passage, here, stop):
            return here
        if here > start and _joins_cue(passage, here, stop):
            return here
        if (
            here > start + 1
            and token.text == ","
            and passage.tokens[here - 1].text in '»”"'
            and passage.low(here + 1) in _AND
            and here + 2 < stop
        ):
            return here
    return stop


def speaker_behind(passage: Passage, first: int, stop: int) -> tuple[int, Phrase] | None:
    """The dash near a sentence's end behind which nothing but a listed speaker stands (“… — украинские СМИ”)."""
    for dash in range(stop - 1, max(first, stop - 9), -1):
        if not passage.is_dash(dash) or passage.inside[dash] >= 0:
            continue
        phrase = phrase_at(passage, dash + 1, stop, "n")
        if phrase is None or phrase.head is None or not phrase.head.is_listed:
            continue
        if not any(passage.tokens[place].is_word for place in range(phrase.whole[1], stop)):
            return dash, phrase
    return None


def is_tail(passage: Passage, place: int, stop: int) -> bool:
    """Whether a comma or a dash opens words of attribution that end the sentence (“…, сообщает ТАСС.”)."""
    here = place + 1
    if passage.is_dash(here):
        here += 1
    here += passage.has(here, "about_this")
    if here >= stop or speaking(passage, here) is None:
        return False
    cue = passage.cue(here)
    if cue is None or not cue.is_finite:
        return False
    return not any(that_at(passage, later, stop) or passage.low(later) == ":" for later in range(here + 1, stop))


def _joins_cue(passage: Passage, place: int, stop: int) -> bool:
    """Whether “и”, “а” or a comma joins a second cue with a clause of its own (“… и добавил, что …”)."""
    here = place
    if passage.low(here) == ",":
        here += 1
    if passage.low(here) not in _AND and passage.low(place) != ",":
        return False
    steps = 0
    while here < stop and steps < 4 and speaking(passage, here, SPEAKS | {"call", "ask"}) is None:
        if not passage.tokens[here].is_word:
            return False
        here, steps = here + 1, steps + 1
    if here >= stop or steps >= 4:
        return False
    if passage.low(place) == "," and passage.low(place + 1) not in _AND:
        cue = passage.cue(here)
        if cue is None or cue.is_finite:
            return False
    later = range(here + 1, min(here + 14, stop))
    asks = "ask" in (passage.cue(here) or _NONE).kinds and any(
        passage.low(one).endswith(("ть", "ти", "ться", "тися")) for one in later
    )
    return asks or any(that_at(passage, one, stop) or passage.stretch_from(one) for one in later)


def words_in(passage: Passage, tokens: Range) -> int:
    """How many words a range holds."""
    return sum(passage.tokens[place].is_word for place in range(*tokens))


def has_verb(passage: Passage, tokens: Range) -> bool:
    """Whether a range looks like a statement: a word with a verb's ending, or of the small ones that stand for one."""
    return any(
        passage.tokens[place].is_word and (passage.low(place).endswith(_VERBAL) or passage.low(place) in _SMALL)
        for place in range(*tokens)
    )


_VERBAL = (
    "ет", "ит", "ут", "ют", "ат", "ят", "ал", "ил", "ел", "ла", "ли", "ло", "лся", "лась", "лись", "лось", "тся",
    "ться", "ть", "ны", "но", "ена", "ен", "ана", "ята", "ято", "ан", "ем", "им", "ёт",
    "ить", "ати", "ити", "ться", "ють", "уть", "ив", "ав", "вся", "ено", "ано", "ють", "йте", "ите", "ти", "яв",
    "ить", "ує",
)  # fmt: skip
_SMALL = frozenset(
    [
        "нет",
        "есть",
        "нельзя",
        "можно",
        "надо",
        "нужно",
        "должен",
        "должна",
        "должны",
        "готов",
        "готовы",
        "это",
        "немає",
        "є",
        "треба",
        "можна",
        "готові",
        "нужен",
        "нужна",
        "нужны",
        "мог",
        "могут",
        "будет",
        "буду",
        "жив",
        "хочу",
    ]
)
