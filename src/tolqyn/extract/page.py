"""An HTML page becomes an article."""

import re

from lxml.html import HtmlElement

from tolqyn.extract.body import body_of
from tolqyn.extract.compose import Parts, compose
from tolqyn.extract.head import Head, authors_of, canonical_address, lead_of, title_of
from tolqyn.extract.jsonld import SelfDescription, describe
from tolqyn.extract.links import absolute, distinct, leads_out, links_in
from tolqyn.extract.listing import is_declared_article, why_listing
from tolqyn.extract.markup import parse, short_text_of
from tolqyn.extract.moments import written_moment
from tolqyn.extract.options import Options
from tolqyn.extract.page_dates import page_claims
from tolqyn.extract.record import hint
from tolqyn.extract.tidy import tidy_line
from tolqyn.model.capture import Capture
from tolqyn.model.decoding import decode
from tolqyn.model.document import Document
from tolqyn.model.rejected import Reason, Rejected

_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x1f\x8b",
    b"\x00\x00\x00\x18ftyp",
    b"ID3",
)
_OTHER_MEDIA = re.compile(r"^\s*(?:image|audio|video|font)/|^\s*application/(?:pdf|zip|msword|vnd\.)", re.IGNORECASE)
_SNIFFED = 4096
_CONTROLS = bytes(sorted({*range(32)} - {*b"\t\n\r\x0b\x0c\x1b"}))
_MOST_CONTROLS = 0.02
_SHORTEST_CONTEXT = 20
_LONGEST_CONTEXT = 5000
_MOST_LINKS = 3000
_DATE_LINE = 60
_DATE_WORDS = 8
_LEAST_WORDS = 3


def extract_page(capture: Capture, payload: bytes, options: Options) -> list[Document | Rejected]:
    """The article of a page: body, title, authors, date, language, links that leave the site, canonical address."""
    refused = _why_not_text(capture, payload, options)
    if refused:
        return [refused]
    html, _ = decode(payload, _charset(capture.media_type), markup="html")
    parts = page_parts(html, capture.address, capture, options)
    return [parts if isinstance(parts, Rejected) else compose(capture, parts, options)]


def page_parts(html: str, address: str, capture: Capture, options: Options) -> Parts | Rejected:
    """What decoded HTML says, before dates are weighed and the language is told."""
    tree = parse(html, options)
    if isinstance(tree, Rejected):
        return tree
    head, said = Head(tree), describe(tree, address)
    title = title_of(head, said) or hint(capture, "feed_title")
    text = _without_heading(body_of(tree, said), title)
    refused = _why_no_article(head, said, text, address) or _why_too_little(text, options)
    if refused and is_declared_article(head, said):
        title, text = _stand_in(head, title)
        refused = None if text else refused
    if refused:
        return refused
    canonical = canonical_address(head, address)
    return Parts(
        kind="article",
        address=canonical,
        title=title,
        text=text,
        claims=page_claims(head, said, (address, canonical), hint(capture, "feed_published"), options.now),
        authors=authors_of(head, said),
        links=_outbound(tree, text, address),
    )


def _stand_in(head: Head, title: str | None) -> tuple[str | None, str]:
    """Title and text of an article of pictures: its lead, else its headline, for that it was published counts."""
    lead = lead_of(head)
    if lead and len(lead.split()) >= _LEAST_WORDS:
        return title, lead
    return None, title if title and len(title.split()) >= _LEAST_WORDS else ""


def _why_not_text(capture: Capture, payload: bytes, options: Options) -> Rejected | None:
    """Bytes that are no page at all."""
    if not payload.strip():
        return Rejected(Reason.NO_TEXT, "the response is empty")
    if len(payload) > options.max_page_bytes:
        return Rejected(Reason.TOO_LARGE, f"{len(payload)} bytes of HTML, the bound is {options.max_page_bytes}")
    if payload.startswith(_BINARY) or (_OTHER_MEDIA.match(capture.media_type) and b"<" not in payload[:_SNIFFED]):
        return Rejected(Reason.NOT_TEXT, f"not a page but {capture.media_type or 'a binary file'}")
    head = payload[:_SNIFFED]
    wide = (
        head.startswith((b"\xff\xfe", b"\xfe\xff"))
        or head[1::2].count(0) > len(head) // 3
        or head[::2].count(0) > len(head) // 3
    )
    if not wide and len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head):
        return Rejected(Reason.NOT_TEXT, "bytes that no text encoding makes")
    return None


def _why_too_little(text: str, options: Options) -> Rejected | None:
    if not text:
        return Rejected(Reason.NO_TEXT, "no running text; a page that scripts fill in shows it only in a browser")
    letters = sum(letter.isalpha() for letter in text[: 10 * options.min_page_letters])
    if letters < options.min_page_letters:
        return Rejected(Reason.TOO_SHORT, f"{letters} letters of running text, {options.min_page_letters} are asked")
    return None


def _why_no_article(head: Head, said: SelfDescription, text: str, address: str) -> Rejected | None:
    reason = why_listing(head, said, text, address)
    return Rejected(Reason.NOT_AN_ARTICLE, reason) if reason else None


def _without_heading(text: str, title: str | None) -> str:
    """A body that begins neither with its headline nor with its own date line."""
    lines = text.split("\n")
    while len(lines) > 1 and (not lines[0] or _repeats(lines[0], title) or _is_date_line(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


def _repeats(line: str, title: str | None) -> bool:
    return title is not None and tidy_line(line).casefold() == title.casefold()


def _is_date_line(line: str) -> bool:
    """Whether a line says when something was published, and nothing more."""
    return len(line) <= _DATE_LINE and len(line.split()) <= _DATE_WORDS and written_moment(line) is not None


def _outbound(tree: HtmlElement, text: str, address: str) -> tuple[str, ...]:
    """Addresses on other sites whose surroundings stand in the extracted text."""
    flat = " ".join(text.split())
    found: dict[str, None] = {}
    for anchor in tree.xpath("//a[contains(@href, '//')]")[:_MOST_LINKS]:
        words = short_text_of(anchor, _LONGEST_CONTEXT)
        link = absolute(anchor.get("href"), address) if words and words in flat else None
        if link and link not in found and leads_out(link, address) and _stands_in(anchor, flat):
            found[link] = None
    return distinct((*found, *(link for link in links_in(text) if leads_out(link, address))))


def _stands_in(anchor: HtmlElement, flat: str) -> bool:
    """Whether a link's surroundings, twenty characters or more, are part of a text; true where they are too long."""
    for element in (anchor, *anchor.iterancestors()):
        words = short_text_of(element, _LONGEST_CONTEXT)
        if words is None or len(words) >= _SHORTEST_CONTEXT:
            return words is None or tidy_line(words) in flat
    return False


def _charset(media_type: str) -> str | None:
    return media_type if "charset" in media_type.lower() else None
