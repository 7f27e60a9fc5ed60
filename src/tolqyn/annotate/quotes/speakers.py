"""Who a proposed speaker is: his name, the role that the text gives him, and whom a pronoun means."""

from dataclasses import dataclass, replace

from tolqyn.annotate.quotes.capacity import role_of
from tolqyn.annotate.quotes.drafts import Draft, Source
from tolqyn.annotate.quotes.english_phrases import people_in
from tolqyn.annotate.quotes.kazakh_speech import phrase_in as kazakh_phrase
from tolqyn.annotate.quotes.morphology import Case
from tolqyn.annotate.quotes.normal import normal_name
from tolqyn.annotate.quotes.noun_phrases import phrase_at
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.persons import name_at
from tolqyn.annotate.quotes.phrases import Phrase
from tolqyn.model.reading import Role

_CASES: tuple[Case, ...] = ("n", "g", "d", "a", "i", "l")
_FARTHEST = 3
_ROLE_REACH = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text gives him; `name` is `None` where the text leaves open who it is."""

    span: Range | None
    name: str | None
    entity: str | None
    role: Role | None
    role_span: Range | None
    via: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named so far: normal name, role, gender, and the sentence of the last time."""

    name: str
    entity: str | None
    role: Role | None
    role_span: Range | None
    gender: str | None
    sentence: int


