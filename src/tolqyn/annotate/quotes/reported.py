"""Reported speech in Russian and Ukrainian: each rule reads one sentence and proposes quotes."""

from collections.abc import Iterator

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
from tolqyn.annotate.quotes.drafts import Draft, Form, Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.morphology import analysis, can
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase, phrase_at
from tolqyn.annotate.quotes.subjects import subject_after, subject_before, through

_NO_CUE = Cue(frozenset(), "")
_IMPERSONAL = Cue(frozenset(), "")
_FEW = 3


def reported(passage: Passage, sentence: Range, used: set[int]) -> list[Draft]:
    """Quotes of one sentence; cues in `used` introduce others already, and those found here join them."""
    found: list[Draft] = []
    for rule in (_noun_phrases, _as_said, _that, _about_this, _tails, _colon, _asked):
        for draft in rule(passage, sentence, used):
            if draft.cue is not None:
                used.update(range(*draft.cue))
            found.append(draft)
    return found


def form_of(passage: Passage, content: Range) -> Form:
    """`partial` where some of the words stand in marks, unless these only name something."""
    first, last = content
    for one in passage.stretches:
        if first <= one.first < one.last < last + 1 and one.last - one.first > 1:
            inner = passage.tokens[one.first + 1]
            if not inner.is_capital and not inner.text.isdigit():
                return "partial"
    return "reported"


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
            first if passage.low(place + 1) in passage.words.phrases("that") else first,
            clause_end(passage, first, stop),
        )
        cue = passage.cue(cue_place) or _IMPERSONAL
        behind = speaker_behind(passage, first, stop) if impersonal is not None else None
        unnamed = Source(behind[1], stop=behind[0]) if behind is not None else Source()
        source = unnamed if impersonal is not None else _source(passage, start, cue_place, place, cue)
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


def _source(passage: Passage, start: int, cue_place: int, stop: int, cue: Cue) -> Source:
    """The speaker of a cue in the middle of a sentence: before it, else behind it."""
    if passage.low(cue_place) in passage.words.rest["forms"]["document"]:
        document = issuer(passage, cue_place + 1, stop)
        if document is not None:
            return document
    before = subject_before(passage, start, cue_place, cue)
    after = subject_after(passage, cue_place + 1, stop, cue)
    if (
        before is not None
        and before.phrase is not None
        and after is not None
        and after.phrase is not None
        and _hands_on(before.phrase, after.phrase)
    ):
        return Source(after.phrase, before.phrase, after.stop)
    if before is not None and before.phrase is not None:
        via = after.via if after is not None and after.via is not None else _told_to(passage, after)
        if (
            after is not None
            and after.stop
            and after.via is not None
            and after.phrase is not None
            and after.via.kind == "org"
            and after.via is not before.phrase
        ):
            via = after.via
        reference = _reference(passage, cue_place + 1, stop) or _reference(passage, before.phrase.whole[1], cue_place)
        if reference is not None:
            return Source(reference.phrase, before.phrase, reference.stop)
        return Source(before.phrase, via, before.stop)
    return after or before or Source()


def _hands_on(outlet: Phrase, speaker: Phrase) -> bool:
    """Whether an outlet before the cue was told by who stands behind it (“об этом РИА Новости сообщили в …”)."""
    is_outlet = outlet.kind == "org" and outlet.head is not None and outlet.head.role == "journalist"
    return is_outlet and not (
        speaker.kind == "org" and speaker.head is not None and speaker.head.role in ("journalist", None)
    )


def _told_to(passage: Passage, after: Source | None) -> Phrase | None:
    """An outlet behind a cue that has its subject before it: whom it was said to."""
    if after is None or after.phrase is None:
        return None
    phrase = after.phrase
    first = passage.tokens[phrase.whole[0]]
    is_foreign = first.is_acronym or first.low.isascii()
    head = phrase.head
    if phrase.kind != "org" or head is None or phrase.name is None:
        return None
    return phrase if head.role == "journalist" or (not head.is_listed and is_foreign) else None


def _reference(passage: Passage, first: int, last: int) -> Source | None:
    found = (through(passage, here, last) for here in range(first, last))
    return next((source for source in found if source is not None), None)


def _noun_phrases(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
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
    for words in passage.words.phrases("nouns"):
        width = passage.has(place, words)
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
    """Content on the sides of words of attribution that stand in commas; one or two words before them are no content."""
    start, stop = sentence
    if passage.low(first - 1) in ("—", "–", "-", ",", "(") and first - 1 > start:
        before = (start, first - 1)
    else:
        before = (start, first)
    after_start = last + (passage.low(last) in (",", ")", ":") or passage.is_dash(last))
    after = (after_start, clause_end(passage, after_start, stop)) if after_start < stop else (stop, stop)
    quoted = passage.stretch_from(after_start) if after_start < stop else None
    if (
        quoted is not None
        and quoted.last < stop + 400
        and words_in(passage, (quoted.first, min(quoted.last, stop))) > 1
    ):
        if not passage.tokens[quoted.first + 1].is_capital or quoted.last >= stop - 2:
            return [(quoted.first + 1, quoted.last)]
    found = []
    dashed = passage.is_dash(first - 1) and words_in(passage, after) >= _FEW
    if words_in(passage, before) >= _FEW and passage.low(first - 1) in (",", "—", "–", "-", "(") and not dashed:
        found.append(before)
    if words_in(passage, after) >= 2 and (passage.low(last) in (",", ")", ":") or passage.is_dash(last) or not found):
        found.append(after)
    return found


def _as_said(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
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


def _about_this(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“Об этом сообщил X”: the sentence before is what he said."""
    start, stop = sentence
    number = passage.sentence_of[start]
    first = next((place for place in range(start, stop) if passage.tokens[place].is_word), stop)
    width = max((passage.has(first, words) for words in passage.words.phrases("about_this")), default=0)
    if not width or number == 0:
        return
    for place in range(first + width, min(first + width + 7, stop)):
        cue = speaking(passage, place, frozenset(("say",)))
        if cue is None or not cue.is_finite or place in used:
            continue
        source = _source(passage, first + width, place, stop, cue)
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
        here += max((passage.has(here, words) for words in passage.words.phrases("about_this")), default=0)
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
    content_ranges = [(start, place)] if words >= _FEW else []
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
        source = _source(passage, start, cue_place, place, cue)
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
