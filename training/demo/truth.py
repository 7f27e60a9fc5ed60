"""What was planted, written down for the tests: the wave, copies, the chain, sources that join and fall silent."""

from datetime import timedelta
from typing import Any

import tomlkit
from article import Article
from stock import Stock

EVENT = "transit-law"
LATE, SILENT = "svodka", "put"
CHAIN = ("w01", "w02", "w03", "w07", "w11")


def truth(layout: dict[str, Any], articles: list[Article], addresses: dict[str, str], stocks: dict[str, Stock]) -> str:
    """`truth.toml` as text."""
    wave = [a for a in articles if a.kind == "wave"]
    first = layout["first_day"]
    days = sorted(a.at.date() for a in wave)
    document = tomlkit.document()
    document.add(tomlkit.comment("What the generator planted (training/demo); tests compare the findings with it."))
    document["first_day"] = first
    document["last_day"] = first + timedelta(days=layout["days"] - 1)
    document["documents"] = len(articles)
    document["wave"] = {
        "target": "sarvenia",
        "onset": days[0],
        "end": days[-1],
        "event": EVENT,
        "documents": len(wave),
        "originals": sum(a.of is None for a in wave),
        "addresses": [addresses[a.key] for a in wave],
    }
    document["late"] = {"source": LATE, "first_day": _days(articles, LATE)[0]}
    document["silent"] = {"source": SILENT, "last_day": _days(articles, SILENT)[-1]}
    document["chain"] = {"addresses": [addresses[key] for key in CHAIN]}
    document["baseline"] = {"addresses": [addresses[a.key] for a in articles if a.kind == "target"]}
    advertising = [source for source, ways in layout["source"].items() if ways.get("advert")]
    texts = {source: stocks[layout["source"][source]["language"]].advert for source in advertising}
    document["advert"] = texts
    copies = tomlkit.aot()
    for copy in articles:
        if copy.of is not None:
            copies.append(tomlkit.item({"copy": addresses[copy.key], "original": addresses[copy.of]}))
    document["reprint"] = copies
    return tomlkit.dumps(document)


def _days(articles: list[Article], source: str) -> list[Any]:
    return sorted(a.at.date() for a in articles if a.source == source)
