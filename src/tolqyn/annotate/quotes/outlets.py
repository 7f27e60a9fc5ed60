"""To whom something was said and where: the outlet that words pass through, in Russian and Ukrainian."""

from tolqyn.annotate.quotes.drafts import Source
from tolqyn.annotate.quotes.heads import head_at
from tolqyn.annotate.quotes.morphology import Case, analysis, can
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.phrases import Phrase

OBLIQUE: tuple[Case, ...] = ("l", "d", "g", "a", "i")


IN = frozenset(("в", "во", "у", "на"))
_REFERRED: tuple[Case, ...] = ("a", "g", "n")


def is_likely(passage: Passage, phrase: Phrase) -> bool:
    """Whether a phrase can speak: a name, a pronoun, a listed head, an animate noun or an acronym."""
    if phrase.kind in ("name", "pronoun", "role") or phrase.name is not None:
        return True
    first = passage.tokens[phrase.whole[0]]
    return (phrase.head is not None and phrase.head.is_listed) or first.is_acronym


def through(passage: Passage, place: int, stop: int) -> Source | None:
    """“со ссылкой на X”: X as the speaker."""
    width = passage.has(place, "through")
    if not width:
        return None
    for case in _REFERRED:
        phrase = phrase_at(passage, place + width, stop, case)
        if phrase is not None:
            return Source(phrase, stop=phrase.whole[1])
    if can(analysis(passage.language)(passage.low(place + width)), "adj", "a"):
        return Source(phrase_at(passage, place + width + 1, stop, "a"), stop=place + width + 2)
    return None


def audience(passage: Passage, place: int, stop: int) -> Phrase | None:
    """The outlet that was told, right behind a cue or its subject: “РИА Новости”, “газете …”, “в эфире …”."""
    if place >= stop:
        return None
    token = passage.tokens[place]
    if token.low in IN:
        inner = oblique_at(passage, place + 1, stop)
        return medium_of(passage, inner, stop) if inner is not None and is_medium(passage, inner) else None
    if token.is_word and token.is_capital and (token.is_acronym or token.low.isascii()):
        head = head_at(passage, place)
        if head is not None and head.role != "journalist":
            return None
        return phrase_at(passage, place, stop, "n") or phrase_at(passage, place, stop, "d")
    told = told_at(passage, place, stop)
    return told if told is not None and is_outlet(told) else None


def told_at(passage: Passage, place: int, stop: int) -> Phrase | None:
    """A phrase in the dative: to whom it was said."""
    if not passage.tokens[place].is_word or not can(analysis(passage.language)(passage.low(place)), "noun", "d"):
        return None
    if can(analysis(passage.language)(passage.low(place)), "noun", "n") and not head_at(passage, place, "d"):
        return None
    return phrase_at(passage, place, stop, "d")


def is_outlet(phrase: Phrase) -> bool:
    return phrase.head is not None and phrase.head.type == "org" and phrase.head.role in ("journalist", "blogger")


def is_audience(passage: Passage, found: Phrase, limit: int) -> bool:
    """Whether an outlet stands where a subject could, and the subject follows it (“сообщил РИА Новости Храпунова”)."""
    if found.kind != "org" or found.head is None or found.head.role not in ("journalist", None):
        return False
    place = found.whole[1]
    if not (
        passage.tokens[found.whole[0]].is_capital
        or found.whole[0] in passage.inside
        or passage.tokens[found.whole[0]].text in '«"'
    ):
        return False
    if place >= limit or not (passage.tokens[place].is_word or passage.stretch_from(place)):
        return False
    if passage.low(place) in IN and found.head.role == "journalist":
        office = phrase_at(passage, place + 1, limit, "l")
        return office is not None and office.kind == "org" and not is_medium(passage, office)
    following = phrase_at(passage, place, limit, "n")
    return following is not None and is_likely(passage, following)


def oblique_at(passage: Passage, place: int, limit: int) -> Phrase | None:
    if place >= limit:
        return None
    for case in OBLIQUE:
        phrase = phrase_at(passage, place, limit, case)
        if phrase is not None:
            return phrase
    return None


def is_medium(passage: Passage, inner: Phrase) -> bool:
    low = passage.low(inner.whole[0])
    return (
        low in passage.words.rest["phrases"]["media"]
        or any(one.lemma in passage.words.rest["phrases"]["media"] for one in analysis(passage.language)(low))
        or low[:5] in ("интер", "інтер")
        or low[:4] in ("ефір", "эфир")
    )


def medium_of(passage: Passage, inner: Phrase, limit: int) -> Phrase | None:
    """The outlet of an interview or a broadcast."""
    for place in range(inner.whole[0] + 1, min(inner.whole[0] + 5, limit)):
        token = passage.tokens[place]
        one = passage.stretch_from(place)
        if one is not None and one.last < len(passage.tokens):
            return Phrase((place, one.last + 1), (place + 1, one.last), None, None, "org", case="n")
        if token.is_word and token.is_capital:
            return phrase_at(passage, place, limit, "g") or phrase_at(passage, place, limit, "n")
    return None
