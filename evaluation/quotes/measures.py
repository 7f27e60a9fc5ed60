"""Token F1 of content, cue and speaker, and how often a found quote has the right speaker, name, role and outlet."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evaluation.quotes.gold import GoldQuote, Passage, Span

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
PARTS = ("content", "cue", "speaker")


@dataclass(frozen=True, slots=True)
class Found:
    """A quote as some reader answers it."""

    content: Span
    cue: Span | None
    speaker: Span | None
    speaker_name: str | None
    role: str | None
    via: str | None
    rule: str = ""


Reader = Callable[[Passage], list[Found]]


def measure(passages: Iterable[Passage], reader: Reader) -> dict[str, float]:
    """All figures of a reader over some passages."""
    hits = dict.fromkeys(PARTS, 0)
    said, wanted = dict(hits), dict(hits)
    right: dict[str, list[bool]] = {"attributed": [], "name": [], "role": [], "via": []}
    for passage in passages:
        found = reader(passage)
        for part in PARTS:
            ours = _words(passage, (getattr(one, part) for one in found))
            gold = _words(passage, (getattr(one, part) for one in passage.quotes))
            hits[part] += len(ours & gold)
            said[part] += len(ours)
            wanted[part] += len(gold)
        for quote in passage.quotes:
            _judge(passage, quote, found, right)
    figures = {part: 2 * hits[part] / max(1, said[part] + wanted[part]) for part in PARTS}
    return figures | {f"{name}_accuracy": sum(flags) / max(1, len(flags)) for name, flags in right.items()}


def _judge(passage: Passage, quote: GoldQuote, found: list[Found], right: dict[str, list[bool]]) -> None:
    """Whether the best match of a gold quote has its speaker, name, role and outlet; no match is wrong in all."""
    if quote.content is None:
        return
    match = max(found, key=lambda one: _share(passage, one.content, quote), default=None)
    if match is not None and _share(passage, match.content, quote) < 0.5:
        match = None
    if quote.speaker is not None:
        right["attributed"].append(
            match is not None and bool(_words(passage, [match.speaker]) & _words(passage, [quote.speaker]))
        )
    if quote.speaker_name is not None and "name" not in quote.open:
        right["name"].append(match is not None and _same(match.speaker_name, quote.speaker_name))
    if quote.role is not None and "role" not in quote.open:
        right["role"].append(match is not None and match.role == quote.role)
    if quote.via is not None:
        right["via"].append(match is not None and _same(match.via, quote.via))


def _same(ours: str | None, gold: str) -> bool:
    """Whether a name is gold's, or a fuller form of it that the text has elsewhere (Вяльцев, Степан Вяльцев)."""
    wanted = _WORD.findall(gold.lower().replace("ё", "е"))
    given = _WORD.findall(ours.lower().replace("ё", "е")) if ours is not None else []
    return len(given) >= len(wanted) and given[-len(wanted) :] == wanted


def _share(passage: Passage, content: Span, quote: GoldQuote) -> float:
    ours, gold = _words(passage, [content]), _words(passage, [quote.content])
    return 2 * len(ours & gold) / max(1, len(ours) + len(gold))


def _words(passage: Passage, spans: Iterable[Span | None]) -> set[int]:
    """Where words begin that lie in some spans and in the annotated window."""
    first, last = passage.window
    starts = [word.start() for word in _WORD.finditer(passage.text, first, last)]
    kept = [span for span in spans if span is not None]
    return {start for start in starts if any(begin <= start < end for begin, end in kept)}
