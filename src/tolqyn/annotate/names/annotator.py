"""The component `names.default`: each language's tagger, then places, normal forms, joining and identifiers."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from tolqyn.annotate.countries import UNIONS, codes
from tolqyn.annotate.names.cyrillic_tagger import CyrillicTagger, word_counts
from tolqyn.annotate.names.drafts import Draft
from tolqyn.annotate.names.english_tagger import EnglishTagger, has_english
from tolqyn.annotate.names.joining import joined
from tolqyn.annotate.names.kazakh_tagger import KazakhTagger
from tolqyn.annotate.names.key import entity_id
from tolqyn.annotate.names.normal import leader, neighbours, normal_form
from tolqyn.annotate.names.openings import settled
from tolqyn.annotate.names.places import place, place_type
from tolqyn.annotate.names.roles_in_text import OFFICES, offices
from tolqyn.annotate.names.tagged import Passage, Tagged, Tagger
from tolqyn.annotate.names.ukrainian_spelling import UkrainianSpelling
from tolqyn.annotate.naming import named
from tolqyn.annotate.roles import Marked
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import EntityType
from tolqyn.model.reading import Mark, Name, Naming, Text

UKRAINIAN_PRECISION = {"PER": 0.78, "LOC": 0.88, "ORG": 0.8}
"""Span precision of the respelled model on the hand-marked Ukrainian set (`evaluation/names`)."""

_KAZAKH, _UKRAINIAN = frozenset("әғқңөұүһ"), frozenset("ґєії")
_TAGGERS: dict[str, Callable[[], Tagger]] = {
    "ru": CyrillicTagger,
    "uk": lambda: CyrillicTagger(UkrainianSpelling(word_counts()), UKRAINIAN_PRECISION),
    "kk": KazakhTagger,
    "en": EnglishTagger,
}


class NamesAnnotator:
    """Names of Russian, Ukrainian, Kazakh and English texts; of other languages only the targets that they name.

    A tagger is loaded when the first text of its language comes.
    """

    def __init__(self) -> None:
        self._taggers: dict[str, Tagger] = {}

    @property
    def role(self) -> Literal["names"]:
        """What it marks."""
        return "names"

    @property
    def name(self) -> str:
        """Its name."""
        return "default"

    @property
    def version(self) -> str:
        """Raised whenever its marks may change: where the English model is not installed they are fewer."""
        return "1" if has_english() else "1-without-english"

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Mark, ...]]:
        """Names of each text, ordered, none over another."""
        tagged: list[list[Tagged]] = [[] for _ in texts]
        languages = [_language(one.text) for one in texts]
        for language in sorted({one for one in languages if one in _TAGGERS and (one != "en" or has_english())}):
            places = [at for at, one in enumerate(languages) if one == language]
            passages = [Passage(texts[at].text.text, texts[at].text.sentences) for at in places]
            for at, found in zip(places, self._tagger(language).tag(passages), strict=True):
                tagged[at] = found
        together = zip(texts, tagged, languages, strict=True)
        return [tuple(self._names(one.text, found, language)) for one, found, language in together]

    def _tagger(self, language: str) -> Tagger:
        if language not in self._taggers:
            self._taggers[language] = _TAGGERS[language]()
        return self._taggers[language]

    def _names(self, text: Text, tagged: Sequence[Tagged], language: str) -> Iterator[Name]:
        passage = Passage(text.text, text.sentences)
        named_ones = [one for found in tagged for one in (settled(passage, found) if language == "uk" else (found,))]
        parts = [part for one in named_ones for part in _parts(text.text, one)]
        drafts = [_draft(text, one, language) for one in parts if _worth(text.text[one.start : one.stop], one.type)]
        drafts = sorted([*drafts, *_missed(text, drafts, language)])
        whole = joined(drafts, text.text)
        for one in sorted([*whole, *offices(text, whole, language)]):
            yield self._name(text, one)

    def _name(self, text: Text, one: Draft) -> Name:
        annotator = f"{self.name}/{self.version}"
        return Name(
            name_id=identify("nam", text.document_id, one.start, one.stop, one.type, annotator),
            document_id=text.document_id,
            start=one.start,
            stop=one.stop,
            surface=one.surface,
            type=one.type,
            normal=one.normal,
            entity=one.entity or entity_id(one.normal, one.type),
            score=one.score,
            annotator=annotator,
        )


def _language(text: Text) -> str:
    """The text's language; where it is unknown its letters say it, if they can."""
    if text.language is not None:
        return text.language
    letters = set(text.text.lower())
    if letters & _KAZAKH:
        return "kk"
    if letters & _UKRAINIAN:
        return "uk"
    return "ru" if any("а" <= letter <= "я" for letter in letters) else ""


