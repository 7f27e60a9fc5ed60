"""Running text found by where words are dense, for pages on which the library finds next to nothing."""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from tolqyn.extract.tidy import tidy

_SKIPPED = frozenset(
    {"script", "style", "noscript", "nav", "aside", "form", "button", "select", "figure", "figcaption", "footer",
     "header", "iframe", "svg", "textarea", "template", "label", "head"}
)  # fmt: skip
_BREAKING = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "pre",
     "table", "tr", "dd", "dt", "dl", "hr", "main"}
)  # fmt: skip
_SENTENCE = 60
"""Characters from which a line counts as running text rather than as a label."""

_PARENT, _GRANDPARENT = 1.0, 0.5


def prose(text: str) -> int:
    """Characters that stand in lines long enough to be sentences."""
    return sum(len(line) for line in text.splitlines() if len(line) >= _SENTENCE)


def marked_body(tree: HtmlElement) -> str:
    """Text of the elements that a page marks as `articleBody` in microdata, empty where it marks none."""
    marked = tree.xpath("//*[@itemprop='articleBody'][not(ancestor::*[@itemprop='articleBody'])]")
    return tidy("\n".join(text for element in marked[:20] if (text := lines_of(element))))


def densest_body(tree: HtmlElement) -> str:
    """Text of the element whose own paragraphs hold most words outside links.

    Each paragraph counts for its parent, and half for its grandparent: after the idea of Arc90's Readability (2009),
    without its lists of English class names.
    """
    weights: defaultdict[HtmlElement, float] = defaultdict(float)
    for paragraph, length in _paragraphs(tree):
        parent = paragraph.getparent()
        if parent is None:
            continue
        weights[parent] += _PARENT * length
        grandparent = parent.getparent()
        if grandparent is not None:
            weights[grandparent] += _GRANDPARENT * length
    best = max(weights, key=lambda element: weights[element], default=None)
    return tidy(lines_of(best)) if best is not None else ""


def lines_of(root: HtmlElement) -> str:
    """Words of an element, a line for each block; menus, forms and captions left out."""
    pieces: list[str] = []
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _SKIPPED and element is not root:
            skipping += 1 if event == "start" else -1
        if event == "start":
            pieces.append("\n" if element.tag in _BREAKING else "")
            pieces.append((element.text or "") if not skipping else "")
        else:
            pieces.append("\n" if element.tag in _BREAKING else "")
            pieces.append((element.tail or "") if not skipping and element is not root else "")
    return "\n".join(" ".join(line.split()) for line in _broken("".join(pieces)))


def _broken(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line.strip())


def _paragraphs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    """Paragraphs with the number of characters that stand in no link, long ones only."""
    for paragraph in tree.iter("p"):
        if next(paragraph.iterancestors(*_SKIPPED), None) is not None:
            continue
        length = len(" ".join(paragraph.itertext()).strip())
        linked = sum(len("".join(anchor.itertext())) for anchor in paragraph.iter("a"))
        if length - linked >= _SENTENCE:
            yield paragraph, length - linked
