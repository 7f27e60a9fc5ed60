"""Words and a speaker with nothing but a mark between: “Лавров: …”, “… — Минобороны”, in every language."""

from tolqyn.annotate.quotes.clauses import has_verb, words_in
from tolqyn.annotate.quotes.drafts import Draft, Grammar, Source
from tolqyn.annotate.quotes.passage import Passage, Range

_LONGEST_SPEAKER = 18
_FEWEST = 4


def speaker_first(passage: Passage, sentence: Range, grammar: Grammar) -> list[Draft]:
    """“Лавров: …”, where nothing but a speaker stands before the colon."""
    start, stop = _words_only(passage, sentence)
    colon = next(
        (place for place in range(start, min(stop, start + _LONGEST_SPEAKER)) if passage.low(place) == ":"), None
    )
    if colon is None or colon + 2 >= stop or passage.stretch_from(colon + 1) is not None:
        return []
    if passage.low(colon + 1) == "\n" or passage.tokens[colon + 1].start == passage.tokens[colon].stop:
        return []
    phrase = grammar.alone(passage, start, colon)
    content = (colon + 1, stop)
    if phrase is None or words_in(passage, content) < _FEWEST - 1 or not has_verb(passage, content):
        return []
    return [Draft(content, None, Source(phrase, stop=colon), "reported", "speaker-colon")]


def speaker_last(passage: Passage, sentence: Range, grammar: Grammar) -> list[Draft]:
    """“… — Минобороны”, where nothing but a speaker stands behind the last dash."""
    start, stop = _words_only(passage, sentence)
    for dash in range(stop - 1, max(start + 2, stop - _LONGEST_SPEAKER), -1):
        if not passage.is_dash(dash) or passage.inside[dash] >= 0:
            continue
        if passage.tokens[dash].stop == passage.tokens[min(dash + 1, stop - 1)].start:
            continue
        phrase = grammar.alone(passage, dash + 1, stop)
        content = (_line_start(passage, start, dash), dash)
        if phrase is None or words_in(passage, content) < _FEWEST or not has_verb(passage, content):
            return []
        return [Draft(content, None, Source(phrase, stop=stop), "reported", "speaker-dash")]
    return []


def _words_only(passage: Passage, sentence: Range) -> Range:
    """A sentence without newlines, dashes and marks at its ends."""
    start, stop = sentence
    while start < stop and not passage.tokens[start].is_word and passage.stretch_from(start) is None:
        start += 1
    while stop > start and (
        passage.tokens[stop - 1].text in (".", "\n", "…", ",", ":", ";") or passage.is_dash(stop - 1)
    ):
        stop -= 1
    return start, stop


def _line_start(passage: Passage, start: int, dash: int) -> int:
    """Sentences before, on the same line, belong to what the speaker at its end says."""
    first = start
    while (
        first > 0
        and passage.low(first - 1) != "\n"
        and "\n" not in passage.text[passage.tokens[first - 1].stop : passage.tokens[first].start]
    ):
        first -= 1
    while first < dash and not passage.tokens[first].is_word and passage.stretch_from(first) is None:
        first += 1
    return first
