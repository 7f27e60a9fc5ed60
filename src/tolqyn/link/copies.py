"""Copies: which documents repeat which, from where on, and by what evidence.

The road: order by time → words → boilerplate of each source out → pairs that share passages → rules that may speak
against a pair → the original of each copy → one link with reasons and the longest common passage.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tolqyn.link.boilerplate import core_of, text_digests
from tolqyn.link.candidates import NO_TIME, Bounds, pairs_of, within
from tolqyn.link.comparison import compare, figures_agree
from tolqyn.link.evidence import Pair, link_of, same_address
from tolqyn.link.inputs import LinkInput
from tolqyn.link.origins import Verified, origins_of
from tolqyn.link.shingles import Cores, cores_of, letters
from tolqyn.link.words import F64, I32, I64, U8, Flags, Words, words_of
from tolqyn.model.link import Link

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as a copy. The figures were fitted on the Telegram stream (docs/explanation/copies.md).

    `containment`: least share of the shorter text's shingles of `width` words; `series_containment`: the same for two
    texts more than `series_days` apart, which are more often a series than a reprint, and whose first words may not
    name other figures unless they share `reprint`. `least_words`: a text with fewer is compared whole, and only when it
    has `least_letters` (half of that in scripts without spaces). `figures`: share of contradicting numbers that is
    still a correction; `news_figures`: the same for two sources within `news_hours`, which correct each other more
    often. `floor`: overlap with its original that a copy of a copy must keep. `boilerplate_share`,
    `boilerplate_least`: share and number of a source's different texts in which boilerplate stands. `reach`: neighbours
    in time that are read of one posting list, on each side.
    """

    window_days: float = 14
    containment: float = 0.5
    series_containment: float = 0.6
    series_days: float = 1
    reprint: float = 0.8
    width: int = 5
    least_words: int = 8
    least_letters: int = 40
    figures: float = 0.2
    news_figures: float = 0.5
    news_hours: float = 6
    floor: float = 0.3
    boilerplate_share: float = 0.05
    boilerplate_least: int = 5
    reach: int = 128


@dataclass(frozen=True, slots=True)
class _Texts:
    """Everything about n documents in order of time that the steps share."""

    documents: list[LinkInput]
    times: I64
    sources: I64
    words: Words
    core: U8
    cores: Cores
    digests: npt.NDArray[np.uint64]


def find_copies(
    documents: Sequence[LinkInput], options: Options | None = None, known: Sequence[LinkInput] = ()
) -> list[Link]:
    """One link from each copied document to its original, by document identifier.

    With `known`, the documents that were there before, only links of copy groups that hold one of `documents` are
    answered: together with the earlier links of all other groups they are the links of everything at once, as long as
    the boilerplate that the sources show has not changed. The order of the input changes nothing.

    >>> from datetime import datetime
    >>> news = "Қазақстан президенті Қасым-Жомарт Тоқаев бүгін Астанада үкіметтің кеңейтілген отырысын өткізді"
    >>> one = LinkInput("doc_a", "а", news, datetime(2024, 11, 27, 9))
    >>> two = LinkInput("doc_b", "б", "Жедел! " + news, datetime(2024, 11, 27, 10))
    >>> [(link.document_id, link.original_id, link.score, link.reasons[0]) for link in find_copies([two, one])]
    [('doc_b', 'doc_a', 1.0, 'containment=1.00')]
    """
    options = options or Options()
    texts = _prepare([*known, *documents], options)
    if not texts.documents:
        return []
    pairs = _pairs(texts, options)
    origin, via = origins_of(len(texts.documents), pairs, options.floor, _Overlap(texts, options))
    links = _links(texts, origin, via, options)
    if not known:
        return links
    return _touched(links, {document.document_id for document in documents})


def _order(document: LinkInput) -> tuple[bool, float, float, str]:
    """Dated before undated, then by publication, capture, identifier."""
    captured = document.captured_at.timestamp() if document.captured_at else float("inf")
    if document.published_at is None:
        return True, captured, captured, document.document_id
    return False, document.published_at.timestamp(), captured, document.document_id


def _prepare(documents: Iterable[LinkInput], options: Options) -> _Texts:
    """Documents once each, in order of time, with their words and cores."""
    ordered = sorted({document.document_id: document for document in documents}.values(), key=_order)
    times = np.array([_seconds(document) for document in ordered], np.int64)
    numbers: dict[str, int] = {}
    sources = np.array([numbers.setdefault(document.source_id, len(numbers)) for document in ordered], np.int64)
    words = words_of([document.reading for document in ordered])
    core = core_of(words, sources, options.boilerplate_share, options.boilerplate_least, options.width)
    cores = cores_of(words.hashes, words.flags, words.first, core, (options.width, options.least_words))
    return _Texts(ordered, times, sources, words, core, cores, text_digests(words.hashes, core, words.first))


def _seconds(document: LinkInput) -> int:
    """Publication, else capture, in seconds since 1970."""
    known = document.published_at or document.captured_at
    return int(known.timestamp()) if known else int(NO_TIME)


def _pairs(texts: _Texts, options: Options) -> Verified:
    """Pairs that every rule lets pass."""
    bounds = Bounds(options.width, options.containment, round(options.window_days * _DAY), options.reach)
    found = pairs_of(texts.cores, texts.times, bounds)
    share = found.shared / np.maximum(texts.cores.sizes[found.shorter], 1)
    kept = share >= _needed(texts, found.shorter, found.longer, options)
    kept &= _allowed(texts, (found.shorter, found.longer), share, options)
    whole, edits = _whole(texts, options), _same_address(texts.documents)
    sizes = np.maximum(texts.cores.sizes[whole[0]], texts.cores.sizes[whole[1]])
    pairs = [(found.shorter[kept], found.longer[kept]), whole, edits]
    weights = [found.shared[kept].astype(float), np.maximum(sizes, 1).astype(float), np.full(len(edits[0]), np.inf)]
    one = np.concatenate([pair[0] for pair in pairs])
    other = np.concatenate([pair[1] for pair in pairs])
    return Verified(np.maximum(one, other), np.minimum(one, other), np.concatenate(weights))


