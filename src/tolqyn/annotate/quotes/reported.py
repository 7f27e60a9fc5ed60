"""Reported speech in Russian and Ukrainian: each rule reads one sentence and proposes quotes."""

from collections.abc import Iterator

from tolqyn.annotate.quotes.accounts import FEW, by_as, by_noun
from tolqyn.annotate.quotes.clauses import (
    SPEAKS,
    clause_end,
    cue_of,
    is_tail,
    speaker_behind,
    speaking,
    that_at,
    words_in,
)
from tolqyn.annotate.quotes.documents import issuer
from tolqyn.annotate.quotes.drafts import Draft, Source
from tolqyn.annotate.quotes.forms import form_of
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.morphology import analysis, can
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.sources import source_of
from tolqyn.annotate.quotes.subjects import subject_after, subject_before

_NO_CUE = Cue(frozenset(), "")


def reported(passage: Passage, sentence: Range, used: set[int]) -> list[Draft]:
    """Quotes of one sentence; cues in `used` introduce others already, and those found here join them."""
    found: list[Draft] = []
    for rule in (by_noun, by_as, _that, _about_this, _tails, _colon, _asked):
        for draft in rule(passage, sentence, used):
            if draft.cue is not None:
                used.update(range(*draft.cue))
            found.append(draft)
    return found


