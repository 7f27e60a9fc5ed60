"""Attribution of words in marks: behind them, before them, and within a clause."""

from dataclasses import replace

from tolqyn.annotate.quotes.clauses import has_verb, is_negated, words_in
from tolqyn.annotate.quotes.drafts import Draft, Grammar, Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.marks import Stretch
from tolqyn.annotate.quotes.passage import Passage, Range

_SPEECH = frozenset(("say", "think", "weak", "cite", "ask", "call"))


_TITLES = frozenset(("call",))


WINDOW = 45


_NEAR = 12


_ANY = Cue(frozenset(), "")


WHOLE = 4


PAUSE = frozenset(",.!?…")


STOPS = frozenset(".!?…\n")


def said_behind(passage: Passage, grammar: Grammar, one: Stretch, content: Range, used: set[int]) -> Draft | None:
    """Attribution behind the marks: “…”, — сказал X; “…”, said X; “…” — X."""
    place = one.last + 1
    paused = passage.tokens[one.last - 1].text in PAUSE if one.last > 0 else False
    ended = False
    while passage.low(place) in PAUSE and place < one.last + 4:
        ended = ended or passage.low(place) in STOPS
        paused, place = True, place + 1
    dashed = False
    if passage.is_dash(place):
        dashed, place = True, place + 1
    if passage.low(place) == "," and dashed:
        place += 1
    if place >= len(passage.tokens) or not (paused or dashed) or (ended and not dashed):
        return None
    stop = _sentence_stop(passage, place)
    cue_place = first_cue(passage, place, min(stop, place + (_NEAR if dashed else 7)), used)
    if cue_place is not None and (dashed or _is_close(passage, place, cue_place)):
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        source = either_side(passage, grammar, place, cue_place, stop, cue)
        if source is not None or (dashed and cue_place - place < 3):
            return Draft(content, passage.cue_range(cue_place), source or Source(), "direct", "behind")
    if dashed and cue_place is None:
        phrase = grammar.alone(passage, place, stop)
        if phrase is not None:
            return Draft(content, None, Source(phrase, stop=phrase.whole[1]), "direct", "behind-bare")
    return None


def either_side(passage: Passage, grammar: Grammar, start: int, cue_place: int, stop: int, cue: Cue) -> Source | None:
    """The source right before a cue, else behind it, else further before it."""
    near = grammar.before(passage, start, cue_place, cue) if start < cue_place else None
    if near is not None and near.phrase is not None and near.phrase.kind == "pronoun":
        return near
    if "cite" in cue.kinds or near is None or near.phrase is None:
        behind = grammar.after(passage, cue_place + 1, stop, cue)
        if behind is not None and (behind.phrase is not None or near is None):
            return behind
    return near


def _is_close(passage: Passage, place: int, cue_place: int) -> bool:
    """Without a dash, only a subject may stand between the marks and the cue."""
    return all(passage.tokens[here].is_word for here in range(place, cue_place)) and cue_place - place < 6


def first_cue(passage: Passage, start: int, stop: int, used: set[int]) -> int | None:
    for place in range(start, stop):
        if passage.low(place) in STOPS or (passage.stretch_from(place) is not None and place > start + 8):
            return None
        cue = passage.cue(place)
        spoken = cue is not None and (cue.kinds & _SPEECH)
        impersonal = passage.low(place) in passage.words.rest["forms"]["document"]
        if (spoken or impersonal) and place not in used and not is_negated(passage, place):
            return place
    return None


def _sentence_stop(passage: Passage, place: int) -> int:
    """Where words of attribution end: with the sentence, at the latest after some forty tokens."""
    stop = passage.bounds[passage.sentence_of[place]][1]
    for here in range(place, min(stop, place + WINDOW)):
        if passage.low(here) == "\n" or (passage.low(here) in (".", "!", "?") and _ends(passage, here)):
            return here
    return min(stop, place + WINDOW)


def _ends(passage: Passage, place: int) -> bool:
    return len(passage.low(place - 1)) > 2 or not passage.tokens[place - 1].is_capital


