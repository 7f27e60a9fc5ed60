"""Which listed noun a word is, in any case, in Russian and Ukrainian."""

from tolqyn.annotate.quotes.lexicon import Head
from tolqyn.annotate.quotes.morphology import Case, Reading, analysis
from tolqyn.annotate.quotes.passage import Passage


def head_at(passage: Passage, place: int, case: Case | None = None) -> Head | None:
    """The listed noun that a token is, in a case where one is asked."""
    token = passage.tokens[place]
    heads = passage.words.heads
    if passage.language != "ru":
        found = _by_stem(passage, token.low)
        return found if found and (case is None or case in _cases(analysis("uk")(token.low))) else None
    if token.low in heads and (
        token.is_acronym or not token.low.isalpha() or is_latin(token.low) or token.low.startswith("зам")
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


def is_latin(low: str) -> bool:
    return low.isascii()


_ENDINGS = frozenset((
    "",
    "а", "у", "ом", "ові", "і", "и", "ів", "ам", "ами", "ах", "ю", "я", "ем", "єм", "ям", "ями", "ях", "ї",
    "ії", "ією", "ою", "ею", "єю", "ці", "ком", "о", "е", "ий", "ого", "ому", "им", "их", "ь", "й", "ець", "ця",
    "цю", "цем", "цеві", "ців", "цям", "цями", "ка", "ки", "ку", "кою",
))  # fmt: skip


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


def head_pair(passage: Passage, noun: int, end: int) -> Head | None:
    if noun + 1 >= end or not passage.tokens[noun + 1].is_word:
        return None
    heads = passage.words.heads
    return heads.get(f"{passage.low(noun)} {passage.low(noun + 1)}")