_APART = re.compile(r"\s*[,(;/\n]\s*")


def _parts(text: str, one: Tagged) -> Iterator[Tagged]:
    """The people of a span that holds several: a comma or a bracket stands in nobody's name."""
    if one.type != "PER":
        yield one
        return
    start = one.start
    for gap in (*_APART.finditer(text, one.start, one.stop), None):
        stop = gap.start() if gap else one.stop
        if start < stop:
            yield replace(one, start=start, stop=stop)
        start = gap.end() if gap else stop


def _worth(surface: str, kind: EntityType) -> bool:
    """Whether a span holds a letter, and is no office that opens a sentence."""
    return any(map(str.isalpha, surface)) and not (kind == "PER" and surface.lower() in OFFICES)


def _draft(text: Text, one: Tagged, language: str) -> Draft:
    """A tagged span with its type settled by lists, its normal form, and the target that it names."""
    surface = text.text[one.start : one.stop]
    known = place(surface, language)
    target = _target(text.targets, one.start, one.stop)
    if known is not None and (known.code is not None or one.type in ("LOC", "GPE")):
        own = target if target is not None and target == known.code else None
        return Draft(one.start, one.stop, surface, known.kind, known.name, one.score, own, sure=True)
    listed = leader(surface, language)
    if listed is not None:
        return Draft(one.start, one.stop, surface, "PER", listed, one.score, _own(target), sure=True)
    kind: EntityType = "ORG" if one.type == "PER" and _opens_with_country(surface, language) else one.type
    before, after = neighbours(text.text, one.start, one.stop)
    if kind == "LOC" and not one.settled:
        kind = place_type(surface, before, language)
    normal = normal_form(surface, kind, language, before, after)
    return Draft(one.start, one.stop, surface, kind, normal, one.score, _own(target))


def _opens_with_country(surface: str, language: str) -> bool:
    """Whether a country's adjective opens the name, as it does with parties and bodies (Georgian Dream)."""
    first, _, rest = surface.partition(" ")
    return bool(rest) and language == "en" and first.lower() in _adjectives(language)


@cache
def _adjectives(language: str) -> frozenset[str]:
    return frozenset(form[0] for form, naming in named(language) if naming.form == "adjective" and len(form) == 1)


def _target(targets: Sequence[Naming], start: int, stop: int) -> str | None:
    """The target that exactly this span names."""
    return next((one.target for one in targets if (one.start, one.stop) == (start, stop)), None)


def _own(target: str | None) -> str | None:
    """A target that is no country: leaders and capitals stand for a country, and are not it."""
    return None if target is None or target in _COUNTRIES else target


_COUNTRIES = frozenset((*codes(), *UNIONS))


def _missed(text: Text, drafts: Sequence[Draft], language: str) -> Iterator[Draft]:
    """Targets that the text names and the tagger left out: countries by name, and the workspace's own."""
    for naming in text.targets:
        if any(one.start < naming.stop and naming.start < one.stop for one in drafts):
            continue
        surface = text.text[naming.start : naming.stop]
        known = place(surface, language)
        if known is not None and known.code == naming.target:
            yield Draft(
                naming.start, naming.stop, surface, known.kind, known.name, naming.score, naming.target, sure=True
            )
        elif _own(naming.target) is not None and surface[:1].isupper():
            kind: EntityType = naming.type or _type_of_own(surface)
            normal = normal_form(surface, kind, language)
            yield Draft(naming.start, naming.stop, surface, kind, normal, naming.score, naming.target)


def _type_of_own(surface: str) -> EntityType:
    """What a target most likely is where the caller does not say."""
    return "PER" if len(surface.split()) > 1 and surface.istitle() else "ORG"