def said_ahead(passage: Passage, grammar: Grammar, one: Stretch, content: Range, used: set[int]) -> Draft | None:
    """Attribution before the marks: X сказал: “…”; X: “…”; X назвал это “…”."""
    place = one.first - 1
    colon = colon_before(passage, one.first)
    limit = colon if colon is not None else one.first
    start = _attribution_start(passage, limit, one)
    if colon is not None:
        cue_place = _last_cue(passage, start, colon, _SPEECH, used)
        if cue_place is not None:
            cue = passage.cue(cue_place) or Cue(frozenset(), "")
            source = _said_before(passage, grammar, start, cue_place, colon, cue)
            return Draft(content, passage.cue_range(cue_place), source or Source(), "direct", "ahead")
        first = start
        while first < colon and not passage.tokens[first].is_word and passage.stretch_from(first) is None:
            first += 1
        phrase = grammar.alone(passage, first, colon)
        if phrase is not None:
            return Draft(content, None, Source(phrase, stop=colon), "direct", "ahead-bare")
        opening = (
            grammar.before(passage, first, colon, _ANY)
            if has_verb(passage, content) and words_in(passage, content) >= WHOLE
            else None
        )
        if (
            opening is not None
            and opening.phrase is not None
            and opening.phrase.name is not None
            and opening.phrase.whole[0] == first
        ):
            return Draft(content, None, opening, "direct", "ahead-loose")
        return None
    if (place >= 0 and passage.tokens[place].is_word) or passage.low(place) == ",":
        return _within(passage, grammar, one, content, start, used)
    return None


def colon_before(passage: Passage, first: int) -> int | None:
    """The colon right before a mark, across the end of a line and an opening dash."""
    place = first - 1
    while place >= 0 and first - place < 5 and (passage.low(place) == "\n" or passage.is_dash(place)):
        place -= 1
    return place if passage.low(place) == ":" else None


def _attribution_start(passage: Passage, place: int, one: Stretch) -> int:
    """First token of the sentence that introduces a quote, not reaching into another quote of the same depth."""
    start = passage.bounds[passage.sentence_of[max(0, place - 1)]][0]
    if one.depth:
        outer = [other.first + 1 for other in passage.stretches if other.first < one.first and other.last > one.last]
        start = max([start, *outer])
    return max(start, place - WINDOW)


def _last_cue(passage: Passage, start: int, stop: int, kinds: frozenset[str], used: set[int]) -> int | None:
    for place in range(stop - 1, start - 1, -1):
        cue = passage.cue(place)
        if cue is not None and cue.kinds & kinds and place not in used and not is_negated(passage, place):
            return place
    return None


def _said_before(passage: Passage, grammar: Grammar, start: int, cue_place: int, stop: int, cue: Cue) -> Source | None:
    """The source of a cue before a colon: ahead of it, then behind; a cited person is behind it."""
    if "cite" in cue.kinds:
        cited = grammar.after(passage, cue_place + 1, stop, cue)
        if cited is not None and cited.phrase is not None and cited.via is not None:
            return cited
    source = grammar.before(passage, start, cue_place, cue)
    behind = grammar.after(passage, cue_place + 1, stop, cue)
    if source is not None and source.phrase is not None:
        via = behind.via if behind is not None else None
        return replace(source, via=source.via or via)
    return behind


def _within(
    passage: Passage, grammar: Grammar, one: Stretch, content: Range, start: int, used: set[int]
) -> Draft | None:
    """Some words in marks in the middle of a clause that says who used them."""
    place = one.first - 1
    adjacent = passage.cue(place)
    if (
        adjacent is not None
        and adjacent.kinds & {"say", "weak"}
        and words_in(passage, content) > 1
        and place not in used
    ):
        source = grammar.before(passage, start, place, adjacent)
        if source is not None:
            return Draft(content, passage.cue_range(place), source, "partial", "within-say")
    cue_place = _last_cue(passage, max(start, one.first - 30), one.first, _TITLES, used - set(range(start, one.first)))
    if cue_place is None or _has_that(passage, cue_place, one.first):
        return None
    cue = passage.cue(cue_place) or Cue(frozenset(), "")
    source = grammar.before(passage, start, cue_place, cue) or grammar.after(passage, cue_place + 1, one.first, cue)
    if source is None or source.phrase is None:
        return None
    return Draft(content, (cue_place, cue_place + 1), source, "partial", "call")


def _has_that(passage: Passage, start: int, stop: int) -> bool:
    that = passage.words.phrases("that")
    return any(passage.low(place) in that and passage.low(place - 1) == "," for place in range(start + 1, stop))


def parts_words(passage: Passage, place: int) -> bool:
    """Whether a dash stands alone between spaces."""
    before, after = passage.tokens[place - 1], passage.tokens[min(place + 1, len(passage.tokens) - 1)]
    return before.stop < passage.tokens[place].start and passage.tokens[place].stop < after.start
