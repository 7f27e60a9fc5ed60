"""Evidence that a page is a list of articles, not one."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tolqyn.extract.head import Head
from tolqyn.extract.jsonld import SelfDescription
from tolqyn.extract.markup import short_text_of

_PROSE = 200
"""Letters in lines that stand in no link; from here on a page has something to say whatever surrounds it."""

_MANY_HEADLINES = 20
_HEADLINE_WORDS = 4
_MOST_LINKS = 3000
_LONGEST_HEADLINE = 300


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was counted on a page, kept in the rejection's detail."""

    headlines: int
    prose: int
    is_front: bool


def why_listing(head: Head, said: SelfDescription, text: str, address: str) -> str | None:
    """Why a page is a list (front page, section, search result), `None` where it may be an article.

    Doubt counts for the article: one that calls itself an article, or is dated as one, is never refused.
    """
    if is_declared_article(head, said):
        return None
    evidence = _weigh(head.tree, text, address)
    many = evidence.headlines >= _MANY_HEADLINES
    if evidence.is_front and many:
        return f"front page with {evidence.headlines} headlines that are links"
    if evidence.prose < _PROSE and (many or said.is_list):
        return f"{evidence.headlines} headlines that are links, {evidence.prose} letters of other text"
    return None


def is_declared_article(head: Head, said: SelfDescription) -> bool:
    """Whether a page says that it is one article, or when that article was published."""
    dated = said.published or head.meta("article:published_time", "datepublished")
    return said.is_article or bool(dated) or head.meta("og:type") == "article"


def _weigh(tree: HtmlElement, text: str, address: str) -> Evidence:
    read = (short_text_of(link, _LONGEST_HEADLINE) for link in tree.xpath("//a[@href]")[:_MOST_LINKS])
    headlines = {text for text in read if text and len(text.split()) >= _HEADLINE_WORDS}
    prose = sum(len(line) for line in text.splitlines() if len(line) > 80 and line not in headlines)
    try:
        parts = urlsplit(address)
        front = (
            parts.path.strip("/") in ("", "index.html", "index.php", "ru", "kk", "kz", "uk", "ua", "en")
            and not parts.query
        )
    except ValueError:
        front = False
    return Evidence(len(headlines), prose, front)
