"""A saved `https://t.me/s/CHANNEL` page becomes its messages."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from tolqyn.extract.compose import Parts, compose
from tolqyn.extract.dating import Claim
from tolqyn.extract.links import absolute, distinct, links_in
from tolqyn.extract.markup import parse, text_of
from tolqyn.extract.moments import read_moment
from tolqyn.extract.options import Options
from tolqyn.extract.tidy import tidy, tidy_line
from tolqyn.model.capture import Capture
from tolqyn.model.decoding import decode
from tolqyn.model.document import Document
from tolqyn.model.rejected import Reason, Rejected

_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_MESSAGE = f"//*[{_CLASS.format('tgme_widget_message')}][@data-post]"
_POST = re.compile(r"([\w-]+(?:/[\w-]+)?)/(\d+)")
_COUNT = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?)\s*([KMКМ]?)", re.IGNORECASE)
_THOUSANDS = {"": 1, "k": 1_000, "к": 1_000, "m": 1_000_000, "м": 1_000_000}
_BREAKING = frozenset({"br", "p", "div", "blockquote", "pre", "li"})


def extract_telegram_page(capture: Capture, payload: bytes, options: Options) -> list[Document | Rejected]:
    """A document or a rejection for each message of the page, in page order."""
    if len(payload) > options.max_page_bytes:
        return [Rejected(Reason.TOO_LARGE, f"{len(payload)} bytes, the bound is {options.max_page_bytes}")]
    html, _ = decode(payload, None, markup="html")
    tree = parse(html, options)
    if isinstance(tree, Rejected):
        return [tree]
    messages = tree.xpath(_MESSAGE)
    if not messages:
        return [
            Rejected(
                Reason.NO_TEXT, "no Telegram message; save the page https://t.me/s/CHANNEL, not the channel's card"
            )
        ]
    return [_message(capture, element, options) for element in messages]


def _message(capture: Capture, element: HtmlElement, options: Options) -> Document | Rejected:
    found = _POST.fullmatch((element.get("data-post") or "").strip())
    if found is None:
        return Rejected(Reason.BAD_FIELD, f"data-post {element.get('data-post')!r} is not CHANNEL/NUMBER"[:200])
    if "service_message" in (element.get("class") or ""):
        return Rejected(Reason.SERVICE_POST, f"service message {found[0]}")
    body = _first(element, "tgme_widget_message_text")
    if body is None:
        body = _first(element, "tgme_widget_message_poll_question")
    text = tidy(_text_with_lines(body)) if body is not None else ""
    if not text:
        return Rejected(Reason.NO_TEXT, f"message {found[0]} has no words, only media")
    return compose(capture, _parts(element, body, text, found), options)


def _parts(element: HtmlElement, body: HtmlElement, text: str, found: re.Match[str]) -> Parts:
    anchors = (absolute(anchor.get("href"), "https://t.me/") for anchor in body.xpath(".//a[@href]"))
    links = [link for link in anchors if link and not link.startswith("https://t.me/?q=")]
    return Parts(
        kind="post",
        address=f"https://t.me/{found[1]}/{found[2]}",
        part=found[2],
        text=text,
        claims=list(_claims(element)),
        authors=_author(element),
        links=distinct((*links, *links_in(text))),
        forwarded_from=_line(element, "tgme_widget_message_forwarded_from_name"),
        reply_to=_reply(element),
        views=_views(_line(element, "tgme_widget_message_views")),
    )


def _claims(element: HtmlElement) -> Iterator[Claim]:
    """The time of a message; a link to it carries the class, and its text may be a clock alone."""
    for place in (f".//*[{_CLASS.format('tgme_widget_message_date')}]//time[@datetime]", ".//time[@datetime]"):
        for time in element.xpath(place)[:1]:
            if moment := read_moment(time.get("datetime")):
                yield Claim(moment, "post")
                return


def _first(element: HtmlElement, name: str) -> HtmlElement | None:
    """First element of a class that is not part of the quoted message above a reply."""
    reply = _CLASS.format("tgme_widget_message_reply")
    found = element.xpath(f".//*[{_CLASS.format(name)}][not(ancestor-or-self::*[{reply}])]")
    return found[0] if found else None


def _line(element: HtmlElement, name: str) -> str | None:
    found = _first(element, name)
    return (tidy_line(text_of(found)) or None) if found is not None else None


def _author(element: HtmlElement) -> tuple[str, ...]:
    """The person who signs a message in a channel with signatures."""
    signature = _line(element, "tgme_widget_message_from_author")
    return (signature,) if signature else ()


def _reply(element: HtmlElement) -> str | None:
    """Number of the message that this one answers."""
    for anchor in element.xpath(f".//a[{_CLASS.format('tgme_widget_message_reply')}][@href]")[:1]:
        found = re.search(r"/(\d+)(?:\?|$)", anchor.get("href"))
        return found[1] if found else None
    return None


def _views(said: str | None) -> int | None:
    """`12.3K` as 12300: rounded by Telegram itself.

    >>> _views("12.3K"), _views("987"), _views("көп")
    (12300, 987, None)
    """
    found = _COUNT.fullmatch(said or "")
    return round(float(found[1].replace(",", ".")) * _THOUSANDS[found[2].lower()]) if found else None


def _text_with_lines(body: HtmlElement) -> str:
    """Words of a message with its line breaks."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            pieces += ["\n" if element.tag in _BREAKING else "", element.text or ""]
        elif element is not body:
            pieces += ["\n" if element.tag in _BREAKING and element.tag != "br" else "", element.tail or ""]
    return "".join(pieces)
