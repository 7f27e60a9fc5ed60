"""Who says it, in English: the subject of a cue on either side, and whom it refers to."""

from tolqyn.annotate.quotes.drafts import Source
from tolqyn.annotate.quotes.english_phrases import BREAKS, phrase_in
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.phrases import Phrase

_SUBORDINATE = frozenset(
    ("that", "which", "who", "if", "when", "because", "while", "as", "but", "and", "after", "before")
)


_PREPOSITIONS = frozenset(("in", "on", "at", "to", "by", "with", "from", "during", "after", "before", "about"))


_LONGEST = 16


def before(passage: Passage, start: int, cue_place: int, _cue: Cue) -> Source | None:
    """The subject before a cue; adverbials in front and clauses in commas behind it are stepped over."""
    edges = [
        start,
        *(
            place + 1
            for place in range(start, cue_place)
            if passage.low(place) in (",", ";", ":") and passage.inside[place] < 0
        ),
    ]
    near = list(reversed(edges))
    for edge in near:
        first = edge
        while first < cue_place and passage.low(first) in ("but", "and", "yet", "later", "earlier", "also", "\n"):
            first += 1
        if (
            first >= cue_place
            or passage.low(first) in _PREPOSITIONS
            or passage.low(first) in _SUBORDINATE
            or (passage.low(first) in ("asked", "a", "an") and first > start)
        ):
            continue
        phrase = phrase_in(passage, first, cue_place)
        if phrase is None or (
            phrase.whole[0] > start
            and near[-1] != first
            and phrase.kind == "role"
            and passage.low(phrase.whole[0]) in ("the", "a", "an")
            and first != near[0]
        ):
            continue
        if first != start and passage.low(first - 1) == "," and _is_apposition(passage, first, start):
            continue
        reference = reference_in(passage, phrase.whole[1], cue_place)
        return (
            Source(reference.phrase, phrase, reference.stop)
            if reference is not None
            else Source(phrase, stop=phrase.whole[1])
        )
    return None


def _is_apposition(passage: Passage, first: int, start: int) -> bool:
    """Whether a noun phrase after a comma only says what the one before it is (“Tamraz, the owner of …, admits”)."""
    return (passage.low(first) in ("the", "a", "an", "who") and first - start > 1) or (
        passage.low(first)[:1].islower()
        and first - start > 1
        and not passage.tokens[first].is_capital
        and passage.words.pronouns.get(passage.low(first)) is None
    )


def after(passage: Passage, place: int, stop: int, cue: Cue) -> Source | None:
    """The subject behind a cue: said X; quoted X as saying; reads a statement by X."""
    if "cite" in cue.kinds:
        phrase = phrase_in(passage, place, stop)
        outlet = before(passage, passage.bounds[passage.sentence_of[place]][0], place - 1, cue)
        return (
            Source(phrase, outlet.phrase if outlet is not None else None, phrase.whole[1])
            if phrase is not None
            else None
        )
    for here in range(place, min(place + 6, stop)):
        if passage.low(here) in passage.words.phrases("documents"):
            later = next(
                (one + 1 for one in range(here + 1, min(here + 3, stop)) if passage.low(one) in ("by", "from", "of")),
                None,
            )
            phrase = phrase_in(passage, later, stop) if later is not None else None
            return Source(phrase, stop=phrase.whole[1]) if phrase is not None else Source(stop=here)
    if place < stop and passage.low(place) in ("on", "in", "at", "that", "to", "reporters"):
        return None
    phrase = phrase_in(passage, place, stop)
    return Source(phrase, stop=phrase.whole[1]) if phrase is not None else None


def reference_in(passage: Passage, place: int, stop: int) -> Source | None:
    for here in range(place, stop):
        if passage.low(here) in passage.words.phrases("through"):
            end = next((one for one in range(here + 1, stop) if passage.low(one) in BREAKS), stop)
            phrase = phrase_in(passage, here + 1, end)
            return Source(phrase, stop=end) if phrase is not None else None
    return None


def alone(passage: Passage, start: int, stop: int) -> Phrase | None:
    """A phrase that fills a range and can be a speaker: a name with a role or of two words, a listed organisation."""
    if stop - start > _LONGEST or stop <= start:
        return None
    phrase = phrase_in(passage, start, stop)
    if phrase is None or phrase.kind == "pronoun" or phrase.whole[1] < stop - 1:
        return None
    named = phrase.name is not None and (phrase.head is not None or phrase.name[1] - phrase.name[0] == 2)
    return phrase if named or (phrase.head is not None and phrase.name is None) else None
