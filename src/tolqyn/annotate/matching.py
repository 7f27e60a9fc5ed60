"""Finds names in a text: every place where a known sequence of words stands, longest first, none over another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tolqyn.annotate.naming import Named, Naming
from tolqyn.annotate.words import Phrase, fold, words

_GAP = re.compile(r"[ \u00a0\u202f]|[ \u00a0]?[-‐‑–—][ \u00a0]?|['’ʼ`ʻ]|\.[ \u00a0]?| & ")
_HYPHENS = "-‐‑–—"

Index = dict[str, tuple[tuple[Phrase, tuple[Naming, ...]], ...]]
"""By first folded word: the phrases that begin with it, longest first, each with its namings."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its folded twin, and where its words lie."""

    text: str
    folded: str
    spans: tuple[tuple[int, int], ...]

    def word(self, place: int) -> str:
        """Folded word by its place, empty outside the text."""
        if not 0 <= place < len(self.spans):
            return ""
        start, stop = self.spans[place]
        return self.folded[start:stop]

    def gap(self, place: int) -> str:
        """What stands between a word and the next."""
        if not 0 <= place < len(self.spans) - 1:
            return ""
        return self.text[self.spans[place][1] : self.spans[place + 1][0]]


@dataclass(frozen=True, slots=True)
class Found:
    """A naming at words `first` to `last` (inclusive) of a reading."""

    first: int
    last: int
    start: int
    stop: int
    naming: Naming


def index(named: Iterable[Named]) -> Index:
    """Phrases by first word; of several namings of one phrase the first given comes first."""
    phrases: dict[Phrase, dict[Naming, None]] = {}
    for phrase, naming in named:
        phrases.setdefault(phrase, {})[naming] = None
    table: dict[str, list[tuple[Phrase, tuple[Naming, ...]]]] = {}
    for phrase, namings in phrases.items():
        table.setdefault(phrase[0], []).append((phrase, tuple(namings)))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in table.items()}


def read(text: str) -> Reading:
    """A text made ready for `candidates`."""
    folded = fold(text)
    return Reading(text, folded, tuple(match.span() for match in words(folded)))


def candidates(reading: Reading, table: Index) -> Iterator[tuple[Found, ...]]:
    """For each word that opens a known phrase, what may stand there: longest first, then in the order of the index."""
    folded = reading.folded
    for place, (start, stop) in enumerate(reading.spans):
        rows = table.get(folded[start:stop])
        if rows:
            found = tuple(_fitting(reading, place, rows))
            if found:
                yield found


def _fitting(reading: Reading, place: int, rows: tuple[tuple[Phrase, tuple[Naming, ...]], ...]) -> Iterator[Found]:
    for phrase, namings in rows:
        last = place + len(phrase) - 1
        if last >= len(reading.spans) or any(reading.word(place + k) != phrase[k] for k in range(1, len(phrase))):
            continue
        for naming in namings:
            if _joined(reading, place, last, naming) and _capitals(reading, place, naming):
                yield _found(reading, place, last, naming)


def _joined(reading: Reading, first: int, last: int, naming: Naming) -> bool:
    """The words of a phrase stand next to each other; a comma only where the name has one (Paris, Texas)."""
    for place in range(first, last):
        gap = reading.gap(place)
        if not _GAP.fullmatch(gap) and not ("," in naming.name and gap == ", "):
            return False
    return not naming.hyphen or reading.text[reading.spans[last][1] :][:1] in tuple(_HYPHENS)


def _capitals(reading: Reading, first: int, naming: Naming) -> bool:
    """Capital letters stand where the name has them; in Cyrillic only the first is asked for (Российской федерации)."""
    if naming.case == "any":
        return True
    if naming.case == "exact":
        return reading.text.startswith(naming.name.rstrip("."), reading.spans[first][0])
    wanted = naming.capital[:1] if naming.language in ("ru", "uk", "kk") else naming.capital
    return all(not big or reading.text[reading.spans[first + place][0]].isupper() for place, big in enumerate(wanted))


def _found(reading: Reading, first: int, last: int, naming: Naming) -> Found:
    start, stop = reading.spans[first][0], reading.spans[last][1]
    if naming.name.endswith(".") and reading.text.startswith(".", stop):
        stop += 1
    return Found(first, last, start, stop, naming)
