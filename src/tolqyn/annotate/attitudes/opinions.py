"""Open extraction: who is for or against whom in a sentence whose targets nobody has marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from tolqyn.annotate.attitudes.heads import Judged, aimed_at, judge
from tolqyn.annotate.attitudes.modelfile import Floats, Settings
from tolqyn.annotate.attitudes.runs import Ints, Run, each_word, runs
from tolqyn.model.spans import Span

_LONGER = 0.25
"""How much the length of an expression counts beside the chance of its words: a power of its tokens."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """`by_author` is true where the sentence's own author holds it; else `holder` says who, `None` for nobody named."""

    by_author: bool
    holder: Span | None
    target: Span
    expression: Span
    polarity: int
    score: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as the encoder saw it."""

    sentence: str
    spans: Ints
    states: Floats


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who may hold an attitude: the author, a span, or nobody named."""

    by_author: bool
    span: Span | None
    chance: float


def opinions(heads: Mapping[str, Floats], seen: Seen, settings: Settings) -> list[Opinion]:
    """Every attitude that a sentence shows, in the order of its targets."""
    aimed = aimed_at(heads, seen.states)
    targets = runs(seen.sentence, seen.spans, 1 - aimed[:, 1], settings.target)
    found: list[Opinion] = []
    for target, judged in zip(targets, judge(heads, seen.states, [one.tokens for one in targets]), strict=True):
        found += _held(seen, target, (aimed[list(target.tokens)].mean(axis=0), judged), settings)
    return found


def _held(seen: Seen, target: Run, said: tuple[Floats, Judged], settings: Settings) -> list[Opinion]:
    """Attitudes towards one target, one for each holder; the tokens' own answer and that for the whole count alike."""
    aimed, judged = said
    chances = (aimed + judged.attitude) / 2
    polarity = 1 if chances[2] > chances[0] else -1
    words = shown(seen, target.span, judged, polarity, settings.expression)
    if 1 - chances[1] < settings.accepted or words is None:
        return []
    return [
        Opinion(one.by_author, one.span, target.span, words, polarity, float((1 - chances[1]) * one.chance))
        for one in _likely(seen, target.span, judged, polarity, settings)
    ]


def _likely(seen: Seen, target: Span, judged: Judged, polarity: int, settings: Settings) -> list[Held]:
    """Who holds an attitude of this polarity: the likeliest, and any other whose chance reaches `second`."""
    at = polarity + 1
    spans = [
        one for one in runs(seen.sentence, seen.spans, judged.holder[:, at], settings.holder) if apart(one, target)
    ]
    found = [Held(False, one.span, one.chance) for one in spans]
    found += [Held(True, None, float(judged.pooled[at // 2])), Held(False, None, float(judged.pooled[2 + at // 2]))]
    ordered = sorted(found, key=lambda one: -one.chance)
    return ordered[:1] + [one for one in ordered[1:] if one.chance >= settings.second]


def shown(seen: Seen, target: Span, judged: Judged, polarity: int, least: float) -> Span | None:
    """The words that show an attitude: the run that carries most of it, else the likeliest other word."""
    chances = judged.expression[:, polarity + 1]
    found = runs(seen.sentence, seen.spans, chances, least)
    found = [one for one in found if apart(one, target)] or found
    if found:
        return max(found, key=lambda one: (one.chance * len(one.tokens) ** _LONGER, -one.span.start)).span
    others = [one for one in each_word(seen.sentence, seen.spans, chances) if apart(one, target)]
    return max(others, key=lambda one: (one.chance, -one.span.start)).span if others else None


def apart(run: Run, target: Span) -> bool:
    """A run that does not touch the target."""
    return run.span.stop <= target.start or run.span.start >= target.stop
