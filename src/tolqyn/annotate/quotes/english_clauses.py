"""Reported speech in English: each rule reads one sentence and proposes quotes."""

from collections.abc import Iterator
from dataclasses import replace

from tolqyn.annotate.quotes.clauses import SPEAKS, speaking, words_in
from tolqyn.annotate.quotes.drafts import Draft, Form, Source
from tolqyn.annotate.quotes.english_phrases import ARTICLES, phrase_in
from tolqyn.annotate.quotes.english_subjects import after, before, reference_in
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase


def rules(passage: Passage, sentence: Range, used: set[int]) -> list[Draft]:
    """Reported speech of one sentence."""
    found: list[Draft] = []
    for rule in (_according, _view, _tails, _clauses):
        for draft in rule(passage, sentence, used):
            if draft.cue is not None:
                used.update(range(*draft.cue))
            found.append(draft)
    return found


def _form(passage: Passage, content: Range) -> Form:
    inner = passage.stretches_in(content)
    return "partial" if any(passage.tokens[one.first + 1].text[0].islower() for one in inner) else "reported"


def _according(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    start, stop = sentence
    for place in range(start, stop):
        width = passage.has(place, "nouns")
        phrase = phrase_in(passage, place + width, stop) if width and place not in used else None
        if phrase is None:
            continue
        source = Source(phrase, stop=phrase.whole[1])
        comma = next((here for here in range(phrase.whole[1], stop) if passage.low(here) == ","), stop)
        content = (comma + 1, stop) if place - start < 2 else (start, place)
        if words_in(passage, content) > 1:
            yield Draft(content, (place, place + width), source, _form(passage, content), "phrase")


def _view(passage: Passage, sentence: Range, _used: set[int]) -> Iterator[Draft]:
    """“In X's view, …”, “in his words, …”."""
    start, stop = sentence
    for place in range(start + 1, stop - 2):
        if passage.low(place) not in passage.words.phrases("bare") or passage.low(place + 1) != ",":
            continue
        opening = next(
            (here for here in range(place - 1, max(start, place - 8) - 1, -1) if passage.low(here) == "in"), None
        )
        if opening is None:
            continue
        owner = opening + 1 + (passage.low(opening + 1) == "the")
        said = passage.words.rest["phrases"]["possessive"].get(passage.low(owner))
        if said is not None:
            phrase = Phrase(
                (owner, owner + 1), None, None, None, "possessive", said if said in ("m", "f") else None, said == "p"
            )
        else:
            found = phrase_in(passage, owner, place)
            if found is None:
                continue
            phrase = replace(found, whole=(owner, place))
        yield Draft(
            (place + 2, stop),
            (place, place + 1),
            Source(phrase, stop=place + 1),
            "reported",
            "phrase",
        )


def _tails(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“…, said X.”, “…, X said.”"""
    start, stop = sentence
    for place in range(stop - 2, start + 2, -1):
        if passage.low(place) != "," or passage.inside[place] >= 0:
            continue
        cue_place = next(
            (
                here
                for here in range(place + 1, min(place + 8, stop))
                if speaking(passage, here) is not None and here not in used
            ),
            None,
        )
        if cue_place is None or not _ends_here(passage, cue_place, stop):
            continue
        cue = passage.cue(cue_place) or Cue(frozenset(), "")
        source = (
            before(passage, place + 1, cue_place, cue)
            if cue_place > place + 1
            else after(passage, cue_place + 1, stop, cue)
        )
        content = (start, place)
        if source is not None and source.phrase is not None and words_in(passage, content) > 2:
            yield Draft(content, (cue_place, cue_place + 1), source, _form(passage, content), "tail")
            return


def _ends_here(passage: Passage, cue_place: int, stop: int) -> bool:
    """Whether nothing that could be content follows a cue: no “that”, no verb of its own."""
    rest = range(cue_place + 1, stop)
    return (
        not any(passage.low(place) in ("that", ":") or passage.low(place) in _AUXILIARY for place in rest)
        and stop - cue_place < 22
    )


_AUXILIARY = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "has",
        "have",
        "had",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "do",
        "does",
        "did",
        "be",
        "been",
    ]
)


def _clauses(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“X said (that) …”, “it is alleged that …”."""
    start, stop = sentence
    for place in range(start, stop - 2):
        cue = speaking(passage, place, SPEAKS)
        if cue is None or place in used or passage.inside[place] >= 0:
            continue
        draft = _impersonal(passage, start, place, stop) or _clause(passage, start, place, stop, cue)
        if draft is not None:
            yield draft
            return


def _impersonal(passage: Passage, start: int, place: int, stop: int) -> Draft | None:
    lows = [passage.low(here) for here in range(max(start, place - 3), place)]
    if "it" in lows and lows[-1] in ("is", "was", "been") and passage.low(place + 1) == "that":
        content = (place + 2, stop)
        return Draft(content, (place - 1, place + 1), Source(), _form(passage, content), "impersonal")
    return None


def _clause(passage: Passage, start: int, place: int, stop: int, cue: Cue) -> Draft | None:
    source = before(passage, start, place, cue)
    if source is None or source.phrase is None:
        return None
    here = place + 1
    via = source.via
    reference = reference_in(passage, here, stop) if passage.low(here) == "," else None
    if reference is not None and reference.phrase is not None:
        source, via, here = Source(reference.phrase, source.phrase), source.phrase, reference.stop + 1
    elif cue.lemma in ("told", "tells", "tell"):
        here, told = _audience(passage, here, stop)
        via = told or via
    that = next(
        (one for one in range(here, min(here + 14, stop)) if passage.low(one) in passage.words.phrases("that")), None
    )
    first = that + 1 if that is not None and that - here < 14 and not _has_verb(passage, here, that) else here
    content = (first, stop)
    bare = that is None or first == here
    if bare and (
        passage.low(here) in (",", ":", "by", "on", "in", "at", "to", "of", "for", "with", "a", "an", "“", '"')
        or not _has_verb(passage, here, stop)
    ):
        return None
    if words_in(passage, content) < 2:
        return None
    return Draft(content, (place, place + 1), replace(source, via=via), _form(passage, content), "that")


def _audience(passage: Passage, place: int, stop: int) -> tuple[int, Phrase | None]:
    """Whom it was told: one word, or an article and a capitalised name, which may be an outlet."""
    here = place + (passage.low(place) in ARTICLES)
    last = here + 1
    if here < stop and passage.tokens[here].is_capital:
        while last < stop and passage.tokens[last].is_word and passage.tokens[last].is_capital:
            last += 1
        return last, Phrase((place, last), (here, last), None, None, "org")
    return last, None


def _has_verb(passage: Passage, start: int, stop: int) -> bool:
    return any(
        passage.low(place) in _AUXILIARY
        or passage.low(place).endswith(("ed", "es"))
        or (
            passage.low(place).endswith("s")
            and passage.tokens[place].is_word
            and passage.low(place - 1) in ("he", "she", "it", "who")
        )
        or passage.low(place) in _PAST
        for place in range(start, stop)
    )


_PAST = frozenset(
    [
        "heard",
        "saw",
        "held",
        "left",
        "got",
        "came",
        "went",
        "knew",
        "found",
        "lost",
        "won",
        "made",
        "took",
        "gave",
        "began",
        "fell",
        "broke",
        "put",
        "ran",
        "stood",
        "felt",
        "became",
        "kept",
        "met",
        "led",
        "paid",
        "sent",
        "spent",
        "told",
        "thought",
        "wrote",
        "need",
        "needs",
        "want",
        "wants",
        "fear",
        "fears",
        "knows",
        "know",
    ]
)
