"""Articles dressed as the pages of a news site: head, menu, text, teasers of other articles, footer."""

import json
from html import escape
from pathlib import PurePosixPath
from typing import Any

from article import Article

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіїєґ"
SOUNDS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya a g q n o u u h i yi ye g"
LATIN = dict(zip(LETTERS, SOUNDS.split(" "), strict=True))


def slug(title: str) -> str:
    """A headline as the last part of an address, in Latin letters."""
    letters = "".join(LATIN.get(c, c if c.isascii() and c.isalnum() else "-") for c in title.lower()).replace("_", "")
    return "-".join([word for word in letters.split("-") if word][:6])


def address_of(article: Article, ways: dict[str, Any], host: str, number: int) -> str:
    """The web address of an article, in its site's own form."""
    at = article.at
    path = ways["address"].format(
        y=at.year, m=f"{at.month:02d}", d=f"{at.day:02d}", number=number, slug=slug(article.title or "")
    )
    return f"https://{host}{path}"


def file_of(address: str) -> PurePosixPath:
    """Where a page lies below `sites/`: the address, with a file name where it has none."""
    path = address.removeprefix("https://")
    if path.endswith("/"):
        return PurePosixPath(path + "index.html")
    return PurePosixPath(path if path.endswith(".html") else path + ".html")


def page(article: Article, address: str, site: dict[str, Any], teasers: list[tuple[str, str]]) -> bytes:
    """One page. `site` holds name, ways (how the site publishes) and words (its furniture in its language)."""
    ways, words = site["ways"], site["words"]
    charset = ways.get("charset", "utf-8")
    menu = "".join(f'<li><a href="/{i}/">{escape(word)}</a></li>' for i, word in enumerate(words["menu"], 1))
    links = "".join(f'<li><a href="{escape(to)}">{escape(title)}</a></li>' for title, to in teasers)
    parts = {
        "menu": f'<nav class="menu"><ul>{menu}</ul></nav>',
        "aside": f'<aside class="sidebar"><h3>{words["latest"]}</h3><ul class="latest">{links}</ul></aside>',
        "related": f'<div class="related"><h4>{words["related"]}</h4><ul>{links}</ul></div>' if links else "",
        "story": _story(article, ways, words),
        "footer": f"<footer><p>© {escape(site['name'])}. {escape(words['rights'])}</p></footer>",
        "name": escape(site["name"]),
    }
    body = FRAMES[ways["frame"]].format(**parts)
    html = (
        f'<!DOCTYPE html>\n<html lang="{article.language}">\n<head>\n{_head(article, address, site, charset)}</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return html.encode(charset)


FRAMES = {
    "wide": (
        '<header class="top"><a class="logo" href="/">{name}</a>{menu}</header>\n<div class="page">\n<main>\n'
        "{story}\n{related}\n</main>\n{aside}\n</div>\n{footer}"
    ),
    "table": (
        '<div id="header"><div id="logo">{name}</div>{menu}</div>\n<div id="columns">\n{aside}\n<div id="content">\n'
        '{story}\n</div>\n</div>\n<div id="bottom">{footer}</div>'
    ),
    "plain": "<header><strong>{name}</strong></header>\n{menu}\n{story}\n<section>{related}</section>\n{footer}",
}


def _story(article: Article, ways: dict[str, Any], words: dict[str, Any]) -> str:
    text = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in article.paragraphs)
    author = f'<p class="author">{words["author"]}: {escape(article.author)}</p>' if article.author else ""
    shown = (
        f'<time datetime="{article.at.isoformat()}">{article.at:%d.%m.%Y, %H:%M}</time>'
        if ways["dates"] != "url"
        else ""
    )
    return (
        f'<article class="story">\n<h1>{escape(article.title or "", quote=False)}</h1>\n'
        f'<div class="meta">{shown}</div>\n'
        f'<div class="text">\n{text}\n</div>\n{author}\n<div class="share">{words["share"]}</div>\n</article>'
    )


def _head(article: Article, address: str, site: dict[str, Any], charset: str) -> str:
    title = escape(article.title or "")
    lines = [
        f'<meta charset="{charset}">',
        f"<title>{title} — {escape(site['name'])}</title>",
        f'<link rel="canonical" href="{escape(address)}">',
        f'<meta property="og:title" content="{title}">',
        '<meta property="og:type" content="article">',
        f'<meta name="description" content="{escape(article.paragraphs[0])}">',
    ]
    if site["ways"]["dates"] == "meta":
        lines.append(f'<meta property="article:published_time" content="{article.at.isoformat()}">')
        if article.author:
            lines.append(f'<meta name="author" content="{escape(article.author)}">')
    if site["ways"]["dates"] == "json-ld":
        lines.append(f'<script type="application/ld+json">{_json_ld(article, address, site)}</script>')
    return "".join(f"{line}\n" for line in lines)


def _json_ld(article: Article, address: str, site: dict[str, Any]) -> str:
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.at.isoformat(),
        "mainEntityOfPage": address,
        "publisher": {"@type": "Organization", "name": site["name"]},
    }
    if article.author:
        about["author"] = [{"@type": "Person", "name": article.author}]
    return json.dumps(about, ensure_ascii=False).replace("<", "\\u003c")
