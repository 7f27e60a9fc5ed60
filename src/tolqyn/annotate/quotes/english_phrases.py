"""Noun phrases that may be a speaker in English."""

from typing import Literal

from tolqyn.annotate.quotes.lexicon import Head
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "sir", "lord", "lady"))


ARTICLES = frozenset(("the", "a", "an", "some", "many", "several", "two", "three", "four", "its", "local"))


BREAKS = frozenset((",", ";", ":", "(", ")", ".", "!", "?", "\n"))


def head_in(passage: Passage, start: int, stop: int) -> tuple[int, Head] | None:
    """The last listed head before “of”, “in”, “for”, a comma or the end; two-word heads before their second word."""
    found: tuple[int, Head] | None = None
    for place in range(start, stop):
        low = passage.low(place)
        if found is not None and (
            low in ("of", "in", "for", "at", "with", "from", "close") or not passage.tokens[place].is_word
        ):
            break
        head = passage.words.heads.get(f"{low} {passage.low(place + 1)}") or _singular(passage, low)
        if head is not None:
            found = (place, head)
    return found


def _singular(passage: Passage, low: str) -> Head | None:
    bare = low.removesuffix("’s").removesuffix("'s")
    heads = passage.words.heads
    return heads.get(bare) or (heads.get(bare[:-1]) if bare.endswith("s") else None)


def phrase_in(passage: Passage, start: int, stop: int) -> Phrase | None:
    """The speaker that a range holds from its first token on: name with its role, office, organisation or pronoun."""
    while start < stop and not passage.tokens[start].is_word and passage.stretch_from(start) is None:
        start += 1
    if start >= stop:
        return None
    said = passage.words.pronouns.get(passage.low(start))
    if said is not None:
        return Phrase(
            (start, start + 1), None, None, None, "pronoun", said if said in ("m", "f") else None, said == "p"
        )
    end = next((place for place in range(start, stop) if passage.low(place) in BREAKS), stop)
    name = _name(passage, start, end)
    head = head_in(passage, start, name[0] if name is not None and name[0] > start else end)
    if (
        name is not None
        and head is not None
        and passage.low(name[0] - 1) in ("of", "in", "for", "the")
        and name[0] > head[0] + 1
        and passage.low(head[0] + 1) in ("of", "in", "for")
    ):
        return _office(passage, start, end, head[1])
    if name is not None and (head is None or name[0] > head[0] or name[0] == start):
        return _named(passage, start, name, head[1] if head is not None and head[0] < name[0] else None, stop)
    if head is None:
        return None
    return _office(passage, start, end, head[1])


def people_in(passage: Passage, start: int, stop: int) -> list[Phrase]:
    """Every person named by two or more words, each with the role before the name."""
    found, place, opened = list[Phrase](), start, start
    while place < stop:
        if not _is_name_word(passage, place):
            opened = opened if passage.tokens[place].is_word else place + 1
            place += 1
            continue
        last = place
        while last < stop and _is_name_word(passage, last):
            last += 1
        phrase = phrase_in(passage, opened, last)
        if last - place > 1 and phrase is not None and phrase.kind == "name":
            found.append(phrase)
        place = opened = last
    return found


def _name(passage: Passage, start: int, stop: int) -> Range | None:
    """The last run of capitalised words, which “of” and the like may join; a listed head in lower case ends it."""
    best: Range | None = None
    place = start
    while place < stop:
        if not _is_name_word(passage, place):
            place += 1
            continue
        last = place + 1
        while last < stop and (
            _is_name_word(passage, last) or (passage.low(last) == "." and len(passage.tokens[last - 1].text) <= 2)
        ):
            last += 1
        best = (place, last)
        place = last
    if best is None:
        return None
    first, last = best
    while first < last and passage.low(first) in _TITLES | {"."}:
        first += 1
    while first < last - 1 and _is_office(passage, first):
        first += 1
    return (first, last) if first < last else None


def _is_office(passage: Passage, place: int) -> bool:
    head = _singular(passage, passage.low(place))
    return head is not None and head.type == "person"


def _is_name_word(passage: Passage, place: int) -> bool:
    token = passage.tokens[place]
    if not token.is_word or not token.is_capital or token.low in ARTICLES or token.low in passage.words.cues:
        return False
    if token.low in (
        "on",
        "in",
        "at",
        "it",
        "his",
        "her",
        "their",
        "this",
        "that",
        "but",
        "and",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "so",
        "yet",
        "while",
        "when",
    ):
        return False
    first = place == passage.bounds[passage.sentence_of[place]][0]
    head = _singular(passage, token.low)
    return not (
        first
        and head is not None
        and head.type == "person"
        and not (place + 1 < len(passage.tokens) and passage.tokens[place + 1].is_capital)
    )


def _named(passage: Passage, start: int, name: Range, head: Head | None, stop: int) -> Phrase | None:
    """A name with the role before it or, in commas, behind it."""
    first, last = name
    role: Range | None = (start, first) if head is not None and first > start else None
    while role is not None and not passage.tokens[role[1] - 1].is_word:
        role = (role[0], role[1] - 1)
    role = role if role is not None and passage.low(role[0]) not in _TITLES else None
    if (
        role is not None
        and passage.low(role[0]) == "the"
        and role[1] - role[0] > 1
        and head is not None
        and head.type == "org"
    ):
        role = (role[0] + 1, role[1])
    end = last
    if role is None and passage.low(last) in (",", "(") and last + 1 < stop + 1:
        close = next(
            (place for place in range(last + 1, min(len(passage.tokens), last + 12)) if passage.low(place) in BREAKS),
            last,
        )
        behind = head_in(passage, last + 1, close) if close > last + 1 else None
        if behind is not None and passage.low(last + 1) not in ("who", "which"):
            role, head, end = (last + 1, close), behind[1], close + 1
    own = _singular(passage, passage.low(last - 1)) or _singular(passage, passage.low(first))
    is_org = role is None and own is not None and own.type == "org"
    kind: Literal["org", "name"] = "org" if is_org else "name"
    if kind == "org" and passage.low(first - 1) == "the":
        first -= 1
    return Phrase(
        (start if role is None or role[0] < first else first, end),
        (first, last),
        role,
        head or (own if kind == "org" else None),
        kind,
        None,
        None,
    )


def _office(passage: Passage, start: int, end: int, head: Head) -> Phrase:
    stop = end
    for place in range(start, end):
        if passage.cue(place) is not None and place > start:
            stop = place
            break
    return Phrase((start, stop), None, None, head, "org" if head.type == "org" else "role", None, None)
