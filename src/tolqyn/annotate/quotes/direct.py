"""Words in marks and dialogue after a dash: which of them somebody says, and who, in every language."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tolqyn.annotate.quotes.clauses import has_verb, is_negated, words_in
from tolqyn.annotate.quotes.drafts import Draft, Grammar, Source
from tolqyn.annotate.quotes.lexicon import Cue, lexicon
from tolqyn.annotate.quotes.marks import Stretch
from tolqyn.annotate.quotes.passage import Passage, Range

_SPEECH = frozenset(("say", "think", "weak", "cite", "ask", "call"))
_TITLES = frozenset(("call",))
_WINDOW, _NEAR = 45, 12
_ANY = Cue(frozenset(), "")
_WHOLE = 4
_PAUSE = frozenset(",.!?…")
_STOPS = frozenset(".!?…\n")


def direct(passage: Passage, grammar: Grammar, used: set[int]) -> list[Draft]:
    """Quotes in marks, in order; the tokens of their cues join `used`."""
    found: list[Draft] = []
    for one in passage.stretches:
        drafts = _of_stretch(passage, grammar, one, used) if one.depth == 0 else _nested(passage, grammar, one, used)
        if not drafts and one.depth == 0:
            drafts = _continued(passage, one, found) or _standing(passage, one)
        for draft in drafts:
            if draft.cue is not None:
                used.update(range(*draft.cue))
            found.append(draft)
    for draft in _dialogue(passage, grammar, used):
        if draft.cue is not None:
            used.update(range(*draft.cue))
        found.append(draft)
    return found


def _of_stretch(passage: Passage, grammar: Grammar, one: Stretch, used: set[int]) -> list[Draft]:
    if _is_title(passage, one):
        return []
    parted = _parted(passage, grammar, one)
    if parted:
        return parted
    content = (one.first + 1, one.last)
    behind = None if _is_inner(passage, one) else _behind(passage, grammar, one, content, used)
    if behind is not None and behind.source.phrase is not None and _colon_before(passage, one.first) is None:
        return [behind]
    ahead = _ahead(passage, grammar, one, content, used)
    if behind is None or ahead is None:
        return [draft for draft in (behind or ahead,) if draft is not None]
    return [_joined(behind, ahead)]


def _is_inner(passage: Passage, one: Stretch) -> bool:
    """Whether words of the same sentence lead up to the marks: what is attributed then begins with these."""
    before = passage.tokens[one.first - 1] if one.first else None
    return (
        before is not None and before.is_word and passage.sentence_of[one.first] == passage.sentence_of[one.first - 1]
    )


def _joined(behind: Draft, ahead: Draft) -> Draft:
    """Attribution on both sides: the speaker before the marks with the cue behind them, or who passes it on."""
    if behind.source.phrase is None:
        return replace(behind, source=ahead.source)
    if ahead.source.phrase is None:
        return behind
    return replace(ahead, source=replace(ahead.source, via=ahead.source.via or behind.source.phrase))


def _nested(passage: Passage, grammar: Grammar, one: Stretch, used: set[int]) -> list[Draft]:
    """Words in marks within marks are a quote where a colon or a cue introduces them."""
    place = one.first - 1
    introduced = passage.low(place) == ":" or (
        passage.cue(place) is not None and words_in(passage, (one.first, one.last)) > 2
    )
    draft = _ahead(passage, grammar, one, (one.first + 1, one.last), used) if introduced else None
    return [draft] if draft is not None and draft.cue is not None else []


def _is_title(passage: Passage, one: Stretch) -> bool:
    """Whether marks hold a name: a naming noun before them and few words, or one or two capitalised words alone."""
    words = words_in(passage, (one.first, one.last))
    if words == 0:
        return True
    before = passage.low(one.first - 1)
    if words <= 6 and _names(passage, one):
        return True
    if before in passage.words.rest["naming"]["so_called"]:
        return True
    inner = [passage.tokens[place] for place in range(one.first + 1, one.last) if passage.tokens[place].is_word]
    ends = passage.tokens[one.last - 1].text in ("!", "?", "…")
    if words <= 3 and all(token.is_capital for token in inner) and not ends and passage.low(one.first - 1) != ":":
        return not _attributed(passage, one) or words > 1
    return False


def _attributed(passage: Passage, one: Stretch) -> bool:
    place = one.last + 1
    if passage.low(place) in _PAUSE:
        place += 1
    return passage.is_dash(place) or (place < len(passage.tokens) and passage.cue(place) is not None)


def _names(passage: Passage, one: Stretch) -> bool:
    """Whether a noun whose proper name stands in marks is beside them: before, in Kazakh behind."""
    if passage.language == "kk":
        return passage.low(one.last + 1).startswith(_stems("kk", "after"))
    low = passage.low(one.first - 1)
    return any(
        low.startswith(stem) and len(low) - len(stem) <= 4
        for stem in _stems(passage.language, "nouns")
        if low[:2] == stem[:2]
    )


@cache
def _stems(language: str, name: str) -> tuple[str, ...]:
    """Naming nouns without the vowel at their end."""
    return tuple(noun.rstrip("аяоеиіьй") if len(noun) > 3 else noun for noun in lexicon(language).rest["naming"][name])


def _behind(passage: Passage, grammar: Grammar, one: Stretch, content: Range, used: set[int]) -> Draft | None:
    """Attribution behind the marks: “…”, — сказал X; “…”, said X; “…” — X."""
    place = one.last + 1
    paused = passage.tokens[one.last - 1].text in _PAUSE if one.last > 0 else False
    ended = False
    while passage.low(place) in _PAUSE and place < one.last + 4:
        ended = ended or passage.low(place) in _STOPS
        paused, place = True, place + 1
    dashed = False
    if passage.is_dash(place):
        dashed, place = True, place + 1
    if passage.low(place) == "," and dashed:
        place += 1
    if place >= len(passage.tokens) or not (paused or dashed) or (ended and not dashed):
        return None
    stop = _sentence_stop(passage, place)
    cue_place = _first_cue(passage, place, min(stop, place + (_NEAR if dashed else 7)), used)
    if cue_place is not None and (dashed or _is_close(passage, place, cue_place)):
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        source = _either(passage, grammar, place, cue_place, stop, cue)
        if source is not None or (dashed and cue_place - place < 3):
            return Draft(content, passage.cue_range(cue_place), source or Source(), "direct", "behind")
    if dashed and cue_place is None:
        phrase = grammar.alone(passage, place, stop)
        if phrase is not None:
            return Draft(content, None, Source(phrase, stop=phrase.whole[1]), "direct", "behind-bare")
    return None


def _either(passage: Passage, grammar: Grammar, start: int, cue_place: int, stop: int, cue: Cue) -> Source | None:
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


def _first_cue(passage: Passage, start: int, stop: int, used: set[int]) -> int | None:
    for place in range(start, stop):
        if passage.low(place) in _STOPS or (passage.stretch_from(place) is not None and place > start + 8):
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
    for here in range(place, min(stop, place + _WINDOW)):
        if passage.low(here) == "\n" or (passage.low(here) in (".", "!", "?") and _ends(passage, here)):
            return here
    return min(stop, place + _WINDOW)


def _ends(passage: Passage, place: int) -> bool:
    return len(passage.low(place - 1)) > 2 or not passage.tokens[place - 1].is_capital


def _ahead(passage: Passage, grammar: Grammar, one: Stretch, content: Range, used: set[int]) -> Draft | None:
    """Attribution before the marks: X сказал: “…”; X: “…”; X назвал это “…”."""
    place = one.first - 1
    colon = _colon_before(passage, one.first)
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
            if has_verb(passage, content) and words_in(passage, content) >= _WHOLE
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


def _colon_before(passage: Passage, first: int) -> int | None:
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
    return max(start, place - _WINDOW)


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


def _parted(passage: Passage, grammar: Grammar, one: Stretch) -> list[Draft]:
    """Attribution inside the marks: “…, — сказал X. — …” gives two quotes with one cue and one speaker."""
    for dash in range(one.first + 2, one.last - 1):
        if not passage.is_dash(dash) or (passage.low(dash - 1) not in _PAUSE and passage.low(dash - 1) not in "»”"):
            continue
        cue_place = _first_cue(passage, dash + 1, min(dash + 7, one.last), set())
        if cue_place is None:
            continue
        closing = next(
            (place for place in range(cue_place + 1, one.last) if passage.is_dash(place) and _parts(passage, place)),
            one.last,
        )
        if closing - dash > _WINDOW:
            continue
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        source = _either(passage, grammar, dash + 1, cue_place, closing, cue)
        if source is None or source.phrase is None:
            continue
        first = Draft((one.first + 1, dash), passage.cue_range(cue_place), source, "direct", "parted")
        if closing + 1 >= one.last:
            return [first]
        return [first, replace(first, content=(closing + 1, one.last))]
    return []


def _parts(passage: Passage, place: int) -> bool:
    """Whether a dash stands alone between spaces."""
    before, after = passage.tokens[place - 1], passage.tokens[min(place + 1, len(passage.tokens) - 1)]
    return before.stop < passage.tokens[place].start and passage.tokens[place].stop < after.start


def _continued(passage: Passage, one: Stretch, found: list[Draft]) -> list[Draft]:
    """A quote that follows right on the attribution of another is the same speaker's: “…”, said X. “…”"""
    if (
        not found
        or _is_title(passage, one)
        or found[-1].cue is None
        or found[-1].rule not in ("behind", "continued")
        or one.first == 0
    ):
        return []
    last = found[-1]
    end = max(last.source.stop, last.cue[1] if last.cue else 0)
    starts_new = (one.first - end <= 3 and end > last.content[1] and passage.tokens[one.first + 1].is_capital) or (
        one.first - end <= 3 and end > last.content[1] and passage.low(one.first - 1) == ","
    )
    between = [passage.low(place) for place in range(end, one.first)]
    if (
        not starts_new
        or "\n" in between
        or words_in(passage, (end, one.first)) > 0
        or words_in(passage, (one.first, one.last)) < 2
    ):
        return []
    if "\n" in passage.text[passage.tokens[end - 1].stop : passage.tokens[one.first].start]:
        return []
    return [replace(last, content=(one.first + 1, one.last), rule="continued")]


