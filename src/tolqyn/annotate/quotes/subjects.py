"""Who says it, in Russian and Ukrainian: the subject of a cue on either side, and whom it refers to."""

from collections.abc import Iterator
from dataclasses import replace

from tolqyn.annotate.quotes.drafts import Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.morphology import Case, analysis, can
from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.phrases import _PREPOSITIONS as PREPOSITIONS
from tolqyn.annotate.quotes.phrases import Phrase, head_at, phrase_at

_FURTHEST, _MOST_CLAUSES = 32, 5
_OBLIQUE: tuple[Case, ...] = ("l", "d", "g", "a", "i")
_IN = frozenset(("в", "во", "у", "в", "на"))
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
    for first, last in _clauses(passage, max(start, cue_place - 60), cue_place):
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
        if passage.low(place) in _IN:
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
            if phrase is not None and agrees(phrase, cue) and _is_likely(passage, phrase):
                return phrase
            if phrase is not None and phrase.kind != "pronoun":
                place = max(place + 1, phrase.whole[1] if phrase.head is not None else place + 1)
                continue
        place += 1
    return None


def _is_likely(passage: Passage, phrase: Phrase) -> bool:
    """Whether a phrase can speak: a name, a pronoun, a listed head, an animate noun, an acronym or a capitalised name."""
    if phrase.kind in ("name", "pronoun", "role") or phrase.name is not None:
        return True
    first = passage.tokens[phrase.whole[0]]
    return (phrase.head is not None and phrase.head.is_listed) or first.is_acronym


def _stepped_over(passage: Passage, place: int, stop: int) -> int:
    for case in _OBLIQUE:
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
        if token.text in (":", ";", ".", "!", "?", "\n") or passage.is_dash(here):
            break
        if token.text == "," and not _is_parenthesis(passage, here):
            break
        reference = through(passage, here, stop)
        if reference is not None:
            return reference
        if token.low in PREPOSITIONS:
            inner = _oblique(passage, here + 1, limit)
            if inner is not None:
                if token.low in _IN and office is None and via is None:
                    if _is_medium(passage, inner):
                        via = _medium(passage, inner, limit) or via
                    elif cue.plural and inner.kind != "pronoun":
                        office = inner
                here = max(here + 1, inner.whole[1])
                continue
            here += 2
            continue
        found = phrase_at(passage, here, limit, "n") if token.is_word or passage.stretch_from(here) else None
        if (
            found is not None
            and _is_audience(passage, found, limit)
            and (cue.plural or passage.low(found.whole[1]) not in _IN)
        ):
            via, here = found, found.whole[1]
            continue
        if found is not None and agrees(found, cue) and _is_likely(passage, found):
            return _with_reference(passage, found, via, stop)
        told = _told(passage, here, limit)
        if told is not None:
            via = told if _is_outlet(told) else via
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


def through(passage: Passage, place: int, stop: int) -> Source | None:
    """“со ссылкой на X”: X as the speaker."""
    for words in passage.words.phrases("through"):
        width = passage.has(place, words)
        if width:
            for case in ("a", "g", "n"):
                phrase = phrase_at(passage, place + width, stop, case)  # type: ignore[arg-type]
                if phrase is not None:
                    return Source(phrase, stop=phrase.whole[1])
            if can(analysis(passage.language)(passage.low(place + width)), "adj", "a"):
                phrase = phrase_at(passage, place + width + 1, stop, "a")
                return Source(phrase, stop=place + width + 2)
    return None


def audience(passage: Passage, place: int, stop: int) -> Phrase | None:
    """The outlet that was told, right behind a cue or its subject: «газете «Северный вестник»», “РИА Новости”, “в эфире …”."""
    if place >= stop:
        return None
    token = passage.tokens[place]
    if token.low in _IN:
        inner = _oblique(passage, place + 1, stop)
        return _medium(passage, inner, stop) if inner is not None and _is_medium(passage, inner) else None
    if token.is_word and token.is_capital and (token.is_acronym or token.low.isascii()):
        head = head_at(passage, place)
        if head is not None and head.role != "journalist":
            return None
        return phrase_at(passage, place, stop, "n") or phrase_at(passage, place, stop, "d")
    told = _told(passage, place, stop)
    return told if told is not None and _is_outlet(told) else None


def _told(passage: Passage, place: int, stop: int) -> Phrase | None:
    """A phrase in the dative: to whom it was said."""
    if not passage.tokens[place].is_word or not can(analysis(passage.language)(passage.low(place)), "noun", "d"):
        return None
    if can(analysis(passage.language)(passage.low(place)), "noun", "n") and not head_at(passage, place, "d"):
        return None
    return phrase_at(passage, place, stop, "d")


def _is_outlet(phrase: Phrase) -> bool:
    return phrase.head is not None and phrase.head.type == "org" and phrase.head.role in ("journalist", "blogger")


def _is_audience(passage: Passage, found: Phrase, limit: int) -> bool:
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
    if passage.low(place) in _IN and found.head.role == "journalist":
        office = phrase_at(passage, place + 1, limit, "l")
        return office is not None and office.kind == "org" and not _is_medium(passage, office)
    following = phrase_at(passage, place, limit, "n")
    return following is not None and _is_likely(passage, following)


def _oblique(passage: Passage, place: int, limit: int) -> Phrase | None:
    if place >= limit:
        return None
    for case in _OBLIQUE:
        phrase = phrase_at(passage, place, limit, case)
        if phrase is not None:
            return phrase
    return None


def _is_medium(passage: Passage, inner: Phrase) -> bool:
    low = passage.low(inner.whole[0])
    return (
        low in passage.words.rest["phrases"]["media"]
        or any(one.lemma in passage.words.rest["phrases"]["media"] for one in analysis(passage.language)(low))
        or low[:5] in ("интер", "інтер")
        or low[:4] in ("ефір", "эфир")
    )


def _medium(passage: Passage, inner: Phrase, limit: int) -> Phrase | None:
    """The outlet of an interview or a broadcast."""
    for place in range(inner.whole[0] + 1, min(inner.whole[0] + 5, limit)):
        token = passage.tokens[place]
        one = passage.stretch_from(place)
        if one is not None and one.last < len(passage.tokens):
            return Phrase((place, one.last + 1), (place + 1, one.last), None, None, "org", case="n")
        if token.is_word and token.is_capital:
            return phrase_at(passage, place, limit, "g") or phrase_at(passage, place, limit, "n")
    return None


def _is_parenthesis(passage: Passage, place: int) -> bool:
    """Whether a comma belongs to an apposition that a phrase will take in."""
    return False
