"""Pairs of articles that people judged to report one event or not, with the votes of `tolqyn.link` on each."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.floors import REAL_DATA
from tolqyn.annotate.encoder import Centring, Encoder
from tolqyn.link import LinkInput
from tolqyn.link.marks import Marks, Meanings
from tolqyn.link.options import Options
from tolqyn.link.reports import side_of
from tolqyn.link.texts import prepare
from tolqyn.link.votes import MOST_APART, Votes, votes_of

FOLDER = REAL_DATA / "tgcontest_toloka" / "toloka"
LEAD = 480
"""Code points that are encoded: with 320 the best F1 of vectors alone is .81, with 480 it is .88."""

_POOLS = ("ru_train_pool", "ru_honey_pool", "ru_exam_pool", "en_train_pool")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DAY_NAMED = re.compile(r"\b(\d{1,2})\s+(янв|фев|мар|апр|ма(?=[йя]\b)|июн|июл|авг|сен|окт|ноя|дек)")
_DAY_IN_ADDRESS = re.compile(r"20(?:19|20)[/-]?(0[1-9]|1[0-2])[/-]?([0-3]\d)")


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two articles as (headline, text, address), the language, and whether people say that they report one event."""

    one: tuple[str, str, str]
    other: tuple[str, str, str]
    language: str
    same: bool


def judged_pairs() -> list[JudgedPair]:
    """Every pair that has a verdict, in the order of the files."""
    csv.field_size_limit(10**9)
    found = []
    for pool in _POOLS:
        with (FOLDER / "clustering_pairs" / f"{pool}.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                if row["GOLDEN:quality"]:
                    sides = [tuple(row[f"INPUT:{side}_{part}"] for part in ("title", "text", "url"))
                             for side in ("first", "second")]  # fmt: skip
                    found.append(JudgedPair(*sides, pool[:2], row["GOLDEN:quality"] == "OK"))  # type: ignore[arg-type]
    return found


def groups(pairs: Sequence[JudgedPair]) -> list[str]:
    """A name for each pair that all pairs which share an article with it, over any number of steps, have too."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for pair in pairs:
        parent[root(pair.one[2])] = root(pair.other[2])
    return [root(pair.one[2]) for pair in pairs]


def votes_on(pairs: Sequence[JudgedPair]) -> Votes:
    """Votes on each pair; days apart are those that addresses and leads name, as the data holds no other dates."""
    articles = {side[2]: (side, pair.language) for pair in pairs for side in (pair.one, pair.other)}
    names = sorted(articles)
    documents = [LinkInput(name, name, "\n\n".join(articles[name][0][:2])) for name in names]
    languages = [articles[name][1] for name in names]
    texts = prepare(documents, Options())
    meanings = leads(documents, languages)
    side = side_of(texts, Marks(dict(zip(names, languages, strict=True)), meanings=Meanings(names, meanings)))
    place = {document.document_id: at for at, document in enumerate(texts.documents)}
    one = np.array([place[pair.one[2]] for pair in pairs], np.int32)
    other = np.array([place[pair.other[2]] for pair in pairs], np.int32)
    votes = votes_of(side, one, other)
    return Votes(votes.words, votes.meaning, votes.figures, votes.names, _apart(pairs))


def leads(documents: Sequence[LinkInput], languages: Sequence[str]) -> np.ndarray:
    """Centred vector of each article's headline and first `LEAD` code points."""
    raw = Encoder.load().encode([document.reading[:LEAD] for document in documents])
    return Centring.shipped().centred(raw, languages)


def _apart(pairs: Sequence[JudgedPair]) -> np.ndarray:
    """Days between the nearest days that two articles name, 0 where one names none."""
    gaps = [(_days(pair.one), _days(pair.other)) for pair in pairs]
    nearest = [min((abs(a - b) for a in one for b in other), default=0.0) for one, other in gaps]
    return np.minimum(np.array(nearest, np.float32), MOST_APART)


def _days(side: tuple[str, str, str]) -> set[float]:
    """Days of the year (months of 30.4 days) that the headline, the lead or the address names."""
    lead = f"{side[0]}\n{side[1][:500]}".lower()
    named = {(int(day), _MONTHS.index(month) + 1) for day, month in _DAY_NAMED.findall(lead)}
    named |= {(int(day), int(month)) for month, day in _DAY_IN_ADDRESS.findall(side[2])}
    return {day + 30.4 * month for day, month in named}
