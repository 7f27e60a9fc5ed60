"""Documents in order of time, with their words, as every step of finding copies reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tolqyn.link.boilerplate import core_of, text_digests
from tolqyn.link.candidates import NO_TIME
from tolqyn.link.inputs import LinkInput
from tolqyn.link.options import Options
from tolqyn.link.shingles import Cores, cores_of
from tolqyn.link.words import I64, U8, U64, Words, words_of


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything about n documents in order of time that the steps share."""

    documents: list[LinkInput]
    times: I64
    sources: I64
    words: Words
    core: U8
    cores: Cores
    digests: U64


def _order(document: LinkInput) -> tuple[bool, float, float, str]:
    """Dated before undated, then by publication, capture, identifier."""
    captured = document.captured_at.timestamp() if document.captured_at else float("inf")
    if document.published_at is None:
        return True, captured, captured, document.document_id
    return False, document.published_at.timestamp(), captured, document.document_id


def prepare(documents: Iterable[LinkInput], options: Options) -> Texts:
    """Documents once each, in order of time, with their words and cores."""
    ordered = sorted({document.document_id: document for document in documents}.values(), key=_order)
    times = np.array([_seconds(document) for document in ordered], np.int64)
    numbers: dict[str, int] = {}
    sources = np.array([numbers.setdefault(document.source_id, len(numbers)) for document in ordered], np.int64)
    words = words_of([document.reading for document in ordered])
    core = core_of(words, sources, options.boilerplate_share, options.boilerplate_least, options.width)
    cores = cores_of(words.hashes, words.flags, words.first, core, (options.width, options.least_words))
    return Texts(ordered, times, sources, words, core, cores, text_digests(words.hashes, core, words.first))


def _seconds(document: LinkInput) -> int:
    """Publication, else capture, in seconds since 1970."""
    known = document.published_at or document.captured_at
    return int(known.timestamp()) if known else int(NO_TIME)
