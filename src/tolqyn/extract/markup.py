"""HTML becomes a tree that is neither too large nor too deep to work on."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from tolqyn.extract.options import Options
from tolqyn.model.rejected import Reason, Rejected

_TAG = re.compile(r"<[a-zA-Z!/?]")
_DROPPED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(html: str, options: Options) -> HtmlElement | Rejected:
    """Tree of a page; text without any tag and oversized markup are rejected.

    libxml2 stops reading where elements nest deeper than 256; what stands before is kept, so libraries that recurse
    over the tree are safe and a page with a thousand unclosed tags still gives its beginning.
    """
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
    elements = int(root.xpath("count(//*)"))
    if elements > options.max_elements:
        return Rejected(Reason.TOO_LARGE, f"{elements} elements, the bound is {options.max_elements}")
    return root


def text_of(element: HtmlElement) -> str:
    """Words of an element on one line, scripts and styles left out.

    >>> from lxml.html import fromstring
    >>> text_of(fromstring("<p>Сөз <b>сөйледі</b><script>x()</script> бүгін</p>"))
    'Сөз сөйледі бүгін'
    """
    pieces = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return " ".join("".join(pieces).split())


def short_text_of(element: HtmlElement, limit: int) -> str | None:
    """Words of an element on one line, `None` where they are longer than `limit`: reading stops there.

    >>> from lxml.html import fromstring
    >>> short_text_of(fromstring("<p>Сөз <b>сөйледі</b></p>"), 20), short_text_of(fromstring("<p>Сөз сөйледі</p>"), 5)
    ('Сөз сөйледі', None)
    """
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if length > limit:
            return None
    text = " ".join("".join(pieces).split())
    return text if len(text) <= limit else None
