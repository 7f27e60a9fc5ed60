"""Ways to name a target: each form of each name with what it names, when it counts and how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from tolqyn.annotate import english, kazakh, kyrgyz, russian, ukrainian
from tolqyn.annotate.countries import UNIONS, cldr_names, codes
from tolqyn.annotate.listed import listed
from tolqyn.annotate.russian import Kind
from tolqyn.annotate.words import Phrase, split
from tolqyn.model.mark import EntityType, MentionForm
from tolqyn.model.settings import Target

Case = Literal["proper", "any", "exact"]

_RULES = {
    "ru": russian.forms,
    "uk": ukrainian.forms,
    "kk": kazakh.forms,
    "ky": kyrgyz.forms,
    "en": english.forms,
}
_CYRILLIC = ("ru", "uk", "kk", "ky")

_GROUPS: dict[str, tuple[MentionForm, Kind, Case, float]] = {
    "names": ("name", "place", "proper", 1.0),
    "names_weak": ("name", "place", "proper", 0.6),
    "abbreviations": ("name", "fixed", "exact", 1.0),
    "adjectives": ("adjective", "adjective", "proper", 0.9),
    "adjectives_weak": ("adjective", "adjective", "proper", 0.4),
    "demonyms": ("demonym", "demonym", "proper", 0.9),
    "demonyms_weak": ("demonym", "demonym", "proper", 0.4),
    "capitals": ("capital", "place", "proper", 0.7),
    "capitals_weak": ("capital", "place", "proper", 0.35),
    "bodies": ("capital", "fixed", "exact", 0.8),
    "prefixes": ("adjective", "fixed", "proper", 0.8),
}
"""By group of a gazetteer entry: form, inflection, capitals, score. Scores rank forms by how often they proved right
in `evaluation/targets`; they are no probabilities."""

_LEADER_FULL, _LEADER_SHORT, ALIAS = 0.85, 0.75, 0.95


@dataclass(frozen=True, slots=True)
class Naming:
    """One name and what it stands for; `target` is `None` for a phrase that only looks like one.

    `capital` says which words of the name are written with a capital letter and must be so in the text.
    `hyphen` names stand only before a hyphen (грузино-). `after_full` names count once the full name has been seen.
    """

    name: str
    language: str
    target: str | None
    form: MentionForm
    type: EntityType
    score: float
    case: Case
    capital: tuple[bool, ...]
    since: date | None = None
    until: date | None = None
    hyphen: bool = False
    after_full: bool = False


Named = tuple[Phrase, Naming]


def named(language: str) -> tuple[Named, ...]:
    """Every form of every name that a language has for countries, their leaders, and their look-alikes."""
    return _named(language)


@cache
def _named(language: str) -> tuple[Named, ...]:
    found = list(_territories(language))
    if language in _RULES:
        found += _entries(language)
        found += _leaders(language)
        found += _lookalikes(language)
    return tuple(found)


def _inflected(naming: Naming, kind: Kind) -> Iterator[Named]:
    rule = _RULES.get(naming.language, english.forms)
    return ((form, naming) for form in sorted(rule(naming.name, kind)))


def _naming(name: str, language: str, target: str | None, group: str) -> Naming:
    form, _, case, score = _GROUPS[group]
    capital = tuple(word[:1].isupper() for word in split(name))
    entity: EntityType = "ORG" if target in UNIONS else "GPE"
    return Naming(name, language, target, form, entity, score, case, capital, hyphen=group == "prefixes")


def _territories(language: str) -> Iterator[Named]:
    for code, names in cldr_names(language).items():
        for name in names:
            yield from _inflected(_naming(name, language, code, "names"), "place")
            if language == "kk" and " " not in name:
                yield from _relational(name, code)


def _relational(name: str, target: str) -> Iterator[Named]:
    word = kazakh.relational(name)
    yield from _inflected(_naming(word, "kk", target, "adjectives"), "adjective")


def _entries(language: str) -> Iterator[Named]:
    known = {*codes(), *UNIONS}
    for target, groups in listed(language).items():
        if target not in known:
            raise ValueError(f"gazetteer/{language}.toml names {target!r}, which is no country code")
        for group, names in groups.items():
            for name in names:
                yield from _inflected(_naming(name, language, target, group), _GROUPS[group][1])
                if language == "kk" and group == "names" and " " not in name:
                    yield from _relational(name, target)


def _leaders(language: str) -> Iterator[Named]:
    for target, people in listed("leaders").items():
        for person in people:
            names = person.get(language) or (person["ru"] if language in ("kk", "ky", "uk") else ())
            for name in names:
                yield from _inflected(_leader(name, language, target, person), "person")


def _leader(name: str, language: str, target: str, person: dict[str, Any]) -> Naming:
    words = split(name)
    score = _LEADER_FULL if len(words) > 1 else _LEADER_SHORT
    capital = tuple(word[:1].isupper() for word in words)
    plain = Naming(name, language, target, "leader", "PER", score, "proper", capital)
    return replace(plain, since=person["from"], until=person.get("to"))


def _lookalikes(language: str) -> Iterator[Named]:
    for name in listed("lookalikes").get(language, {}).get("phrases", ()):
        capital = (False,) * len(split(name))
        yield from _inflected(Naming(name, language, None, "name", "LOC", 1.0, "any", capital), "place")


def named_by(target: Target) -> tuple[Named, ...]:
    """Forms of a workspace's own target in every language that has rules, its aliases included.

    A person's last word counts alone once the whole name stood in the document.
    """
    found: list[Named] = []
    for name in dict.fromkeys((target.name, *target.aliases)):
        for language in _CYRILLIC if any("\u0400" <= letter <= "\u04ff" for letter in name) else ("en",):
            found += _own(name, language, target)
    return tuple(found)


def _own(name: str, language: str, target: Target) -> Iterator[Named]:
    words = split(name)
    if not words:
        return
    form: MentionForm = "name" if name == target.name else "alias"
    case: Case = "exact" if name.isupper() else "proper"
    capital = tuple(word[:1].isupper() for word in words)
    naming = Naming(name, language, target.target_id, form, target.type, ALIAS, case, capital)
    for kind in _kinds(name, target.type):
        yield from _inflected(naming, kind)
    if target.type == "PER" and len(words) > 1:
        alone = replace(naming, name=words[-1], score=_LEADER_SHORT, capital=(True,), after_full=True)
        yield from _inflected(alone, "person")
    if target.type == "GPE" and language == "kk" and len(words) == 1 and capital[0]:
        adjective = replace(naming, name=kazakh.relational(name), form="adjective", capital=(False,))
        yield from _inflected(adjective, "adjective")


def _kinds(name: str, entity: EntityType) -> tuple[Kind, ...]:
    """How an alias inflects: capitals and type say it, and a small first letter means an adjective or people."""
    if name.isupper():
        return ("fixed",)
    if entity == "PER":
        return ("person",)
    return ("place",) if name[:1].isupper() else ("adjective", "demonym")
