"""The hand-written sentences of one language, and how their gaps are filled."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from draw import Draw

FOLDER = Path(__file__).parent
GAP = re.compile(r"\{(\w+?)(?::(\d))?\}|\{(\d+)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences on one subject: headlines, first paragraphs, later paragraphs, quotations."""

    name: str
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    body: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that one language's press is written from."""

    slots: dict[str, tuple[tuple[str, ...], ...]]
    topics: dict[str, Topic]
    footer: str
    advert: str


def read_stock(language: str) -> Stock:
    """The stock of a language, from `stock_LANGUAGE.toml` beside this file."""
    raw = tomllib.loads((FOLDER / f"stock_{language}.toml").read_text(encoding="utf-8"))
    topics = {
        entry["name"]: Topic(entry["name"], *(tuple(entry[part]) for part in ("titles", "leads", "body", "quotes")))
        for entry in raw["topic"]
    }
    slots = {name: tuple(tuple(row.split("|")) for row in rows) for name, rows in raw["slots"].items()}
    return Stock(slots, topics, raw["footer"], raw["advert"])


def quantity(draw: Draw, low: int, high: int) -> str:
    """A number after which Russian and Ukrainian nouns stand in the genitive plural (…5–9, …0, …11–14)."""
    fits = [n for n in range(low, high + 1) if n % 10 in (0, 5, 6, 7, 8, 9) or n % 100 in range(11, 15)]
    return str(draw.pick(fits))


def fill(template: str, stock: Stock, draw: Draw, chosen: dict[str, tuple[str, ...]]) -> str:
    """A sentence with its gaps filled; `chosen` keeps a document's choices, so that it stays in one town.

    Speakers are drawn anew for every gap. Forget numbers with `without_numbers` where a headline's must not return.
    """

    def filler(gap: re.Match[str]) -> str:
        if gap[3]:
            return chosen.setdefault(f"{gap[3]}-{gap[4]}", (quantity(draw, int(gap[3]), int(gap[4])),))[0]
        rows = stock.slots[gap[1]]
        if gap[1] in ("person", "man", "woman", "weekday", "day"):
            return draw.pick(rows)[0]
        forms = chosen.setdefault(gap[1], draw.pick(rows))
        return forms[int(gap[2] or 1) - 1]

    text = GAP.sub(filler, template)
    return text[0].upper() + text[1:]


def fitting(sentences: tuple[str, ...], lead: int) -> list[str]:
    """Sentences that may follow a lead: those without a tag, and those whose tag ("02|…") holds its number."""
    tagged = [(tag, text) if bar else ("", tag) for tag, bar, text in (s.partition("|") for s in sentences)]
    return [text for tag, text in tagged if not tag or str(lead) in tag]


def without_numbers(chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """A document's choices but for its numbers."""
    return {name: forms for name, forms in chosen.items() if not name[0].isdigit()}
