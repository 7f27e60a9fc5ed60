"""Which targets a document is about, and not only names in passing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tolqyn.model.document import Document
from tolqyn.model.mark import Coverage, Mention

_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"')\]*_]*\s+(?=[^\W\d_a-zа-яё]|[«“\"—–])|\n")
_CALL = re.compile(r"@\w|https?:|t\.me/|подпис|подпиш|жазыл|subscribe|читать|читайте|\bmax\b", re.IGNORECASE)
_PROSE_END = (".", "!", "?", "…", ":", ";", ",", "»", "”", '"', ")")


@dataclass(frozen=True, slots=True)
class Options:
    """When a document is about a target. Chosen on posts read by hand, see `docs/explanation/targets.md`.

    `lead` and `lead_limit`: the lead is the headline and whole sentences after it until `lead` code points are full,
    and never beyond `lead_limit`. `enough`: the least score of a mention in the lead. `times` mentions that together
    weigh `dense` per `unit` code points make a target one of the document's own without the lead.
    `signature`: longest line that can be a channel's signature at the foot. A lone adjective (французское вино)
    counts only within the first `opening` code points; of more than `crowd` targets in a lead only the first two in
    the opening and those named twice count, the others are a list.
    """

    lead: int = 90
    lead_limit: int = 260
    enough: float = 0.5
    times: int = 3
    dense: float = 1.6
    unit: int = 600
    signature: int = 90
    opening: int = 70
    crowd: int = 4


def cover(document: Document, mentions: Sequence[Mention], options: Options = Options()) -> list[Coverage]:
    """Targets that a document is about, in the order of their identifiers.

    A target counts when it is named in the headline or the first sentences, or often for the length of the text.
    What stands in the signature at the foot does not count: a channel's footer names its country under every post.
    """
    reading = document.reading
    ends = (lead_end(reading, options), foot_start(reading, options))
    by_target: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.start < ends[1]:
            by_target.setdefault(mention.target, []).append(mention)
    listed = _listed(by_target, ends[0], options)
    found = []
    for target, rows in sorted(by_target.items()):
        prominent = target not in listed and _prominent(rows, ends[0], options)
        weight = sum(row.score for row in rows) / max(1.0, ends[1] / options.unit)
        if prominent or (len(rows) >= options.times and weight >= options.dense):
            score = round(1.0 - 0.5 ** (weight + prominent), 4)
            found.append(Coverage(document.document_id, target, len(rows), prominent, score))
    return found


def _prominent(rows: Sequence[Mention], lead: int, options: Options) -> bool:
    """Whether a mention in the lead is sure enough, and more than one adjective that came late."""
    inside = [row for row in rows if row.start < lead and row.score >= options.enough]
    if len(rows) == 1 and inside and inside[0].form == "adjective":
        return inside[0].start < options.opening
    return bool(inside)


def _listed(by_target: dict[str, list[Mention]], lead: int, options: Options) -> set[str]:
    """Targets that the lead only lists: named once, among many, and not first."""
    inside = [target for target, rows in by_target.items() if rows[0].start < lead]
    if len(inside) <= options.crowd:
        return set()
    first = {target for target in inside[:2] if by_target[target][0].start < options.opening}
    return {target for target in inside if len(by_target[target]) == 1 and target not in first}


def lead_end(reading: str, options: Options = Options()) -> int:
    """Where the lead ends: the headline, and sentences after it until `options.lead` code points are full.

    >>> text = "Протесты в Тбилиси. Полиция применила водомёты. " + "Подробности позже. " * 20
    >>> text[: lead_end(text, Options(lead=30))]
    'Протесты в Тбилиси. Полиция применила водомёты. '
    """
    for end in _sentence_ends(reading):
        if len(reading[:end].strip()) >= options.lead or end >= options.lead_limit:
            return min(end, options.lead_limit)
    return min(len(reading), options.lead_limit)


def _sentence_ends(reading: str) -> Iterator[int]:
    return (match.end() for match in _SENTENCE_END.finditer(reading))


def foot_start(reading: str, options: Options = Options()) -> int:
    """Where the signature begins: short lines at the foot that call to subscribe, link, or end like no sentence.

    >>> text = "Протесты продолжаются.\\n\\nПодписаться на МИД России"
    >>> text[: foot_start(text)]
    'Протесты продолжаются.'
    """
    end = len(reading.rstrip())
    while True:
        start = reading.rfind("\n", 0, end) + 1
        line = reading[start:end].strip()
        if start == 0 or not _is_signature(line, options):
            return end
        end = start - 1


def _is_signature(line: str, options: Options) -> bool:
    if not line:
        return True
    return len(line) <= options.signature and (bool(_CALL.search(line)) or not line.endswith(_PROSE_END))
