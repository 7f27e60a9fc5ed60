"""The grammar of attribution in English."""

from collections.abc import Iterator
from dataclasses import replace

from tolqyn.annotate.quotes.clauses import SPEAKS, speaking, words_in
from tolqyn.annotate.quotes.drafts import Draft, Form, Grammar, Source
from tolqyn.annotate.quotes.lexicon import Cue, Head
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "sir", "lord", "lady"))
_SMALL_IN_NAMES = frozenset(("of", "the", "for", "and", "de", "van", "bin", "al", "von"))
_ARTICLES = frozenset(("the", "a", "an", "some", "many", "several", "two", "three", "four", "its", "local"))
_BREAKS = frozenset((",", ";", ":", "(", ")", ".", "!", "?", "\n"))
_SUBORDINATE = frozenset(
    ("that", "which", "who", "if", "when", "because", "while", "as", "but", "and", "after", "before")
)
_PREPOSITIONS = frozenset(("in", "on", "at", "to", "by", "with", "from", "during", "after", "before", "about"))
_LONGEST = 16


def head_in(passage: Passage, start: int, stop: int) -> tuple[int, Head] | None:
    """The last listed head before “of”, “in”, “for”, a comma or the end; two-word heads before their second word."""
    found: tuple[int, Head] | None = None
    for place in range(start, stop):
        low = passage.low(place)
        if found is not None and (
            low in ("of", "in", "for", "at", "with", "from", "close") or not passage.tokens[place].is_word
        ):
            break
        head = passage.words.heads.get(f"{low} {passage.low(place + 1)}") or _singular(passage, low)
        if head is not None:
            found = (place, head)
    return found


def _singular(passage: Passage, low: str) -> Head | None:
    bare = low.removesuffix("’s").removesuffix("'s")
    heads = passage.words.heads
    return heads.get(bare) or (heads.get(bare[:-1]) if bare.endswith("s") else None)


def phrase_in(passage: Passage, start: int, stop: int) -> Phrase | None:
    """The speaker that a range holds from its first token on: name with its role, office, organisation or pronoun."""
    while start < stop and not passage.tokens[start].is_word and passage.stretch_from(start) is None:
        start += 1
    if start >= stop:
        return None
    said = passage.words.pronouns.get(passage.low(start))
    if said is not None:
        return Phrase(
            (start, start + 1), None, None, None, "pronoun", said if said in ("m", "f") else None, said == "p"
        )
    end = next((place for place in range(start, stop) if passage.low(place) in _BREAKS), stop)
    name = _name(passage, start, end)
    head = head_in(passage, start, name[0] if name is not None and name[0] > start else end)
    if (
        name is not None
        and head is not None
        and passage.low(name[0] - 1) in ("of", "in", "for", "the")
        and name[0] > head[0] + 1
        and passage.low(head[0] + 1) in ("of", "in", "for")
    ):
        return _office(passage, start, end, head[1])
    if name is not None and (head is None or name[0] > head[0] or name[0] == start):
        return _named(passage, start, name, head[1] if head is not None and head[0] < name[0] else None, stop)
    if head is None:
        return None
    return _office(passage, start, end, head[1])


def people_in(passage: Passage, start: int, stop: int) -> list[Phrase]:
    """Every person named by two or more words, each with the role before the name."""
    found, place, opened = list[Phrase](), start, start
    while place < stop:
        if not _is_name_word(passage, place, start):
            opened = opened if passage.tokens[place].is_word else place + 1
            place += 1
            continue
        last = place
        while last < stop and _is_name_word(passage, last, start):
            last += 1
        phrase = phrase_in(passage, opened, last)
        if last - place > 1 and phrase is not None and phrase.kind == "name":
            found.append(phrase)
        place = opened = last
    return found


def _name(passage: Passage, start: int, stop: int) -> Range | None:
    """The last run of capitalised words, which “of” and the like may join; a listed head in lower case ends it."""
    best: Range | None = None
    place = start
    while place < stop:
        if not _is_name_word(passage, place, start):
            place += 1
            continue
        last = place + 1
        while last < stop and (
            _is_name_word(passage, last, start)
            or (passage.low(last) == "." and len(passage.tokens[last - 1].text) <= 2)
        ):
            last += 1
        best = (place, last)
        place = last
    if best is None:
        return None
    first, last = best
    while first < last and passage.low(first) in _TITLES | {"."}:
        first += 1
    while (
        first < last - 1
        and _singular(passage, passage.low(first)) is not None
        and _singular(passage, passage.low(first)).type == "person"
    ):  # type: ignore[union-attr]
        first += 1
    return (first, last) if first < last else None


def _is_name_word(passage: Passage, place: int, start: int) -> bool:
    token = passage.tokens[place]
    if not token.is_word or not token.is_capital or token.low in _ARTICLES or token.low in passage.words.cues:
        return False
    if token.low in (
        "on",
        "in",
        "at",
        "it",
        "his",
        "her",
        "their",
        "this",
        "that",
        "but",
        "and",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "so",
        "yet",
        "while",
        "when",
    ):
        return False
    first = place == passage.bounds[passage.sentence_of[place]][0]
    head = _singular(passage, token.low)
    return not (
        first
        and head is not None
        and head.type == "person"
        and not (place + 1 < len(passage.tokens) and passage.tokens[place + 1].is_capital)
    )


