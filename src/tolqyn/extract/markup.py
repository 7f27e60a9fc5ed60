"""HTML becomes a tree that is neither too large nor too deep to work on."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from tolqyn.extract.options import Options
from tolqyn.model.rejected import Reason, Rejected

_TAG = re.compile(r"<[a-zA-Z!/?]")
_DROPPED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(html: str, options: Options) -> HtmlElement | Rejected:
    """Tree of a page; text without any tag, oversized and bottomless markup are rejected."""
    if len(html) > options.max_page_bytes:
        return Rejected(Reason.TOO_LARGE, f"{len(html)} characters of HTML, the bound is {options.max_page_bytes}")
    if not _TAG.search(html):
        return Rejected(Reason.NOT_TEXT if not html.strip() else Reason.NO_TEXT, "no markup; is this an HTML page?")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_DROPPED.sub("", html).encode("utf-8"), parser=parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        return Rejected(Reason.NO_TEXT, f"the markup cannot be parsed: {error}"[:200])
    if root is None or not isinstance(root, HtmlElement):
        return Rejected(Reason.NO_TEXT, "the markup holds no element")
    return _bounded(root, options)


def _bounded(root: HtmlElement, options: Options) -> HtmlElement | Rejected:
    """The tree, unless libraries that recurse could run out of stack or time on it."""
    elements, depth = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > options.max_depth:
            return Rejected(Reason.TOO_LARGE, f"elements nest deeper than {options.max_depth}")
        if elements > options.max_elements:
            return Rejected(Reason.TOO_LARGE, f"more than {options.max_elements} elements")
    return root


def text_of(element: HtmlElement) -> str:
    """Words of an element on one line, scripts and styles left out.

    >>> from lxml.html import fromstring
    >>> text_of(fromstring("<p>Сөз <b>сөйледі</b><script>x()</script> бүгін</p>"))
    'Сөз сөйледі бүгін'
    """
    pieces = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return " ".join("".join(pieces).split())