def _standing(passage: Passage, one: Stretch) -> list[Draft]:
    """Sentences in marks whose speaker the text leaves open: they begin and end with the marks."""
    content = (one.first + 1, one.last)
    words = words_in(passage, content)
    if words < 2 or not passage.tokens[one.first + 1].is_capital or _is_title(passage, one):
        return []
    begins = (
        one.first == 0
        or passage.low(one.first - 1) in (*_STOPS, ":")
        or "\n" in passage.text[passage.tokens[one.first - 1].stop : passage.tokens[one.first].start]
        or passage.sentence_of[one.first] != passage.sentence_of[one.first - 1]
        or passage.is_dash(one.first - 1)
    )
    after = one.last + 1
    ends = (
        after >= len(passage.tokens)
        or passage.low(after) in _STOPS
        or passage.sentence_of[after] != passage.sentence_of[one.last]
        or (passage.low(after) == "," and passage.is_dash(after + 1))
    )
    long = words >= 2 * _WHOLE or any(
        passage.low(place) in (".", "!", "?") for place in range(one.first + 1, one.last - 1)
    )
    if begins and ends and has_verb(passage, content) and (words >= _WHOLE or passage.low(after) != "\n"):
        return [Draft(content, None, Source(), "direct", "standing")]
    if long and (begins or ends) and has_verb(passage, content):
        return [Draft(content, None, Source(), "direct", "standing-part")]
    return []