def _named(passage: Passage, start: int, name: Range, head: Head | None, stop: int) -> Phrase | None:
    """A name with the role before it or, in commas, behind it."""
    first, last = name
    role: Range | None = (start, first) if head is not None and first > start else None
    while role is not None and not passage.tokens[role[1] - 1].is_word:
        role = (role[0], role[1] - 1)
    role = role if role is not None and passage.low(role[0]) not in _TITLES else None
    if (
        role is not None
        and passage.low(role[0]) == "the"
        and role[1] - role[0] > 1
        and head is not None
        and head.type == "org"
    ):
        role = (role[0] + 1, role[1])
    end = last
    if role is None and passage.low(last) in (",", "(") and last + 1 < stop + 1:
        close = next(
            (place for place in range(last + 1, min(len(passage.tokens), last + 12)) if passage.low(place) in _BREAKS),
            last,
        )
        behind = head_in(passage, last + 1, close) if close > last + 1 else None
        if behind is not None and passage.low(last + 1) not in ("who", "which"):
            role, head, end = (last + 1, close), behind[1], close + 1
    own = _singular(passage, passage.low(last - 1)) or _singular(passage, passage.low(first))
    kind = "org" if role is None and own is not None and own.type == "org" else "name"
    if kind == "org" and passage.low(first - 1) == "the":
        first -= 1
    return Phrase(
        (start if role is None or role[0] < first else first, end),
        (first, last),
        role,
        head or (own if kind == "org" else None),
        kind,
        None,
        None,
    )


def _office(passage: Passage, start: int, end: int, head: Head) -> Phrase:
    stop = end
    for place in range(start, end):
        if passage.cue(place) is not None and place > start:
            stop = place
            break
    return Phrase((start, stop), None, None, head, "org" if head.type == "org" else "role", None, None)


def before(passage: Passage, start: int, cue_place: int, cue: Cue) -> Source | None:
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
    for first in [*near]:
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
        reference = _reference(passage, phrase.whole[1], cue_place)
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


def _reference(passage: Passage, place: int, stop: int) -> Source | None:
    for here in range(place, stop):
        if passage.low(here) in passage.words.phrases("through"):
            end = next((one for one in range(here + 1, stop) if passage.low(one) in _BREAKS), stop)
            phrase = phrase_in(passage, here + 1, end)
            return Source(phrase, stop=end) if phrase is not None else None
    return None


def alone(passage: Passage, start: int, stop: int) -> Phrase | None:
    """A phrase that fills a range and can be a speaker: a name with a role or of two words, an organisation of the list."""
    if stop - start > _LONGEST or stop <= start:
        return None
    phrase = phrase_in(passage, start, stop)
    if phrase is None or phrase.kind == "pronoun" or phrase.whole[1] < stop - 1:
        return None
    named = phrase.name is not None and (phrase.head is not None or phrase.name[1] - phrase.name[0] == 2)
    return phrase if named or (phrase.head is not None and phrase.name is None) else None


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
    first, last = content
    inner = [one for one in passage.stretches if first <= one.first and one.last <= last]
    return "partial" if any(passage.tokens[one.first + 1].text[0].islower() for one in inner) else "reported"


def _according(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    start, stop = sentence
    for place in range(start, stop):
        width = max((passage.has(place, words) for words in passage.words.phrases("nouns")), default=0)
        phrase = phrase_in(passage, place + width, stop) if width and place not in used else None
        if phrase is None:
            continue
        source = Source(phrase, stop=phrase.whole[1])
        comma = next((here for here in range(phrase.whole[1], stop) if passage.low(here) == ","), stop)
        content = (comma + 1, _trimmed(passage, stop)) if place - start < 2 else (start, place)
        if words_in(passage, content) > 1:
            yield Draft(content, (place, place + width), source, _form(passage, content), "phrase")


def _view(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
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
            (place + 2, _trimmed(passage, stop)),
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
        content = (place + 2, _trimmed(passage, stop))
        return Draft(content, (place - 1, place + 1), Source(), _form(passage, content), "impersonal")
    return None


def _clause(passage: Passage, start: int, place: int, stop: int, cue: Cue) -> Draft | None:
    source = before(passage, start, place, cue)
    if source is None or source.phrase is None:
        return None
    here = place + 1
    via = source.via
    reference = _reference(passage, here, stop) if passage.low(here) == "," else None
    if reference is not None and reference.phrase is not None:
        source, via, here = Source(reference.phrase, source.phrase), source.phrase, reference.stop + 1
    elif cue.lemma in ("told", "tells", "tell"):
        here, told = _audience(passage, here, stop)
        via = told or via
    that = next(
        (one for one in range(here, min(here + 14, stop)) if passage.low(one) in passage.words.phrases("that")), None
    )
    first = that + 1 if that is not None and that - here < 14 and not _has_verb(passage, here, that) else here
    content = (first, _trimmed(passage, stop))
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
    here = place + (passage.low(place) in _ARTICLES)
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


def _trimmed(passage: Passage, stop: int) -> int:
    return stop


ENGLISH = Grammar(before, after, alone, rules)