def _that(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“X заявил, что …”, “сообщается, что …”."""
    start, stop = sentence
    for place in range(start, stop):
        first = that_at(passage, place, stop)
        if not first or (
            passage.inside[place] >= 0
            and passage.stretches[passage.inside[place]].first >= start
            and words_in(passage, (start, place)) < 1
        ):
            continue
        impersonal = _impersonal(passage, start, place)
        cue_place = impersonal if impersonal is not None else cue_of(passage, start, place, SPEAKS | {"ask"})
        if cue_place is None or cue_place in used:
            continue
        if passage.low(place + 1) in passage.words.phrases("asks") and (
            place - cue_place > 4 or (place - cue_place > 1 and not _about_that(passage, place))
        ):
            continue
        content = (
            first,
            clause_end(passage, first, stop),
        )
        cue = passage.cue(cue_place) or _NO_CUE
        behind = speaker_behind(passage, first, stop) if impersonal is not None else None
        unnamed = Source(behind[1], stop=behind[0]) if behind is not None else Source()
        source = unnamed if impersonal is not None else source_of(passage, start, cue_place, place, cue)
        if not cue.is_finite and source.phrase is None:
            continue
        yield Draft(
            content,
            (cue_place, cue_place + 1),
            source,
            form_of(passage, content),
            "impersonal" if impersonal is not None else "that",
        )
        used.add(cue_place)


def _about_that(passage: Passage, place: int) -> bool:
    return passage.low(place - 1) in ("том", "тому", "те")


def _impersonal(passage: Passage, start: int, place: int) -> int | None:
    forms = passage.words.rest["forms"]["impersonal"]
    return next((here for here in range(place - 1, max(start, place - 6) - 1, -1) if passage.low(here) in forms), None)


def _about_this(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“Об этом сообщил X”: the sentence before is what he said."""
    start, stop = sentence
    number = passage.sentence_of[start]
    first = next((place for place in range(start, stop) if passage.tokens[place].is_word), stop)
    width = passage.has(first, "about_this")
    if not width or number == 0:
        return
    for place in range(first + width, min(first + width + 7, stop)):
        cue = speaking(passage, place, frozenset(("say",)))
        if cue is None or not cue.is_finite or place in used:
            continue
        source = source_of(passage, first + width, place, stop, cue)
        previous = passage.bounds[number - 1]
        if source.phrase is not None and words_in(passage, previous) > 2:
            yield Draft(previous, (place, place + 1), source, form_of(passage, previous), "about-this")
        return


def _tails(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“…, сообщает X.”, “… — заявил X.”, “…, уточнил X, …”, “…, говорится в заявлении X”."""
    start, stop = sentence
    for place in range(start + 1, stop - 1):
        if passage.low(place) != "," and not passage.is_dash(place):
            continue
        if passage.inside[place] >= 0:
            continue
        here = place + 1 + passage.is_dash(place + 1)
        here += passage.has(here, "about_this")
        if here >= stop or here in used:
            continue
        draft = _tail(passage, sentence, place, here)
        yield from draft


def _tail(passage: Passage, sentence: Range, place: int, here: int) -> list[Draft]:
    start, stop = sentence
    document = issuer(passage, here + 1, stop) if passage.low(here) in passage.words.rest["forms"]["document"] else None
    if document is not None or (passage.low(here) in ("следует",) and passage.low(here + 1) == "из"):
        content = (start, place)
        return (
            [Draft(content, (here, here + 1), document or Source(), form_of(passage, content), "document")]
            if words_in(passage, content) > 2
            else []
        )
    cue = speaking(passage, here)
    if cue is None or not cue.is_finite:
        return []
    if not is_tail(passage, place, stop):
        return []
    source = subject_after(passage, here + 1, stop, cue)
    if source is None or source.phrase is None:
        return []
    last = max(source.stop, source.phrase.whole[1])
    words = words_in(passage, (start, place))
    rest = (last + 1, stop)
    content_ranges = [(start, place)] if words >= FEW else []
    goes_on = last < stop and (passage.low(last) == "," or passage.is_dash(last)) and words_in(passage, rest) > 2
    if not content_ranges and goes_on:
        content_ranges = [rest]
    elif not content_ranges and words >= 1 and not goes_on and passage.low(start) not in ("но", "и", "а"):
        content_ranges = [(start, place)]
    elif (content_ranges and goes_on and passage.is_dash(last)) or (
        goes_on and passage.low(last) == "," and passage.is_dash(last + 1)
    ):
        content_ranges.append(rest)
    return [Draft(content, (here, here + 1), source, form_of(passage, content), "tail") for content in content_ranges]


def _colon(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“X предупредил: …”."""
    start, stop = sentence
    for place in range(start + 1, stop - 2):
        if passage.low(place) != ":" or passage.inside[place] >= 0 or passage.stretch_from(place + 1) is not None:
            continue
        if passage.tokens[place + 1].start == passage.tokens[place].stop and passage.tokens[place + 1].low.isdigit():
            continue
        cue_place = cue_of(passage, start, place)
        if cue_place is None or cue_place in used or place - cue_place > 14:
            continue
        cue = passage.cue(cue_place) or _NO_CUE
        if not cue.is_finite or "say" not in cue.kinds:
            continue
        source = source_of(passage, start, cue_place, place, cue)
        content = (place + 1, clause_end(passage, place + 1, stop))
        if source.phrase is not None and words_in(passage, content) > 1 and passage.low(place + 1) != "\n":
            yield Draft(content, (cue_place, cue_place + 1), source, form_of(passage, content), "colon")


def _asked(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“X пообещал выплатить …”, “X призвал страны выйти …”."""
    start, stop = sentence
    for place in range(start, stop - 1):
        cue = speaking(passage, place, frozenset(("ask",)))
        if cue is None or place in used or not cue.is_finite or passage.inside[place] >= 0:
            continue
        infinitive = _infinitive(passage, place + 1, min(place + 9, stop))
        if infinitive is None:
            continue
        source = subject_before(passage, start, place, cue) or subject_after(passage, place + 1, infinitive, cue)
        if source is None or source.phrase is None:
            continue
        content = (infinitive, clause_end(passage, infinitive, stop))
        yield Draft(content, (place, place + 1), source, form_of(passage, content), "asked")


def _infinitive(passage: Passage, place: int, stop: int) -> int | None:
    for here in range(place, stop):
        low = passage.low(here)
        if low in (",", ":", ";", "что") or passage.is_dash(here):
            return None
        if (
            low.endswith(("ть", "ться", "ти", "тись", "чь", "тися"))
            and len(low) > 3
            and (passage.language == "uk" or can(analysis("ru")(low), "verb"))
        ):
            return here
    return None


__all__ = ["SPEAKS", "form_of", "reported"]
