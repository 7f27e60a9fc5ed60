"""What rules propose: a quote in tokens, before its speaker is named and its score known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.passage import Passage, Range
from tolqyn.annotate.quotes.phrases import Phrase

Form = Literal["direct", "partial", "reported"]


@dataclass(frozen=True, slots=True)
class Source:
    """Whom words come from: a speaker, and the phrase of the outlet that they pass through."""

    phrase: Phrase | None = None
    via: Phrase | None = None
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """Content, cue and source by tokens; `rule` is the name of what found it, by which it is scored."""

    content: Range
    cue: Range | None
    source: Source
    form: Form
    rule: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Where a language puts the speaker: before a cue, behind it, or alone with words that are said to be his."""

    before: Callable[[Passage, int, int, Cue], Source | None]
    after: Callable[[Passage, int, int, Cue], Source | None]
    alone: Callable[[Passage, int, int], Phrase | None]
    reported: Callable[[Passage, Range, set[int]], list[Draft]]