def _tolerance(texts: _Texts, one: I32, other: I32, options: Options) -> F64:
    """Share of contradicting numbers that each pair may have."""
    near = np.abs(texts.times[one] - texts.times[other]) <= options.news_hours * 3600
    return np.where(near & (texts.sources[one] != texts.sources[other]), options.news_figures, options.figures)


def _allowed(texts: _Texts, pairs: tuple[I32, I32], share: F64, options: Options) -> Flags:
    """Whether no figures speak against each pair, of which `share` says how much the two have in common."""
    series = _apart(texts, *pairs, options) & (share < options.reprint)
    return figures_agree(texts.cores, pairs, _tolerance(texts, *pairs, options), series)


def _apart(texts: _Texts, one: I32, other: I32, options: Options) -> Flags:
    """Whether two texts lie so far apart in time that they may be a series."""
    known = (texts.times[one] != NO_TIME) & (texts.times[other] != NO_TIME)
    return np.asarray(known & (np.abs(texts.times[one] - texts.times[other]) > options.series_days * _DAY))


def _needed(texts: _Texts, one: I32, other: I32, options: Options) -> F64:
    """Share of the shorter text that each pair must have in common, by how far apart in time the two are."""
    return np.where(_apart(texts, one, other, options), options.series_containment, options.containment)


def _whole(texts: _Texts, options: Options) -> tuple[I32, I32]:
    """Neighbours among equal texts that have too few words for shingles.

    They must be long enough to be told from a greeting: without boilerplate, or with it where another source took the
    text over as it stood.
    """
    whole = np.ones_like(texts.core)
    cores, everything = letters(texts.words, texts.core), letters(texts.words, whole)
    short = (texts.cores.sizes == 0) & (cores >= options.least_letters)
    taken = (cores > 0) & (everything >= options.least_letters)
    digests = text_digests(texts.words.hashes, whole, texts.words.first)
    window = round(options.window_days * _DAY)
    own = _equal(texts, np.flatnonzero(short), texts.digests, window)
    foreign = _equal(texts, np.flatnonzero(taken), digests, window)
    return _columns(own + [pair for pair in foreign if texts.sources[pair[0]] != texts.sources[pair[1]]])


def _equal(texts: _Texts, chosen: I64, digests: npt.NDArray[np.uint64], window: int) -> list[tuple[int, int]]:
    """Each chosen text with the one before it that has the same digest, within the window."""
    before: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    for text, digest in zip(chosen.tolist(), digests[chosen].tolist(), strict=True):
        if digest in before and within(int(texts.times[text]), int(texts.times[before[digest]]), window):
            pairs.append((text, before[digest]))
        before[digest] = text
    return pairs


def _same_address(documents: list[LinkInput]) -> tuple[I32, I32]:
    """Each later capture of an address with the one before it."""
    before: dict[tuple[str, str], int] = {}
    pairs: list[tuple[int, int]] = []
    for at, document in enumerate(documents):
        if document.address:
            key = (document.source_id, document.address)
            if key in before:
                pairs.append((at, before[key]))
            before[key] = at
    return _columns(pairs)


def _columns(pairs: list[tuple[int, int]]) -> tuple[I32, I32]:
    both = np.array(pairs, np.int32).reshape(-1, 2)
    return both[:, 0], both[:, 1]


class _Overlap:
    """Share of the shorter text that two hold in common, −1 where their figures contradict each other."""

    def __init__(self, texts: _Texts, options: Options) -> None:
        self._texts = texts
        self._options = options

    def __call__(self, text: int, original: int) -> float:
        documents = self._texts.documents
        mine, theirs = documents[text], documents[original]
        if same_address(mine, theirs) or self._texts.digests[text] == self._texts.digests[original]:
            return 1.0
        pair = (np.array([text], np.int32), np.array([original], np.int32))
        found = compare(self._texts.words, self._texts.core, self._texts.cores, pair, self._options.width)[0]
        apart = bool(_apart(self._texts, *pair, self._options)[0])
        if apart and found.containment < self._options.series_containment:
            return -1.0
        allowed = _allowed(self._texts, pair, np.array([found.containment]), self._options)
        return found.containment if allowed[0] else -1.0


def _links(texts: _Texts, origin: I32, via: I32, options: Options) -> list[Link]:
    """The link of every text that has an original, by identifier."""
    copied = np.flatnonzero(origin >= 0).astype(np.int32)
    found = compare(texts.words, texts.core, texts.cores, (copied, origin[copied]), options.width)
    links = []
    for text, comparison in zip(copied.tolist(), found, strict=True):
        original, direct = int(origin[text]), int(via[text])
        equal = bool(texts.digests[text] == texts.digests[original] and texts.digests[text] != 0)
        led = texts.documents[direct].document_id if direct != original else None
        links.append(link_of(Pair(text, original, equal, led), texts.documents, comparison, texts.words))
    return sorted(links, key=lambda link: link.document_id)


def _touched(links: list[Link], new: set[str]) -> list[Link]:
    """Links of groups that hold a new document."""
    groups: dict[str, str] = {link.document_id: link.original_id for link in links}

    def root(name: str) -> str:
        while name in groups:
            name = groups[name]
        return name

    fresh = {root(name) for name in new}
    return [link for link in links if root(link.document_id) in fresh]
