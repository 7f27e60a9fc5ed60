"""The text of an article, without what surrounds it."""

import logging
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from tolqyn.extract.jsonld import SelfDescription
from tolqyn.extract.tidy import tidy

_LITTLE = 250
"""Characters below which a precise reading gets a second opinion; trafilatura's own bound for a rescue."""

_FAR_MORE = 2.0
"""A second opinion wins where it finds at least this many times as much."""

for _name in ("trafilatura", "htmldate", "readability", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def body_of(tree: HtmlElement, said: SelfDescription) -> str:
    """Tidy text of the article in a tree, empty where there is none; the tree is left as it was.

    The precise reading first, for stray lines from menus and advertisements are what costs most here; where it finds
    little, the balanced reading and the page's own `articleBody` may overrule it.
    """
    text = _read(tree, favor_precision=True)
    if len(text) < _LITTLE:
        balanced = _read(tree, favor_precision=False)
        text = balanced if len(balanced) >= _FAR_MORE * len(text) else text
    if said.body and len(said.body) >= _FAR_MORE * max(len(text), _LITTLE / 2):
        return said.body
    return text


def _read(tree: HtmlElement, *, favor_precision: bool) -> str:
    """One reading by trafilatura; its metadata is not asked for, since dates and titles have their own rules here."""
    found = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, favor_precision=favor_precision, with_metadata=False
    )
    return tidy(found.text or "") if found is not None else ""
