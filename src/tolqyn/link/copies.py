"""Copies: which documents repeat which, from where on, and by what evidence.

The road: order by time → words → boilerplate of each source out → pairs that share passages → rules that may speak
against a pair → the original of each copy → one link with reasons and the longest common passage.
"""

from collections.abc import Sequence

import numpy as np

from tolqyn.link.comparison import compare
from tolqyn.link.evidence import Pair, link_of
from tolqyn.link.inputs import LinkInput
from tolqyn.link.options import Options
from tolqyn.link.origins import origins_of
from tolqyn.link.rules import Overlaps, verified_pairs
from tolqyn.link.texts import Texts, prepare
from tolqyn.link.words import I32
from tolqyn.model.link import Link


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
    texts = prepare([*known, *documents], options)
    if not texts.documents:
        return []
    pairs = verified_pairs(texts, options)
    origin, via = origins_of(len(texts.documents), pairs, options.floor, Overlaps(texts, options))
    links = _links(texts, origin, via, options)
    if not known:
        return links
    return _touched(links, {document.document_id for document in documents})


def _links(texts: Texts, origin: I32, via: I32, options: Options) -> list[Link]:
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
