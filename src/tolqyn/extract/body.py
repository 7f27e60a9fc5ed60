"""The text of an article, without what surrounds it."""

import logging

import trafilatura
from lxml.html import HtmlElement

from tolqyn.extract.blocks import densest_body, marked_body, prose
from tolqyn.extract.jsonld import SelfDescription
from tolqyn.extract.tidy import tidy

_LITTLE = 500
"""Characters below which a precise reading gets a second opinion: two or three sentences."""

_FAR_MORE = 2.0
"""A second opinion wins where it finds at least this many times as much running text."""

_LEAST_SHARE = 0.5
"""Share of running text in a second opinion; menus and lists of regions have less."""

_A_SENTENCE = 60
"""Running text below which twice as much is still next to nothing."""

# These libraries report each page that yields nothing; here that is a rejection with a reason.
for _name in ("trafilatura", "htmldate", "readability", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def body_of(tree: HtmlElement, said: SelfDescription) -> str:
    """Tidy text of the article in a tree, empty where there is none; the tree is left as it was.

    The precise reading first, for stray lines from menus and advertisements are what costs most here. Where it finds
    little, what the page marks as its body and the balanced reading are heard, and where it finds nothing the densest
    block; `articleBody` in JSON-LD is heard always, for a page that hides its text from readers holds it there.
    """
    text = _read(tree, favor_precision=True)
    if len(text) < _LITTLE:
        opinions = (marked_body, _balanced) if prose(text) else (marked_body, densest_body, _balanced)
        text = next((other for opinion in opinions if _is_far_more(other := opinion(tree), text)), text)
    return said.body if said.body and _is_far_more(said.body, text) else text


def _is_far_more(other: str, text: str) -> bool:
    """Whether a second opinion is running text for the most part, and far more of it."""
    sample = other[:1000]
    if sum(map(str.isalpha, sample)) < _LEAST_SHARE * len(sample):
        return False
    return prose(other) >= max(_FAR_MORE * prose(text), _FAR_MORE * _A_SENTENCE, _LEAST_SHARE * len(other))


def _balanced(tree: HtmlElement) -> str:
    return _read(tree, favor_precision=False)


def _read(tree: HtmlElement, *, favor_precision: bool) -> str:
    """One reading by trafilatura, which works on a copy of the tree; titles and dates have their own rules here."""
    found = trafilatura.bare_extraction(
        tree, include_comments=False, favor_precision=favor_precision, with_metadata=False
    )
    return tidy(found.text or "") if found is not None else ""
