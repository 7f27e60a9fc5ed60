"""Words of attribution and of roles, read from one file a language: a language is mended by editing its list."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pymorphy3

from tolqyn.annotate.words import fold
from tolqyn.model.reading import Role

Kind = Literal["say", "think", "weak", "call", "ask", "cite"]
Type = Literal["person", "org"]
LANGUAGES = ("ru", "uk", "en", "kk")


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a verb of attribution: what it takes, and what its form says of its subject (`None`: nothing)."""

    kinds: frozenset[str]
    lemma: str
    gender: Literal["m", "f", "n"] | None = None
    plural: bool | None = None
    is_finite: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that says as what somebody speaks; a `relational` one takes the role of what it heads."""

    role: Role | None
    type: Type
    relational: bool = False
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of a language; `rest` is the file as it stands."""

    language: str
    cues: Mapping[str, Cue]
    heads: Mapping[str, Head]
    longest_head: int
    pronouns: Mapping[str, Any]
    given: Mapping[str, Any]
    rest: Mapping[str, Any]

    def phrases(self, name: str) -> frozenset[str]:
        """A list of `[phrases]`, empty where the language has none."""
        return _phrases(self.language, name)

    def phrases_from(self, name: str, first: str) -> tuple[tuple[str, ...], ...]:
        """Phrases of a list that begin with a word, as words."""
        return _by_first(self.language, name).get(first, ())


@cache
def _phrases(language: str, name: str) -> frozenset[str]:
    return frozenset(lexicon(language).rest["phrases"].get(name, ()))


@cache
def _by_first(language: str, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(_phrases(language, name)):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@cache
def lexicon(language: str) -> Lexicon:
    """The words of one of `LANGUAGES`.

    >>> lexicon("ru").cues["заявила"].gender, lexicon("ru").heads["политолог"].role
    ('f', 'expert')
    """
    raw = tomllib.loads((files("tolqyn.annotate.quotes") / "lexicon" / f"{language}.toml").read_text("utf-8"))
    heads = _heads(raw["roles"])
    given = {name: gender for gender, names in raw.get("given", {}).items() for name in names}
    longest = max(len(head) for head in heads)
    return Lexicon(language, _cues(language, raw), heads, longest, raw["phrases"].get("pronouns", {}), given, raw)


def _heads(roles: Mapping[str, Any]) -> dict[str, Head]:
    """Heads by word; of two entries the first counts, relational ones last."""
    found: dict[str, Head] = {}
    relational = set(map(fold, roles["person"].get("relational", ())))
    kinds: tuple[Type, ...] = ("person", "org")
    for kind in kinds:
        for role, names in roles.get(kind, {}).items():
            for name in names if role != "relational" else ():
                found.setdefault(fold(name), Head(None if role == "neutral" else role, kind, fold(name) in relational))
    for name in relational:
        found.setdefault(name, Head(None, "person", True))
    return found


def _cues(language: str, raw: Mapping[str, Any]) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for kind, lemmas in raw["cues"].items():
        for lemma in lemmas:
            for cue_form, cue in _forms(language, lemma, kind):
                _add(found, cue_form, cue)
    for kind in ("say", "think", "weak", "call", "ask", "cite"):
        for form in raw.get("forms", {}).get(kind, ()):
            _add(found, fold(form), Cue(frozenset([kind]), form))
    return found


def _add(found: dict[str, Cue], form: str, cue: Cue) -> None:
    known = found.get(form)
    if known is not None:
        cue = Cue(known.kinds | cue.kinds, known.lemma, known.gender, known.plural, known.is_finite or cue.is_finite)
    found[form] = cue


def _forms(language: str, lemma: str, kind: str) -> Iterable[tuple[str, Cue]]:
    if language == "ru":
        return _russian(lemma, kind)
    if language == "uk":
        return _ukrainian(fold(lemma), kind)
    return [(fold(lemma), Cue(frozenset([kind]), lemma))]


def _russian(lemma: str, kind: str) -> Iterable[tuple[str, Cue]]:
    """Third persons, past, adverbial participle and infinitive of a verb."""
    parses = [parse for parse in _analyzer().parse(lemma) if parse.tag.POS == "INFN"]
    for form in parses[0].lexeme if parses else ():
        tag = form.tag
        if tag.POS not in ("VERB", "INFN", "GRND") or tag.mood == "impr" or tag.person in ("1per", "2per"):
            continue
        gender = {"masc": "m", "femn": "f", "neut": "n"}.get(str(tag.gender))
        plural = None if tag.number is None else tag.number == "plur"
        yield fold(form.word), Cue(frozenset([kind]), lemma, gender, plural, tag.POS == "VERB")  # type: ignore[arg-type]


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


def _ukrainian(lemma: str, kind: str) -> Iterable[tuple[str, Cue]]:
    """Past, present third persons and adverbial participles by the ending of the infinitive."""
    reflexive = "ся" if lemma.endswith("ся") else ""
    stem = lemma.removesuffix("ся").removesuffix("ти")
    kinds = frozenset([kind])
    for ending, gender, plural in (("в", "m", False), ("ла", "f", False), ("ло", "n", False), ("ли", None, True)):
        yield stem + ending + reflexive, Cue(kinds, lemma, gender, plural)  # type: ignore[arg-type]
    yield stem + "вши" + ("сь" if reflexive else ""), Cue(kinds, lemma, is_finite=False)
    yield lemma, Cue(kinds, lemma, is_finite=False)
    present = stem.removesuffix("ва") if stem.endswith("ува") else stem
    if stem.endswith(("а", "я")):
        for ending, plural in (("є", False), ("ють", True)):
            yield (
                present + ending + ("ться" if reflexive and ending == "є" else reflexive),
                Cue(kinds, lemma, None, plural),
            )
        yield present + "ючи" + ("сь" if reflexive else ""), Cue(kinds, lemma, is_finite=False)
