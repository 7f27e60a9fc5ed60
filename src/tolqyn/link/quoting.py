"""The same words quoted in several documents: one expert in twelve outlets is a finding of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from tolqyn.link.candidates import NO_TIME, Bounds, pairs_of
from tolqyn.link.inputs import LinkInput
from tolqyn.link.marks import Quoted
from tolqyn.link.shingles import cores_of, letters
from tolqyn.link.words import F64, I32, words_of
from tolqyn.model.identifiers import identify
from tolqyn.model.link import QuoteUse

CONTAINMENT = 0.6
WIDTH = 3
LEAST_LETTERS = 24
_LEAST_WORDS = 5
_REACH = 64


@dataclass(frozen=True, slots=True)
class _Saying:
    """One quotation and where it stands."""

    document: LinkInput
    quote: Quoted

    @property
    def words(self) -> str:
        return self.document.reading[self.quote.start : self.quote.stop]


def find_quote_reuse(
    documents: Sequence[LinkInput], quotes: Mapping[str, Sequence[Quoted]], window: timedelta = timedelta(days=365)
) -> list[QuoteUse]:
    """Quotations that at least two documents hold, each use of them once, in order of time.

    Two quotations are the same words where the shorter one shares three fifths of its three-word runs with the longer.
    Those of fewer than `LEAST_LETTERS` letters («всё под контролем») are nobody's in particular. Who quotes more than
    the first did has still the same words; a chain of small changes ends where a use no longer holds the first one's.

    >>> said = "«Біз бейбіт келіссөзге дайынбыз, бірақ жерімізден ешқашан бас тартпаймыз»"
    >>> texts = [LinkInput(f"doc_{k}", f"s{k}", f"{k} Ол: {said}.", datetime(2025, 5, k)) for k in (2, 1)]
    >>> quotes = {one.document_id: [Quoted(f"quo_{one.document_id}", 6, 6 + len(said))] for one in texts}
    >>> [(use.document_id, use.containment) for use in find_quote_reuse(texts, quotes)]
    [('doc_1', 1.0), ('doc_2', 1.0)]
    """
    sayings = sorted(_sayings(documents, quotes), key=_order)
    if not sayings:
        return []
    head, share = _heads(sayings, round(window.total_seconds()))
    users: dict[int, set[str]] = {}
    for at, first in enumerate(head):
        users.setdefault(first, set()).add(sayings[at].document.document_id)
    return [_use(sayings[at], sayings[first], share[at]) for at, first in enumerate(head) if len(users[first]) > 1]


def _sayings(documents: Sequence[LinkInput], quotes: Mapping[str, Sequence[Quoted]]) -> Iterator[_Saying]:
    for document in documents:
        for quote in quotes.get(document.document_id, ()):
            yield _Saying(document, quote)


def _order(saying: _Saying) -> tuple[bool, float, str, int]:
    at = saying.document.published_at
    return at is None, at.timestamp() if at else 0.0, saying.document.document_id, saying.quote.start


def _heads(sayings: Sequence[_Saying], window: int) -> tuple[list[int], list[float]]:
    """For each saying the first one that has its words, itself where there is none, and the share in common."""
    words = words_of([saying.words for saying in sayings])
    whole = np.ones(len(words.hashes), np.uint8)
    cores = cores_of(words.hashes, words.flags, words.first, whole, (WIDTH, _LEAST_WORDS))
    cores.sizes[letters(words, whole) < LEAST_LETTERS] = 0
    times = np.array([_seconds(saying.document.published_at) for saying in sayings], np.int64)
    pairs = pairs_of(cores, times, Bounds(WIDTH, CONTAINMENT, window, _REACH))
    shared = pairs.shared / np.maximum(cores.sizes[pairs.shorter], 1)
    return _earliest(
        len(sayings), np.maximum(pairs.shorter, pairs.longer), np.minimum(pairs.shorter, pairs.longer), shared
    )


def _earliest(count: int, later: I32, earlier: I32, shared: F64) -> tuple[list[int], list[float]]:
    """Each follows the earliest that it shares words with directly, or what that one goes back to if it shares it."""
    direct: dict[int, dict[int, float]] = {}
    for one, other, share in zip(later.tolist(), earlier.tolist(), shared.tolist(), strict=True):
        direct.setdefault(one, {})[other] = share
    head, kept = list(range(count)), [1.0] * count
    for at in range(count):
        if at in direct:
            first = min(direct[at])
            head[at], kept[at] = head[first], direct[at].get(head[first], direct[at][first])
    return head, kept


def _seconds(at: datetime | None) -> int:
    return int(at.timestamp()) if at else int(NO_TIME)


def _use(saying: _Saying, first: _Saying, share: float) -> QuoteUse:
    return QuoteUse(
        reuse_id=identify("reu", first.quote.quote_id),
        quote_id=saying.quote.quote_id,
        document_id=saying.document.document_id,
        source_id=saying.document.source_id,
        published_at=saying.document.published_at,
        start=saying.quote.start,
        stop=saying.quote.stop,
        speaker=saying.quote.speaker,
        containment=round(share, 4),
    )
