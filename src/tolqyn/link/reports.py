"""Texts with everything that votes on pairs of them are counted from, and the pairs that may report one event."""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from tolqyn.link.marks import Marks, Meanings
from tolqyn.link.neighbours import Reach, by_stems, by_vectors
from tolqyn.link.stems import Stems, stems_of, weighted
from tolqyn.link.texts import Texts
from tolqyn.link.votes import Side
from tolqyn.link.words import I32, I64, Flags


def side_of(texts: Texts, marks: Marks) -> Side:
    """Stems, names, vectors and languages of texts, in their order."""
    names = [document.document_id for document in texts.documents]
    words = texts.words
    parts = (words.starts, words.lengths, words.flags, words.first)
    codes = sorted(set(marks.languages.values()))
    numbers = {code: at for at, code in enumerate(codes)}
    return Side(
        stems=stems_of([document.reading for document in texts.documents], parts, texts.core),
        names=_named(names, marks.names),
        vectors=np.ascontiguousarray(marks.meanings.vectors, np.float32),
        rows=_rows(names, marks.meanings),
        languages=np.array([numbers.get(marks.languages.get(name, ""), -1) for name in names], np.int32),
        times=texts.times,
    )


def candidates(side: Side, chosen: Flags, reach: Reach) -> tuple[I32, I32]:
    """(later, earlier) pairs of chosen texts by stems, by names and by vectors, each once, in order."""
    roads = [
        by_stems((side.stems.terms, side.stems.weights, side.stems.first), side.times, chosen, reach),
        by_stems((side.names.terms, side.names.weights, side.names.first), side.times, chosen, reach),
    ]
    if len(side.vectors):
        roads.append(by_vectors(side.vectors, side.rows, side.times, chosen, reach))
    later = np.concatenate([road[0] for road in roads]).astype(np.int64)
    earlier = np.concatenate([road[1] for road in roads]).astype(np.int64)
    both = np.unique(later << 32 | earlier)
    return (both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32)


def _named(document_ids: Sequence[str], names: Mapping[str, Sequence[str]]) -> Stems:
    """Entities as stems of their own: a name that few earlier documents hold weighs most."""
    terms: list[int] = []
    sizes: list[int] = []
    for document_id in document_ids:
        own = sorted({zlib.crc32(name.encode()) | 7 for name in names.get(document_id, ())})
        terms += own
        sizes.append(len(own))
    return weighted(np.array(terms, np.uint32), np.ones(len(terms), np.float32), np.array(sizes, np.int64))


def _rows(document_ids: Sequence[str], meanings: Meanings) -> I64:
    """Row of each document's vector, −1 where it has none."""
    place = {name: at for at, name in enumerate(meanings.document_ids)}
    return np.array([place.get(name, -1) for name in document_ids], np.int64)