def _dialogue(passage: Passage, grammar: Grammar, used: set[int]) -> Iterator[Draft]:
    """Lines that begin with a dash and hold words of attribution after another."""
    for place in range(len(passage.tokens)):
        if not passage.is_dash(place) or not (place == 0 or passage.low(place - 1) == "\n"):
            continue
        stop = next(
            (here for here in range(place + 1, min(len(passage.tokens), place + 400)) if passage.low(here) == "\n"),
            min(len(passage.tokens), place + 400),
        )
        yield from _line(passage, grammar, place, stop, used)


def _line(passage: Passage, grammar: Grammar, place: int, stop: int, used: set[int]) -> list[Draft]:
    for dash in range(place + 2, stop):
        if not passage.is_dash(dash) or passage.low(dash - 1) not in _PAUSE:
            continue
        cue_place = _first_cue(passage, dash + 1, min(dash + 7, stop), used)
        if cue_place is None:
            continue
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        closing = next(
            (
                here
                for here in range(cue_place + 1, stop)
                if passage.is_dash(here) and _parts(passage, here) and passage.low(here - 1) in _PAUSE
            ),
            stop,
        )
        source = _either(passage, grammar, dash + 1, cue_place, closing, cue)
        first = Draft((place + 1, dash), passage.cue_range(cue_place), source or Source(), "direct", "dialogue")
        return [first] if closing + 1 >= stop else [first, replace(first, content=(closing + 1, stop))]
    return []
