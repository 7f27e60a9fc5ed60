"""Words in marks and dialogue after a dash: which of them somebody says, and who, in every language."""

from dataclasses import replace

from tolqyn.annotate.quotes.attribution import STOPS, WHOLE, colon_before, said_ahead, said_behind
from tolqyn.annotate.quotes.clauses import has_verb, words_in
from tolqyn.annotate.quotes.dialogue import in_dialogue, in_parts
from tolqyn.annotate.quotes.drafts import Draft, Grammar, Source
from tolqyn.annotate.quotes.marks import Stretch
from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.titles import is_title


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
    for draft in in_dialogue(passage, grammar, used):
        if draft.cue is not None:
            used.update(range(*draft.cue))
        found.append(draft)
    return found


def _of_stretch(passage: Passage, grammar: Grammar, one: Stretch, used: set[int]) -> list[Draft]:
    if is_title(passage, one):
        return []
    parted = in_parts(passage, grammar, one)
    if parted:
        return parted
    content = (one.first + 1, one.last)
    behind = None if _is_inner(passage, one) else said_behind(passage, grammar, one, content, used)
    if behind is not None and behind.source.phrase is not None and colon_before(passage, one.first) is None:
        return [behind]
    ahead = said_ahead(passage, grammar, one, content, used)
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
    draft = said_ahead(passage, grammar, one, (one.first + 1, one.last), used) if introduced else None
    return [draft] if draft is not None and draft.cue is not None else []


def _continued(passage: Passage, one: Stretch, found: list[Draft]) -> list[Draft]:
    """A quote that follows right on the attribution of another is the same speaker's: “…”, said X. “…”"""
    if (
        not found
        or is_title(passage, one)
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
    if words < 2 or not passage.tokens[one.first + 1].is_capital or is_title(passage, one):
        return []
    begins = (
        one.first == 0
        or passage.low(one.first - 1) in (*STOPS, ":")
        or "\n" in passage.text[passage.tokens[one.first - 1].stop : passage.tokens[one.first].start]
        or passage.sentence_of[one.first] != passage.sentence_of[one.first - 1]
        or passage.is_dash(one.first - 1)
    )
    after = one.last + 1
    ends = (
        after >= len(passage.tokens)
        or passage.low(after) in STOPS
        or passage.sentence_of[after] != passage.sentence_of[one.last]
        or (passage.low(after) == "," and passage.is_dash(after + 1))
    )
    long = words >= 2 * WHOLE or any(
        passage.low(place) in (".", "!", "?") for place in range(one.first + 1, one.last - 1)
    )
    if begins and ends and has_verb(passage, content) and (words >= WHOLE or passage.low(after) != "\n"):
        return [Draft(content, None, Source(), "direct", "standing")]
    if long and (begins or ends) and has_verb(passage, content):
        return [Draft(content, None, Source(), "direct", "standing-part")]
    return []
