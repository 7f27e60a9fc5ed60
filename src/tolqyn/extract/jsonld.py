"""What a page says of itself in JSON-LD, the schema.org vocabulary."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from tolqyn.extract.tidy import tidy, tidy_line

_ARTICLES = frozenset(
    {
        "article", "newsarticle", "analysisnewsarticle", "askpublicnewsarticle", "backgroundnewsarticle", "report",
        "opinionnewsarticle", "reportagenewsarticle", "reviewnewsarticle", "blogposting", "liveblogposting",
        "socialmediaposting", "techarticle", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle",
        "discussionforumposting",
    }
)  # fmt: skip
_LISTS = frozenset({"collectionpage", "itemlist", "searchresultspage"})
_NOISE = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)[\s;]*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{6,40})"')
_TAGS = re.compile(r"<[^<>]+>")
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
_MOST_NODES = 5000
_MOST_SCRIPTS = 50
_MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """An article as JSON-LD describes it; `is_list` where the page calls itself a collection and no article."""

    is_article: bool = False
    is_list: bool = False
    headline: str | None = None
    published: str | None = None
    body: str | None = None
    authors: tuple[str, ...] = ()


def describe(tree: HtmlElement, address: str) -> SelfDescription:
    """The description of the article at `address`; where a page describes several, the one that names this address."""
    nodes: list[dict[str, Any]] = []
    leftovers: list[str] = []
    for script in tree.xpath("//script[contains(translate(@type, 'JSONLD', 'jsonld'), 'ld+json')]")[:_MOST_SCRIPTS]:
        text = script.text or ""
        value = _parsed(text)
        leftovers += [text] if value is None else []
        nodes += [node for _, node in zip(range(_MOST_NODES), _walk(value), strict=False)]
    articles = [node for node in nodes if _types(node) & _ARTICLES]
    if not articles:
        published = next((found[1] for text in leftovers if (found := _PUBLISHED.search(text))), None)
        is_list = any(_types(node) & _LISTS for node in nodes)
        return SelfDescription(is_list=is_list and published is None, published=published)
    return _described(next((node for node in articles if _names(node, address)), articles[0]))


def _described(node: dict[str, Any]) -> SelfDescription:
    body = _string(node.get("articleBody"))
    return SelfDescription(
        is_article=True,
        headline=tidy_line(_unmarked(_string(node.get("headline")) or _string(node.get("name")) or "")) or None,
        published=_string(node.get("datePublished")) or _string(node.get("dateCreated")),
        body=tidy(_unmarked(body)) if body else None,
        authors=tuple(dict.fromkeys(_people(node.get("author"), _publisher(node)))),
    )


def _parsed(text: str) -> Any:
    """The value of a script, with the usual faults forgiven; `None` for what is no JSON."""
    text = _NOISE.sub("", _NOISE.sub("", text.strip()))
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value, outer before inner, in document order."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            waiting.extend(reversed(item))


def _types(node: dict[str, Any]) -> set[str]:
    said = node.get("@type")
    names = said if isinstance(said, list) else [said]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def _names(node: dict[str, Any], address: str) -> bool:
    """Whether a node names an address as its own."""
    page = node.get("mainEntityOfPage")
    said = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    own = address.partition("://")[2].rstrip("/")
    return any(isinstance(name, str) and name.partition("://")[2].partition("#")[0].rstrip("/") == own for name in said)


def _people(value: Any, publisher: str | None) -> Iterator[str]:
    """Names of authors that are not the outlet itself."""
    for item in (value if isinstance(value, list) else [value])[:_MOST_PEOPLE]:
        name = _string(item.get("name")) if isinstance(item, dict) else _string(item)
        name = tidy_line(_unmarked(name)) if name else ""
        if 1 < len(name) <= 100 and "/" not in name and name != publisher:
            yield name


def _publisher(node: dict[str, Any]) -> str | None:
    said = node.get("publisher")
    name = _string(said.get("name")) if isinstance(said, dict) else _string(said)
    return tidy_line(name) if name else None


def _string(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) and value.strip() else None


def _unmarked(text: str) -> str:
    """Text that may hold HTML or its entities, without either."""
    return _TAGS.sub("", html.unescape(_BREAKS.sub("\n", text))) if "<" in text or "&" in text else text