class Cast:
    """The people whom a text has named up to here; it grows as its quotes are read in order."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._people: dict[str, Person] = {}
        self._organisations: dict[str, Person] = {}

    def speaker(self, draft: Draft) -> Speaker:
        """The speaker of a draft, known from here on."""
        source, passage = draft.source, self._passage
        via = outlet_name(passage, source)
        phrase = source.phrase
        if phrase is None:
            return Speaker(None, None, None, None, None, via)
        if phrase.kind in ("pronoun", "possessive"):
            meant = self._meant(draft, phrase)
            if meant is not None:
                self._people[meant.name] = replace(meant, sentence=passage.sentence_of[phrase.whole[0]])
            name, entity = (meant.name, meant.entity) if meant else (None, None)
            return Speaker(
                phrase.speaker, name, entity, meant.role if meant else None, meant.role_span if meant else None, via
            )
        return self._named(phrase, via, _gender_of_cue(passage, draft))

    def _named(self, phrase: Phrase, via: str | None, gender: str | None) -> Speaker:
        passage = self._passage
        role, role_span = role_of(passage, phrase), phrase.role
        name, entity = self._name(phrase)
        if name is not None and phrase.kind == "name":
            known = self._known(name) or self._earlier(phrase, name)
            if known is not None:
                name, entity = known.name, entity or known.entity
                if role is None:
                    role, role_span = known.role, known.role_span
            sentence = passage.sentence_of[phrase.whole[0]]
            self._people[name] = Person(name, entity, role, role_span, phrase.gender or gender, sentence)
        elif name is not None and phrase.kind == "org":
            self._organisations[name] = Person(
                name, entity, role, role_span, phrase.gender, passage.sentence_of[phrase.whole[0]]
            )
        return Speaker(phrase.speaker, name, entity, role, role_span, via)

    def _name(self, phrase: Phrase) -> tuple[str | None, str | None]:
        first = phrase.speaker[0]
        listed = self._passage.names.get(first)
        if listed is not None and (phrase.name is not None or listed.type == "ORG"):
            return listed.normal, listed.entity
        if (phrase.name is None and (phrase.kind == "role" or phrase.head is None)) or self._passage.slice(
            phrase.speaker
        ).lower() in self._passage.words.rest["roles"]["common"]:
            return None, None
        if phrase.name is None and not _is_proper(self._passage, phrase):
            return None, None
        return normal_name(self._passage, phrase), None

    def _known(self, name: str) -> Person | None:
        """Somebody of that name, or whose longer name ends so."""
        if name in self._people:
            return self._people[name]
        if " " in name:
            return None
        fits = [person for person in self._people.values() if person.name.endswith(" " + name)]
        return fits[-1] if len(fits) == 1 else None

    def _earlier(self, phrase: Phrase, name: str) -> Person | None:
        """Somebody whom the text named in full before, by the surname alone."""
        passage = self._passage
        if " " in name or passage.language not in ("ru", "uk") or len(name) < 4:
            return None
        stem = name.lower().replace("ё", "е")[:-1]
        for place in range(min(phrase.whole[0], 4000) - 1, 0, -1):
            token = passage.tokens[place]
            if (
                not token.is_capital
                or not token.low.startswith(stem)
                or len(token.low) > len(stem) + 4
                or not passage.tokens[place - 1].is_capital
            ):
                continue
            person = self._person(place - 1)
            if person is not None and person.name.lower().replace("ё", "е").endswith(name.lower().replace("ё", "е")):
                return person
        return None

    def _person(self, place: int) -> Person | None:
        """The person whose name begins at a token, in whichever case, with the role before it."""
        passage = self._passage
        stop = passage.bounds[passage.sentence_of[place]][1]
        for case in _CASES:
            named = name_at(passage, place, stop, case)
            if named is None or named.name is None or named.name[1] - named.name[0] < 2:
                continue
            start = passage.bounds[passage.sentence_of[place]][0]
            with_role = (
                phrase_at(passage, first, stop, case)
                for first in range(max(start, place - _ROLE_REACH), place)
                if passage.tokens[first].is_word
            )
            named = next((one for one in with_role if one is not None and one.name == named.name), named)
            return Person(
                normal_name(passage, named),
                None,
                role_of(passage, named),
                named.role,
                named.gender,
                passage.sentence_of[place],
            )
        return None

    def _meant(self, draft: Draft, phrase: Phrase) -> Person | None:
        """Whom a pronoun means: the one named before in this sentence or the last, if just one fits."""
        passage = self._passage
        here = passage.sentence_of[phrase.whole[0]]
        first = passage.sentence_of[draft.content[0]] if draft.content[0] < phrase.whole[0] else here
        oldest = min(first, here) - 1
        spoke = [person for person in self._people.values() if person.sentence >= oldest and _fits(person, phrase)]
        if spoke:
            return spoke[-1] if len({person.name for person in spoke}) == 1 else None
        if phrase.kind == "possessive":
            near = [
                one
                for one in self._organisations.values()
                if one.sentence >= oldest and one.gender is not None and one.gender == phrase.gender
            ]
            if len(near) == 1:
                return near[0]
        named = self._named_in(max(0, oldest, here - _FARTHEST), phrase.whole[0], draft.content)
        fitting = {person.name: person for person in named if _fits(person, phrase)}
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _named_in(self, sentence: int, stop: int, content: Range) -> list[Person]:
        """People named from a sentence on, outside of what is quoted."""
        passage = self._passage
        place, found = passage.bounds[sentence][0], list[Person]()
        if passage.language == "en":
            return [
                self._as_person(phrase)
                for phrase in people_in(passage, place, stop)
                if not content[0] <= phrase.whole[0] < content[1]
            ]
        while place < stop:
            if content[0] <= place < content[1]:
                place = content[1]
                continue
            phrase = self._phrase(place, stop)
            if phrase is not None and phrase.kind == "name" and phrase.name is not None:
                role, name = role_of(passage, phrase), self._name(phrase)
                if name[0] is not None:
                    found.append(Person(name[0], name[1], role, phrase.role, phrase.gender, passage.sentence_of[place]))
                place = max(place + 1, phrase.whole[1])
                continue
            place += 1
        return found

    def _as_person(self, phrase: Phrase) -> Person:
        name, entity = self._name(phrase)
        role = role_of(self._passage, phrase)
        return Person(name or "", entity, role, phrase.role, phrase.gender, self._passage.sentence_of[phrase.whole[0]])

    def _phrase(self, place: int, stop: int) -> Phrase | None:
        passage = self._passage
        if not passage.tokens[place].is_word:
            return None
        if passage.language == "kk":
            return kazakh_phrase(passage, place, stop)
        found = (phrase_at(passage, place, stop, case) for case in _CASES)
        return next((phrase for phrase in found if phrase is not None and phrase.kind == "name"), None)


def outlet_name(passage: Passage, source: Source) -> str | None:
    """The outlet that a quote passes through: the name in marks, a phrase, or whose source somebody unnamed is."""
    via = source.via
    if via is not None and via.kind not in ("pronoun", "possessive"):
        inner = next((one for place in range(*via.whole) if (one := passage.stretch_from(place)) is not None), None)
        if inner is not None and via.name is None:
            via = replace(via, name=(inner.first + 1, inner.last), kind="org")
        return normal_name(passage, via)
    phrase = source.phrase
    if phrase is None or phrase.head is None or phrase.head.role != "anonymous":
        return None
    for place in range(phrase.whole[0] + 1, phrase.whole[1]):
        low = passage.low(place)
        listed = passage.words.heads.get(f"{low} {passage.low(place + 1)}") or passage.words.heads.get(low)
        if low.isdigit() or (passage.tokens[place].is_capital and listed is not None and listed.role == "journalist"):
            return passage.slice((place, phrase.whole[1]))
    return None


def _gender_of_cue(passage: Passage, draft: Draft) -> str | None:
    """The gender that the verb shows where the name does not."""
    cue = passage.cue(draft.cue[0]) if draft.cue is not None else None
    return cue.gender if cue is not None and cue.gender in ("m", "f") else None


def _fits(person: Person, phrase: Phrase) -> bool:
    if phrase.plural:
        return False
    return person.gender is None or phrase.gender is None or person.gender == phrase.gender


def _is_proper(passage: Passage, phrase: Phrase) -> bool:
    """Whether a phrase names an organisation: a capital letter, or a word that belongs to its head."""
    first, last = phrase.whole
    if last - first == 1 and passage.low(first) in passage.words.rest["roles"]["common"]:
        return False
    if passage.low(first).startswith(("пресс", "прес-служб")):
        return True
    head = phrase.head
    if head is not None and head.type == "org" and head.is_listed and head.role != "journalist" and last - first > 1:
        return True
    places = range(first, last)
    return any(
        passage.tokens[place].is_acronym or (passage.tokens[place].is_capital and (place > first or last - first == 1))
        for place in places
    )
