"""Lines that begin with a dash, and words of attribution inside marks."""

from collections.abc import Iterator
from dataclasses import replace

from tolqyn.annotate.quotes.attribution import PAUSE, WINDOW, either_side, first_cue, parts_words
from tolqyn.annotate.quotes.drafts import Draft, Grammar, Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.marks import Stretch
from tolqyn.annotate.quotes.passage import Passage


def in_parts(passage: Passage, grammar: Grammar, one: Stretch) -> list[Draft]:
    """Attribution inside the marks: “…, — сказал X. — …” gives two quotes with one cue and one speaker."""
    for dash in range(one.first + 2, one.last - 1):
        if not passage.is_dash(dash) or (passage.low(dash - 1) not in PAUSE and passage.low(dash - 1) not in "»”"):
            continue
        cue_place = first_cue(passage, dash + 1, min(dash + 7, one.last), set())
        if cue_place is None:
            continue
        closing = next(
            (
                place
                for place in range(cue_place + 1, one.last)
                if passage.is_dash(place) and parts_words(passage, place)
            ),
            one.last,
        )
        if closing - dash > WINDOW:
            continue
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        source = either_side(passage, grammar, dash + 1, cue_place, closing, cue)
        if source is None or source.phrase is None:
            continue
        first = Draft((one.first + 1, dash), passage.cue_range(cue_place), source, "direct", "parted")
        if closing + 1 >= one.last:
            return [first]
        return [first, replace(first, content=(closing + 1, one.last))]
    return []


def in_dialogue(passage: Passage, grammar: Grammar, used: set[int]) -> Iterator[Draft]:
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
        if not passage.is_dash(dash) or passage.low(dash - 1) not in PAUSE:
            continue
        cue_place = first_cue(passage, dash + 1, min(dash + 7, stop), used)
        if cue_place is None:
            continue
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        closing = next(
            (
                here
                for here in range(cue_place + 1, stop)
                if passage.is_dash(here) and parts_words(passage, here) and passage.low(here - 1) in PAUSE
            ),
            stop,
        )
        source = either_side(passage, grammar, dash + 1, cue_place, closing, cue)
        first = Draft((place + 1, dash), passage.cue_range(cue_place), source or Source(), "direct", "dialogue")
        return [first] if closing + 1 >= stop else [first, replace(first, content=(closing + 1, stop))]
    return []
