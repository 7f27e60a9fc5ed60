"""Rules that let a pair of texts pass as copies, or speak against it."""

import numpy as np

from tolqyn.link.boilerplate import text_digests
from tolqyn.link.candidates import NO_TIME, Bounds, pairs_of, within
from tolqyn.link.comparison import compare, figures_agree
from tolqyn.link.evidence import same_address
from tolqyn.link.inputs import LinkInput
from tolqyn.link.options import Options
from tolqyn.link.origins import Verified
from tolqyn.link.shingles import letters
from tolqyn.link.texts import Texts
from tolqyn.link.words import F64, I32, I64, U64, Flags

_DAY = 86_400


def verified_pairs(texts: Texts, options: Options) -> Verified:
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


def _tolerance(texts: Texts, one: I32, other: I32, options: Options) -> F64:
    """Share of contradicting numbers that each pair may have."""
    near = np.abs(texts.times[one] - texts.times[other]) <= options.news_hours * 3600
    return np.where(near & (texts.sources[one] != texts.sources[other]), options.news_figures, options.figures)


def _allowed(texts: Texts, pairs: tuple[I32, I32], share: F64, options: Options) -> Flags:
    """Whether no figures speak against each pair, of which `share` says how much the two have in common."""
    series = _apart(texts, *pairs, options) & (share < options.reprint)
    return figures_agree(texts.cores, pairs, _tolerance(texts, *pairs, options), series)


def _apart(texts: Texts, one: I32, other: I32, options: Options) -> Flags:
    """Whether two texts lie so far apart in time that they may be a series."""
    known = (texts.times[one] != NO_TIME) & (texts.times[other] != NO_TIME)
    return np.asarray(known & (np.abs(texts.times[one] - texts.times[other]) > options.series_days * _DAY))


def _needed(texts: Texts, one: I32, other: I32, options: Options) -> F64:
    """Share of the shorter text that each pair must have in common, by how far apart in time the two are."""
    return np.where(_apart(texts, one, other, options), options.series_containment, options.containment)


def _whole(texts: Texts, options: Options) -> tuple[I32, I32]:
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


def _equal(texts: Texts, chosen: I64, digests: U64, window: int) -> list[tuple[int, int]]:
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


class Overlaps:
    """Share of the shorter text that two hold in common, −1 where their figures contradict each other."""

    def __init__(self, texts: Texts, options: Options) -> None:
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
