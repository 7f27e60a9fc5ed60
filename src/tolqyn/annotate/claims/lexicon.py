"""Reads the patterns of a language from the lists beside the code, so that a language is mended by editing a list."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

LANGUAGES = ("en", "kk", "ru", "uk")

HolderRule = Literal["subject", "other", "unknown", "quoted"]
"""Who holds a claim of a form: its grammatical subject, whoever the sentence says it is from, nobody named, or the
speaker of the direct quote beside the cue."""

_LETTERS = r"[\w’'ʼ\-‑]{0,40}"


@dataclass(frozen=True, slots=True)
class Form:
    """One construction: `cue` alone to look for quickly, `whole` with the groups h, t, x, k and c."""

    kind: Literal["blame", "warning", "prediction"]
    cue: re.Pattern[str]
    whole: re.Pattern[str]
    holder: HolderRule
    needs: str | None
    never: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The constructions of one language, in the order in which they are tried, and what stands around claims."""

    forms: tuple[Form, ...]
    any_cue: re.Pattern[str]
    denied: re.Pattern[str]
    condition: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    nobody: re.Pattern[str]
    leading: re.Pattern[str]
    relative: re.Pattern[str]
    joined: re.Pattern[str]
    lists: Mapping[str, re.Pattern[str]]

    def holds(self, need: str, text: str) -> bool:
        """Whether a text touches the list of a need."""
        return self.lists[need].search(text) is not None


@cache
def lexicon(language: str) -> Lexicon:
    """The patterns of one of `LANGUAGES`.

    >>> lexicon("kk").any_cue.search("мәскеу қатаң ескертті").group()
    'ескертті'
    """
    rows = tomllib.loads((files("tolqyn.annotate.claims") / "words" / f"{language}.toml").read_text("utf-8"))
    parts = _parts(rows)
    forms = tuple(_form(row, parts) for row in rows["claim"])
    return Lexicon(
        forms=forms,
        any_cue=re.compile("|".join(dict.fromkeys(form.cue.pattern for form in forms))),
        denied=re.compile(rows["denied"]),
        condition=re.compile(rows["condition"]),
        head=re.compile(rows["head"]),
        tail=re.compile(rows["tail"]),
        leading=re.compile(rf"(?:{rows['leading']})+"),
        relative=re.compile(rows["relative"]),
        joined=re.compile(rows["joined"]),
        nobody=re.compile(rows["unknown_holder"]),
        lists={name: re.compile(rf"\b(?:{words})") for name, words in rows["lists"].items()},
    )


def _parts(rows: Mapping[str, Any]) -> dict[str, str]:
    """What the names in braces stand for."""
    word = rf"(?<!\w)(?!(?:{rows['stop']})\b)[«\"“„*]{{0,3}}\w{_LETTERS}[»\"”*]{{0,3}}"
    return {
        "{NP}": rf"{word}(?: {word}){{0,6}}",
        "{NPS}": rf"{word}(?:(?: (?:{rows['and']}))? {word}){{0,7}}",
        "{WORDS}": rf"{word}(?: {word}){{0,3}}",
        "{ONE}": rows.get("one", "{W}(?: {W}){0,1}?").replace("{W}", word),
        "{SHORT}": r"[^,;:]{2,80}?",
        "{CLAUSE}": r"[^,;:—–«»“”\"]{3,200}",
        "{START}": r"[^,;:—–«»“”\"]{0,160}?",
        "{REST}": r".{2,500}",
        "{REST0}": r".{0,500}",
        "{REST1}": r".{2,300}",
        "{BETWEEN}": rows["between"],
    }


def _form(row: Mapping[str, Any], parts: Mapping[str, str]) -> Form:
    cue = rf"\b(?:{row['cue']})\b"
    whole = row["form"]
    for name, pattern in {**parts, "{CUE}": rf"\b(?P<c>{row['cue']})\b"}.items():
        whole = whole.replace(name, pattern)
    return Form(
        kind=row["kind"],
        cue=re.compile(cue),
        whole=re.compile(whole, re.DOTALL),
        holder=row.get("holder", "subject"),
        needs=row.get("needs"),
        never=row.get("never"),
        score=row["score"],
    )
