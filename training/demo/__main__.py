"""Writes the invented demonstration corpus: `python training/demo FOLDER` (default: the package's own folder)."""

import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any
from wave import reprinted, written

from article import Article
from background import Background
from channels import as_desktop, as_list, as_preview, posts_of
from pages import address_of, file_of, page
from stock import FOLDER, Stock, read_stock
from truth import truth

OUT = FOLDER.parents[1] / "src" / "tolqyn" / "packs" / "demo"


def main(out: Path) -> None:
    """Write every file of the corpus below `out`, replacing what an earlier run wrote."""
    for part in ("sites", "channels"):
        shutil.rmtree(out / part, ignore_errors=True)
    layout = tomllib.loads((FOLDER / "layout.toml").read_text(encoding="utf-8"))
    settings = tomllib.loads((FOLDER / "tolqyn.toml").read_text(encoding="utf-8"))
    stocks = {language: read_stock(language) for language in layout["words"]}
    articles = _articles(layout, {s["id"]: s["name"] for s in settings["source"]}, stocks)
    addresses: dict[str, str] = {}
    rows: list[str] = []
    for source in settings["source"]:
        own = [a for a in articles if a.source == source["id"]]
        if "channel" in source:
            _write_channel(out, source, own, (layout, stocks), addresses)
        else:
            rows += _write_site(out, source, own, layout, addresses)
    _write(out / "addresses.tsv", "".join(rows))
    _write(out / "truth.toml", truth(layout, articles, addresses, stocks))
    for name in ("tolqyn.toml", "README.md"):
        _write(out / name, (FOLDER / name).read_text(encoding="utf-8"))
    print(f"{len(articles)} documents in {out}")


def _articles(layout: dict[str, Any], names: dict[str, str], stocks: dict[str, Stock]) -> list[Article]:
    """All documents in order of time."""
    background = Background(layout, stocks)
    ordinary = [article for day in range(layout["days"]) for article in background.day(day)]
    everything = reprinted(layout, names, ordinary) + written(layout)
    return sorted(everything, key=lambda article: (article.at, article.key))


def _write_site(
    out: Path, source: dict[str, Any], own: list[Article], layout: dict[str, Any], addresses: dict[str, str]
) -> list[str]:
    """A site's pages; answers with its lines of `addresses.tsv`."""
    ways = layout["source"][source["id"]]
    site = {"name": source["name"], "ways": ways, "words": layout["words"][ways["language"]]}
    host = source["address"].removeprefix("https://").rstrip("/")
    rows, teasers = [], []
    for number, article in enumerate(own, 20_400):
        address = address_of(article, ways, host, number)
        if address in addresses.values():
            address = address_of(
                article, {**ways, "address": ways["address"].replace("{slug}", "{slug}-2")}, host, number
            )
        addresses[article.key] = address
        path = out / "sites" / file_of(address)
        _write_bytes(path, page(article, address, site, teasers[-4:][::-1]))
        teasers.append((article.title or "", address))
        rows.append(f"{path.relative_to(out).as_posix()}\t{address}\t{source['id']}\n")
    return rows


def _write_channel(
    out: Path,
    source: dict[str, Any],
    own: list[Article],
    ways: tuple[dict[str, Any], dict[str, Stock]],
    addresses: dict[str, str],
) -> None:
    """A channel's posts: one channel as a Desktop export, one as a saved page, the others as lists."""
    channel, name = source["channel"], source["name"]
    layout, stocks = ways
    stock = stocks[source["languages"][0]]
    advert = stock.advert if layout["source"][source["id"]].get("advert") else None
    footer = stock.footer.format(channel=name if channel.startswith("c/") else f"@{channel}")
    posts = posts_of(channel, own, footer, advert)
    for article, post in zip(own, posts, strict=True):
        addresses[article.key] = f"https://t.me/{channel}/{post['message_id']}"
    if source["id"] == "zapiski":
        _write(out / "channels" / source["id"] / "result.json", as_desktop(channel, name, posts))
    elif source["id"] == "wire":
        _write(out / "channels" / f"{channel}.html", as_preview(channel, name, posts))
    else:
        _write(out / "channels" / f"{channel}.json", as_list(posts))


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode())


def _write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
