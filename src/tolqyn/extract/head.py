"""Title, authors and address as the head and the headings of a page give them."""

import html
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tolqyn.extract.jsonld import SelfDescription
from tolqyn.extract.links import absolute, host_of
from tolqyn.extract.markup import short_text_of
from tolqyn.extract.tidy import tidy, tidy_line

_SUFFIX = re.compile(r"\s+[|•·—–»:-]{1,2}\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 500
_MOST_HEADINGS = 20
_CUT_OFF = ("…", "...")
_AUTHOR_PLACES = (
    "//*[@itemprop='author'][not(ancestor::*[@itemprop='comment'])]//*[@itemprop='name']",
    "//*[@itemprop='author'][not(ancestor::*[@itemprop='comment'])]",
    "//a[@rel='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ') or contains(@class, 'author-name')"
    " or contains(@class, 'author__name') or contains(@class, 'byline')]",
)
_CREDIT = re.compile(r"^(?:автор(?:ы|и|лар)?|авторы|текст|by|von|par|por)\s*:?\s+", re.IGNORECASE)


class Head:
    """The `<meta>` of a page, first value of each name, names in small letters."""

    __slots__ = ("_meta", "tree")

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self._meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            content = (element.get("content") or "").strip()
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name and content:
                    self._meta.setdefault(name, content)

    def meta(self, *names: str) -> str | None:
        """Content of the first of these names that is there."""
        return next((self._meta[name] for name in names if name in self._meta), None)

    def title_tag(self) -> str | None:
        element = self.tree.find(".//title")
        return tidy_line(element.text or "")[:_LONGEST_TITLE] or None if element is not None else None


def title_of(head: Head, said: SelfDescription) -> str | None:
    """The headline as readers see it: the heading that agrees with what the head says, else what the head says.

    A head's title may be cut off or carry the name of the site; a heading may belong to something else on the page.
    """
    claimed = [said.headline, head.meta("og:title"), head.meta("twitter:title"), head.title_tag()]
    claims = [tidy_line(claim)[:_LONGEST_TITLE] for claim in claimed if claim]
    read = (
        short_text_of(element, _LONGEST_TITLE)
        for _, element in zip(range(_MOST_HEADINGS), head.tree.iter("h1"), strict=False)
    )
    headings = [heading for text in read if text and (heading := tidy_line(text))]
    for heading in headings:
        if any(_agree(heading, claim) for claim in claims):
            return heading
    whole = [claim for claim in claims if not claim.endswith(_CUT_OFF)] or claims
    if said.headline and whole and whole[0] == tidy_line(said.headline)[:_LONGEST_TITLE]:
        return whole[0]
    if len(headings) == 1 and not claims:
        return headings[0]
    return (_without_site(whole[0], head) if whole else None) or next(iter(headings), None)


def lead_of(head: Head) -> str | None:
    """What the head gives as the gist: all the words that a page of pictures or video has."""
    described = (head.meta(name) for name in ("og:description", "description", "twitter:description"))
    return max((tidy(html.unescape(text)) for text in described if text), key=len, default=None)


def authors_of(head: Head, said: SelfDescription) -> tuple[str, ...]:
    """People that a page names as its authors, most explicit place first; the outlet itself is none."""
    if said.authors:
        return said.authors
    own = _own_names(head)
    meta = head.meta("author", "article:author", "dc.creator", "mediator_author", "parsely-author") or ""
    names = [name for name in map(_name, re.split(r"[;,|]", meta)) if name and name.casefold() not in own]
    for place in () if names else _AUTHOR_PLACES:
        found = (_name(_element_name(element)) for element in head.tree.xpath(place)[:20])
        names = [name for name in found if name and name.casefold() not in own]
        if names:
            break
    return tuple(dict.fromkeys(names))[:20]


def canonical_address(head: Head, address: str) -> str:
    """The address that a page calls its own, believed on the same site only, and never where it is a front page."""
    for said in _canonical(head):
        whole = absolute(said, address)
        if whole and _same_site(whole, address) and whole.partition("://")[2].rstrip("/") != host_of(whole):
            return whole
    return address


def _own_names(head: Head) -> frozenset[str]:
    """Names by which a site calls itself, case folded."""
    site = tidy_line(head.meta("og:site_name") or "").casefold()
    host = host_of(head.meta("og:url") or next(_canonical(head), ""))
    return frozenset({site, host, host.partition(".")[0]} - {""})


def _canonical(head: Head) -> Iterator[str]:
    for element in head.tree.xpath("//link[@rel='canonical'][@href]"):
        yield element.get("href")
    shared = head.meta("og:url")
    if shared:
        yield shared


def _same_site(one: str, other: str) -> bool:
    here, there = host_of(one), host_of(other)
    return not there or here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def _agree(heading: str, claim: str) -> bool:
    """Whether most words of the shorter text stand in the longer one."""
    one, other = set(_WORD.findall(heading.casefold())), set(_WORD.findall(claim.casefold()))
    return len(one & other) >= max(1, 0.6 * min(len(one), len(other))) and len(one) * 3 >= len(other)


def _without_site(title: str, head: Head) -> str:
    """A title without the name of its site at either end."""
    site = tidy_line(head.meta("og:site_name") or "").casefold()
    pieces = [piece for piece in _SUFFIX.split(title) if piece]
    if len(pieces) < 2:
        return title
    if pieces[-1].casefold() in (site, host_of(head.meta("og:url") or "")):
        return title[: title.rindex(pieces[-1])].rstrip(" |•·—–»:-")
    return max(pieces, key=len) if "|" in title and len(max(pieces, key=len)) > len(title) / 2 else title


def _element_name(element: HtmlElement) -> str:
    return element.get("content") or short_text_of(element, 200) or ""


def _name(text: str) -> str | None:
    """A person's name, `None` for addresses, sentences and what holds digits."""
    name = _CREDIT.sub("", tidy_line(text)).strip(" ,.;:|—–-")
    fits = (
        3 <= len(name) <= 60 and 1 <= len(name.split()) <= 5 and not any(letter in "0123456789/@:<>" for letter in name)
    )
    return name if fits and any(letter.isupper() for letter in name) else None
