"""The grammar of attribution in Kazakh: speaker, content, «деп» and a verb of saying at the end, in this order."""

import re
from collections.abc import Iterator

from tolqyn.annotate.quotes.clauses import words_in
from tolqyn.annotate.quotes.drafts import Draft, Form, Grammar, Source
from tolqyn.annotate.quotes.kazakh_verbs import said_at
from tolqyn.annotate.quotes.lexicon import Cue, Head
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

_CASES = re.compile(
    r"(?:ның|нің|дың|дің|тың|тің|на|не|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|нда|нде|да|де|та|те|нан|нен|дан|ден|тан|тен|мен|пен|бен)$"
)
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_CLAUSE_ENDS = (
    "екенін",
    "тінін",
    "тынын",
    "ғанын",
    "генін",
    "қанын",
    "кенін",
    "натынын",
    "нетінін",
    "атынын",
    "етінін",
    "уын",
    "уін",
    "ғандығын",
    "гендігін",
    "лғанын",
    "керектігін",
    "болатынын",
    "екендігін",
    "керегін",
    "мегенін",
    "мағанын",
    "жоғын",
    "барын",
)
_SPEAKS = frozenset(("say", "think", "call", "weak", "ask"))
_LONGEST = 14


def phrase_in(passage: Passage, start: int, stop: int, *, genitive: bool = False) -> Phrase | None:
    """The speaker at the beginning of a range: a role and a name, an office, an organisation, a name in marks, “ол”."""
    while start < stop and not passage.tokens[start].is_word and passage.stretch_from(start) is None:
        start += 1
    if start >= stop:
        return None
    low = passage.low(start)
    if low in passage.words.pronouns or (genitive and low in passage.words.rest["phrases"]["possessive"]):
        return Phrase((start, start + 1), None, None, None, "pronoun", None, low.startswith("олар"))
    limit = min(stop, start + _LONGEST)
    head = _last_head(passage, start, limit)
    name = _name(passage, (head[0] + 1) if head is not None else start, limit)
    if head is not None:
        return _with_head(passage, start, head, name)
    if name is None or name[0] != start:
        return None
    behind = _last_head(passage, name[1] + 1, limit) if passage.low(name[1]) == "," else None
    if behind is not None:
        return Phrase((start, behind[0] + 1), name, (name[1] + 1, behind[0] + 1), behind[1], "name", None, None)
    return Phrase(name, name, None, None, "name", None, None)


def _with_head(passage: Passage, start: int, head: tuple[int, Head], name: Range | None) -> Phrase:
    place, found = head
    quoted = passage.stretch_from(place + 1) if place + 1 < len(passage.tokens) else None
    if found.type == "org" and found.role in ("journalist", "blogger"):
        before = next((one for one in passage.stretches if start <= one.first and one.last == place - 1), None)
        if before is not None:
            return Phrase((before.first, place + 1), (before.first + 1, before.last), (place, place + 1), found, "org")
        if quoted is not None:
            return Phrase((start, quoted.last + 1), (quoted.first + 1, quoted.last), (start, place + 1), found, "org")
        if place > start and passage.tokens[start].is_capital:
            return Phrase((start, place + 1), (start, place), (place, place + 1), found, "org")
    if name is not None and name[0] == place + 1 and found.type == "person":
        return Phrase((start, name[1]), name, (start, place + 1), found, "name")
    return Phrase((start, place + 1), None, None, found, "org" if found.type == "org" else "role")


def _last_head(passage: Passage, start: int, limit: int) -> tuple[int, Head] | None:
    """The head noun that closes a phrase: a listed word (in any case), where the next one is no longer part of it."""
    found: tuple[int, Head] | None = None
    for place in range(start, limit):
        token = passage.tokens[place]
        if (not token.is_word and token.text not in '«»"“”') or (place > start and passage.cue(place) is not None):
            break
        head = head_of(passage, place)
        if head is not None:
            found = (place, head)
            following = passage.tokens[place + 1] if place + 1 < limit else None
            ends = following is None or (not following.is_word and following.text not in '«"') or following.is_capital
            owns = token.low.endswith(_GENITIVE) and following is not None and following.is_word
            if ends and not owns:
                break
        elif (
            found is not None
            and not passage.low(found[0]).endswith(("ның", "нің", "дың", "дің", "тың", "тің", "дағы", "дегі", "гі"))
            and place - found[0] >= 1
        ) or place - start > 6:
            break
    return found


def head_of(passage: Passage, place: int) -> Head | None:
    """A listed head in any case and number."""
    low = passage.low(place)
    heads = passage.words.heads
    pair = heads.get(f"{passage.low(place - 1)} {low}") if place else None
    if pair is not None or low in heads:
        return pair or heads[low]
    bare = _CASES.sub("", low)
    if bare in heads:
        return heads[bare]
    return heads.get(re.sub(r"(?:лар|лер|дар|дер|тар|тер)$", "", bare))


def _name(passage: Passage, start: int, limit: int) -> Range | None:
    last = start
    while last < limit and last - start < 4 and passage.tokens[last].is_word and passage.tokens[last].is_capital:
        last += 1
        if passage.low(last - 1).endswith(_GENITIVE):
            break
    return (start, last) if last > start else None


def before(passage: Passage, start: int, cue_place: int, _cue: Cue) -> Source | None:
    """The speaker at the beginning of what stands before a cue."""
    phrase = phrase_in(passage, start, cue_place)
    if phrase is None:
        return None
    cited = _cited(passage, phrase.whole[1], cue_place)
    return Source(cited, phrase, cited.whole[1]) if cited is not None else Source(phrase, stop=phrase.whole[1])


