"""Whether a document is hostile to a target, in which of three ways, and how far such a count can be trusted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

from tolqyn.model.reading import Attitude, Text

Way = Literal["own", "reports", "quotes"]
"""The document's own voice is hostile, it reports somebody's hostility, it quotes somebody hostile."""

_WAYS: dict[str, Way] = {"hostile": "own", "reports-hostility": "reports", "quotes-hostility": "quotes"}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often a hostile document is told as hostile (`sensitivity`), another as not hostile (`specificity`), and on
    how many documents each was measured."""

    sensitivity: float
    specificity: float
    hostile: int
    others: int


THRESHOLD = 0.55
"""Least chance from which a document counts as hostile; `MEASURED` holds for this one."""

MEASURED = Accuracy(sensitivity=0.610, specificity=0.861, hostile=59, others=158)
"""On documents of a Telegram stream that a reader judged before the model was asked (`evaluation/attitudes`)."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What a document shows towards one target.

    `own`, `reports` and `quotes` are the chances that at least one of its sentences is hostile in that way, `chance`
    that one is in any way; `share` is the part of the sentences that name the target in which hostility was told.
    """

    target: str
    own: float
    reports: float
    quotes: float
    chance: float
    share: float
    sentences: int

    @property
    def hostile(self) -> bool:
        """Whether the document counts as one that shows hostility to the target, in any of the three ways."""
        return self.chance >= THRESHOLD


def document_stance(attitudes: Iterable[Attitude], text: Text) -> tuple[Stance, ...]:
    """Stances of a document towards each target that it names, in the order of targets' identifiers.

    Sentences are taken as independent (a noisy or), which errs on the side of hostility in long documents.
    """
    told: dict[str, list[Attitude]] = {}
    for one in attitudes:
        told.setdefault(one.target, []).append(one)
    named = {naming.target for naming in text.targets} | told.keys()
    return tuple(_stance(target, told.get(target, []), text) for target in sorted(named))


def _stance(target: str, told: Sequence[Attitude], text: Text) -> Stance:
    places = [one.start for one in text.targets if one.target == target] + [one.target_start for one in told]
    sentences = sum(any(span.start <= place < span.stop for place in places) for span in text.sentences)
    hostile = [one for one in told if one.kind in _WAYS]
    chances = {
        way: _any(one.score for one in hostile if _WAYS[one.kind] == way) for way in ("own", "reports", "quotes")
    }
    where = {span for one in hostile for span in text.sentences if span.start <= one.target_start < span.stop}
    return Stance(
        target=target,
        own=chances["own"],
        reports=chances["reports"],
        quotes=chances["quotes"],
        chance=_any(one.score for one in hostile),
        share=len(where) / sentences if sentences else 0.0,
        sentences=sentences,
    )


def corrected_share(told: int, documents: int, accuracy: Accuracy) -> float:
    """The share of hostile documents behind a count of told ones, within 0 and 1 (Rogan & Gladen 1978, Estimating
    prevalence from the results of a screening test).

    >>> corrected_share(30, 100, Accuracy(0.75, 0.9, 60, 200))
    0.3077
    """
    if not documents:
        return 0.0
    youden = accuracy.sensitivity + accuracy.specificity - 1
    if youden <= 0:
        return told / documents
    return round(min(1.0, max(0.0, (told / documents + accuracy.specificity - 1) / youden)), 4)


def share_variance(told: int, documents: int, accuracy: Accuracy) -> float:
    """Variance of the corrected share: that of the count and those of both measured error rates, by the delta method
    (Rogan & Gladen 1978)."""
    youden = accuracy.sensitivity + accuracy.specificity - 1
    if not documents or youden <= 0:
        return 0.25
    seen, share = told / documents, corrected_share(told, documents, accuracy)
    parts = (
        seen * (1 - seen) / documents,
        share**2 * accuracy.sensitivity * (1 - accuracy.sensitivity) / max(1, accuracy.hostile),
        (1 - share) ** 2 * accuracy.specificity * (1 - accuracy.specificity) / max(1, accuracy.others),
    )
    return sum(parts) / youden**2


def _any(scores: Iterable[float]) -> float:
    return round(1 - prod(1 - one for one in scores), 4)
