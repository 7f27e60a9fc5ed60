"""“По словам X, …” and “как сообщает X, …”: words of attribution that stand in commas."""

from collections.abc import Iterator

from tolqyn.annotate.quotes.clauses import (
    clause_end,
    speaking,
    words_in,
)
from tolqyn.annotate.quotes.documents import issuer
from tolqyn.annotate.quotes.drafts import Draft, Source
from tolqyn.annotate.quotes.forms import form_of
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase
from tolqyn.annotate.quotes.subjects import subject_after, subject_before

FEW = 3


def by_noun(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“По словам X, …”, “…, по его мнению, …”, “согласно X, …”."""
    start, stop = sentence
    for place in range(start, stop):
        found = _noun_cue(passage, place, stop)
        if found is None or place in used:
            continue
        cue, source = found
        if source.phrase is None:
            continue
        for content in _around(passage, sentence, place, source.stop):
            yield Draft(content, cue, source, form_of(passage, content), "phrase")


def _noun_cue(passage: Passage, place: int, stop: int) -> tuple[Range, Source] | None:
    if not passage.tokens[place].is_word:
        return None
    possessive = passage.words.rest["phrases"]["possessive"]
    if passage.low(place + 1) in possessive:
        noun = place + 2 if passage.low(place + 2) in passage.words.phrases("bare") else place + 3
        opens = passage.low(place) in ("по", "со", "на", "за", "зі", "согласно")
        if opens and noun < stop and passage.low(noun) in passage.words.phrases("bare"):
            said = possessive[passage.low(place + 1)]
            who = Phrase(
                (place + 1, place + 2),
                None,
                None,
                None,
                "possessive",
                said if said in ("m", "f") else None,
                said == "p",
            )
            return (noun, noun + 1), Source(who, stop=noun + 1)
    width = passage.has(place, "nouns")
    if width:
        return (place, place + width), _owner(passage, place + width, stop)
    if passage.low(place) in ("согласно", "згідно"):
        after = place + 1 + (passage.low(place + 1) == "з")
        phrase = phrase_at(passage, after, stop, "d") or phrase_at(passage, after, stop, "i")
        if phrase is not None and phrase.head is not None and phrase.head.role is not None:
            return (place, after), Source(phrase, stop=phrase.whole[1])
    return None


def _owner(passage: Passage, place: int, stop: int) -> Source:
    """Whose words they are: a phrase in the genitive, a number that is a name (“112”); and whom that one cites."""
    if place >= stop:
        return Source()
    document = issuer(passage, place, stop)
    phrase = phrase_at(passage, place, stop, "g") or phrase_at(passage, place, stop, "n")
    if (
        phrase is None
        and passage.tokens[place].is_word
        and (passage.tokens[place].is_capital or passage.low(place).isdigit())
    ):
        phrase = Phrase((place, place + 1), (place, place + 1), None, None, "org", case="n")
    if phrase is None:
        return document or Source()
    last = phrase.whole[1]
    if (
        passage.low(last) == ","
        and passage.low(last + 1)[:6] in ("ссылаю", "посила")
        and passage.low(last + 2) in ("на",)
    ):
        other = phrase_at(passage, last + 3, stop, "a") or phrase_at(passage, last + 3, stop, "g")
        if other is not None:
            return Source(other, phrase, other.whole[1])
    return Source(phrase, stop=last)


def _around(passage: Passage, sentence: Range, first: int, last: int) -> list[Range]:
    """Content on the sides of words of attribution in commas; one or two words before them are no content."""
    start, stop = sentence
    if passage.low(first - 1) in ("—", "–", "-", ",", "(") and first - 1 > start:
        before = (start, first - 1)
    else:
        before = (start, first)
    after_start = last + (passage.low(last) in (",", ")", ":") or passage.is_dash(last))
    after = (after_start, clause_end(passage, after_start, stop)) if after_start < stop else (stop, stop)
    quoted = passage.stretch_from(after_start) if after_start < stop else None
    if quoted is not None and words_in(passage, (quoted.first, min(quoted.last, stop))) > 1:
        is_all = not passage.tokens[quoted.first + 1].is_capital or quoted.last >= stop - 2
        if is_all:
            return [(quoted.first + 1, quoted.last)]
    found = []
    dashed = passage.is_dash(first - 1) and words_in(passage, after) >= FEW
    if words_in(passage, before) >= FEW and passage.low(first - 1) in (",", "—", "–", "-", "(") and not dashed:
        found.append(before)
    if words_in(passage, after) >= 2 and (passage.low(last) in (",", ")", ":") or passage.is_dash(last) or not found):
        found.append(after)
    return found


def by_as(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“Как сообщает X, …”."""
    start, stop = sentence
    for place in range(start, stop - 2):
        opens = passage.low(place) in ("как", "як") and (
            place == start or passage.low(place - 1) in (",", "—", "–", "(") or not passage.tokens[place - 1].is_word
        )
        if not opens:
            continue
        cue_place = next(
            (here for here in range(place + 1, min(place + 5, stop)) if speaking(passage, here) is not None), None
        )
        if cue_place is None or cue_place in used:
            continue
        cue = passage.cue(cue_place)
        if cue is None or not cue.is_finite:
            continue
        comma = _closing_comma(passage, cue_place + 1, stop)
        source = subject_after(passage, cue_place + 1, comma, cue) or subject_before(passage, place + 1, cue_place, cue)
        if source is None or source.phrase is None:
            continue
        last = max(comma, source.stop) if source.phrase.whole[0] > cue_place else comma
        for content in _around(passage, sentence, place, last):
            yield Draft(content, (cue_place, cue_place + 1), source, form_of(passage, content), "as-said")


def _closing_comma(passage: Passage, place: int, stop: int) -> int:
    """The comma that ends “как сообщил …”: the first outside of marks whose next word is no role in apposition."""
    for here in range(place, stop):
        if passage.low(here) == "," and passage.inside[here] < 0:
            return here
    return stop