def _cited(passage: Passage, start: int, stop: int) -> Phrase | None:
    """“… агенттігі X-тің сөзін келтірді”: X speaks."""
    if not any(passage.low(place) in ("сөзін", "сөздерін", "пікірін") for place in range(start, stop)):
        return None
    return phrase_in(passage, start, stop)


def after(passage: Passage, place: int, stop: int, _cue: Cue) -> Source | None:
    """The speaker behind a cue: «…», – деді X; “… – делінген X-тің мәлімдемесінде”."""
    phrase = phrase_in(passage, place, stop)
    if phrase is None and place < stop:
        quoted = passage.stretch_from(place)
        phrase = phrase_in(passage, quoted.first, stop) if quoted is not None else _after_owner(passage, place, stop)
    return Source(phrase, stop=phrase.whole[1]) if phrase is not None else None


def _after_owner(passage: Passage, place: int, stop: int) -> Phrase | None:
    """A speaker behind a genitive of his place (“қаланың байырғы тұрғыны”)."""
    return phrase_in(passage, place + 1, stop) if passage.low(place).endswith(_GENITIVE) else None


def alone(passage: Passage, start: int, stop: int) -> Phrase | None:
    """A phrase that fills a range and can be a speaker."""
    phrase = phrase_in(passage, start, stop)
    if phrase is None or phrase.kind == "pronoun" or phrase.whole[1] < stop:
        return _described(passage, start, stop)
    return (
        phrase
        if phrase.head is not None or (phrase.name is not None and phrase.name[1] - phrase.name[0] >= 2)
        else None
    )


def _described(passage: Passage, start: int, stop: int) -> Phrase | None:
    """A range that ends in a head noun in its plain form, whatever describes it before."""
    if stop - start > _LONGEST or stop - start < 2:
        return None
    head = head_of(passage, stop - 1)
    if head is None or passage.low(stop - 1).endswith(_GENITIVE):
        return None
    return Phrase((start, stop), None, None, head, "org" if head.type == "org" else "role")


def rules(passage: Passage, sentence: Range, used: set[int]) -> list[Draft]:
    """Reported speech of one sentence."""
    found = []
    for rule in (_nouns, _final):
        for draft in rule(passage, sentence, used):
            if draft.cue is not None:
                used.update(range(*draft.cue))
            found.append(draft)
    return found


def _form(passage: Passage, content: Range) -> Form:
    inner = passage.stretches_in(content)
    return "partial" if any(passage.tokens[one.first + 1].text[0].islower() for one in inner) else "reported"


def _nouns(passage: Passage, sentence: Range, _used: set[int]) -> Iterator[Draft]:
    """“X-тің айтуынша, …”, “хабарлануынша, …”."""
    start, stop = sentence
    forms = passage.words.rest["forms"]
    for place in range(start, stop - 1):
        impersonal = passage.low(place) in forms["impersonal"] and passage.low(place).endswith("ша")
        width = 1 if impersonal else passage.has(place, "nouns")
        if not width:
            continue
        phrase = None if impersonal else phrase_in(passage, start, place, genitive=True)
        first = place + width + (passage.low(place + width) == ",")
        content = (first, stop)
        if words_in(passage, content) > 1 and (impersonal or phrase is not None):
            yield Draft(content, (place, place + width), Source(phrase, stop=first), _form(passage, content), "phrase")
            return


def _final(passage: Passage, sentence: Range, used: set[int]) -> Iterator[Draft]:
    """“X … деп мәлімдеді”, “X …-ғанын айтты”, “…, деп ескертті X”."""
    start, stop = sentence
    for place in range(start + 1, stop):
        found = said_at(passage.low, place)
        if found is None or place in used or passage.inside[place] >= 0:
            continue
        cue, (first, last) = found
        if not cue.kinds & _SPEAKS:
            continue
        draft = _before_cue(passage, start, first, last, stop, cue)
        if draft is not None:
            yield draft
            return


def _before_cue(passage: Passage, start: int, first: int, last: int, stop: int, cue: Cue) -> Draft | None:
    deep = passage.low(first) == "деп" or cue.lemma == "де"
    ends = passage.low(first - 1).endswith(_CLAUSE_ENDS)
    if not deep and not ends:
        return None
    if passage.low(first - 1) == "," or (passage.is_dash(first - 1) and passage.low(first - 2) not in '»”"'):
        source = after(passage, last, stop, cue)
        content = (start, first - 1)
        return (
            Draft(content, (first, last), source or Source(), _form(passage, content), "tail")
            if source is not None and words_in(passage, content) > 0
            else None
        )
    phrase = phrase_in(passage, start, first - 1)
    begin = phrase.whole[1] if phrase is not None else start
    via, begin = _audience(passage, begin, first)
    begin += passage.low(begin) == ","
    content = (begin, first)
    quoted = next((one for one in passage.stretches if begin <= one.first and one.last == first - 1), None)
    if quoted is not None and cue.kinds & {"call"} and quoted.first > begin:
        content = (quoted.first + 1, quoted.last)
    if words_in(passage, content) < 1 or (phrase is None and not deep):
        return None
    form: Form = "partial" if quoted is not None else _form(passage, content)
    return Draft(content, (first, last), Source(phrase, via, begin), form, "final")


def _audience(passage: Passage, begin: int, stop: int) -> tuple[Phrase | None, int]:
    """“«Y» газетіне” right after the speaker: whom it was told."""
    one = passage.stretch_from(begin) if begin < stop else None
    if (
        one is None
        or one.last + 1 >= stop
        or not passage.low(one.last + 1).endswith(("іне", "ына", "қа", "ке", "ға", "ге"))
    ):
        return None, begin
    return Phrase(
        (begin, one.last + 2), (one.first + 1, one.last), None, Head("journalist", "org"), "org"
    ), one.last + 2


KAZAKH = Grammar(before, after, alone, rules)
