"""The three corpora that attitudes are learnt from, as sentences with marked targets; none is copied here."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pymorphy3

from tolqyn.model.spans import Span

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
"""Where real corpora lie beside a checkout."""

AUTHOR, UNKNOWN = "author", "unknown"
_SPEAKER_MARK = re.compile(r"^\{[^}]*\}\s*")
_PLAIN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Tuple:
    """Who is for or against the target of a row: `holder` a span, `author` or `unknown`."""

    holder: Span | str
    target: Span
    expression: tuple[Span, ...]
    polarity: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A RuSentNE row: attitude towards one marked entity of a sentence."""

    sentence: str
    target: Span
    polarity: int


@dataclass(frozen=True, slots=True)
class Opined:
    """A RuOpinionNE sentence with its tuples."""

    number: int
    sentence: str
    tuples: tuple[Tuple, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A RuSentRel article: its sentences, the entities named in each (by group of synonyms), and who is for or
    against whom (holder group, target group → polarity)."""

    name: str
    sentences: tuple[tuple[str, tuple[tuple[Span, int], ...]], ...]
    opinions: dict[tuple[int, int], int]


def plain(sentence: str) -> str:
    """Letters and digits only, so that one sentence met in two corpora is known as one.

    >>> plain("«Путин», сказал он.") == plain("Путин сказал он")
    True
    """
    return _PLAIN.sub("", sentence.lower())


def labelled(folder: Path = DATA) -> list[Labelled]:
    """RuSentNE-2023 train, in its order."""
    with (folder / "rusentne2023" / "train_data.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["sentence"],
                Span(int(row["entity_pos_start_rel"]), int(row["entity_pos_end_rel"])),
                int(row["label"]),
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def opined(folder: Path = DATA) -> list[Opined]:
    """RuOpinionNE-2024 train, in its order."""
    with (folder / "ruopinionne2024" / "train.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [Opined(row["sent_id"], row["text"], tuple(map(_tuple, row["opinions"]))) for row in rows]


def articles(folder: Path = DATA) -> list[Article]:
    """RuSentRel train, by name; groups are numbered by the file of synonyms, names without one get their own."""
    groups = _groups(folder / "rusentrel" / "synonyms.txt")
    found = sorted((folder / "rusentrel" / "train").glob("art*.ann"), key=lambda path: int(path.stem[3:]))
    return [_article(path, groups) for path in found]


def _tuple(row: dict) -> Tuple:
    spans = {key: [_span(offsets) for offsets in row[key][1]] for key in ("Target", "Polar_expression")}
    first = row["Source"][0][0]
    holder = {"AUTHOR": AUTHOR, "NULL": UNKNOWN}.get(first) or _span(row["Source"][1][0])
    return Tuple(holder, spans["Target"][0], tuple(spans["Polar_expression"]), 1 if row["Polarity"] == "POS" else -1)


def _span(offsets: str) -> Span:
    start, stop = offsets.split(":")
    return Span(int(start), int(stop))


def _groups(path: Path) -> dict[str, int]:
    known: dict[str, int] = {}
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines()):
        for name in line.split(","):
            known.setdefault(name.strip().lower(), number)
    return known


def _article(path: Path, groups: dict[str, int]) -> Article:
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    entities = [_entity(line, groups) for line in path.read_text("utf-8").splitlines() if line.strip()]
    sentences = [_placed(text, start, stop, entities) for start, stop in _lines(text)]
    opinions: dict[tuple[int, int], int] = {}
    for line in path.with_name(f"{path.stem}.opin.txt").read_text("utf-8-sig").splitlines():
        parts = [part.strip() for part in line.split(",")]
        if len(parts) >= 3 and parts[2][:3] in ("neg", "pos") and parts[0].lower() not in ("author", "автор"):
            key = (_group(parts[0], groups), _group(parts[1], groups))
            opinions.setdefault(key, 1 if parts[2].startswith("pos") else -1)
    return Article(path.stem, tuple(one for one in sentences if one[0]), opinions)


def _entity(line: str, groups: dict[str, int]) -> tuple[int, int, str, int]:
    _, place, name = line.split("\t")
    _, start, stop = place.split()
    return int(start), int(stop), name, _group(name, groups)


def _group(name: str, groups: dict[str, int]) -> int:
    """The group of a name: by the name as it stands, else by the base forms of its words, else one of its own."""
    key = name.strip(' "«»').lower()
    if key not in groups:
        base = _base(key)
        groups[key] = groups.setdefault(base, len(groups) + 100_000)
    return groups[key]


@cache
def _base(name: str) -> str:
    return " ".join(_analyzer().parse(word)[0].normal_form for word in name.split())


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        mark = _SPEAKER_MARK.match(line)
        yield start + (mark.end() if mark else 0), start + len(line.rstrip())
        start += len(line)


def _placed(text: str, start: int, stop: int, entities: list[tuple[int, int, str, int]]):  # type: ignore[no-untyped-def]
    inside = tuple(
        (Span(first - start, last - start), group)
        for first, last, name, group in entities
        if start <= first and last <= stop and name.lower() not in ("author", "unknown")
    )
    return text[start : max(start, stop)], inside
