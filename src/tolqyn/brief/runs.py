"""Statements cut into runs of one kind, and citation numbers cut into ranges: what the templates print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tolqyn.brief.ledger import Names
from tolqyn.brief.parts import Citation, Phrase, Row, Sentence


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind: our own, a quotation, a name, or a moment."""

    text: str
    kind: Literal["own", "quotation", "name", "moment"]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Citation numbers that follow each other, shown as one: `5` or `5–8`."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """As it is shown."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement ready for a page: its name, its runs (a list for each cell of a row), its citation numbers."""

    name: str
    cells: tuple[tuple[Run, ...], ...]
    numbers: tuple[int, ...]
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Names of statements and numbers of citations in one brief."""

    names: Names
    numbers: Mapping[Citation, int]

    def shown(self, statement: Sentence | Row) -> Shown:
        """A statement with its name and numbers."""
        numbers = tuple(sorted(self.numbers[cited] for cited in statement.citations))
        cells = statement.cells if isinstance(statement, Row) else (Phrase(statement.text, statement.marks),)
        return Shown(self.names[statement], tuple(runs(cell) for cell in cells), numbers, ranges(numbers))


def runs(phrase: Phrase) -> tuple[Run, ...]:
    """A phrase cut at its marks."""
    found, at = [], 0
    for mark in phrase.marks:
        if mark.start > at:
            found.append(Run(phrase.text[at : mark.start], "own"))
        found.append(Run(phrase.text[mark.start : mark.stop], mark.kind, mark.language))
        at = mark.stop
    if at < len(phrase.text):
        found.append(Run(phrase.text[at:], "own"))
    return tuple(found)


def ranges(numbers: Iterable[int]) -> tuple[Range, ...]:
    """Ascending numbers, those that follow each other as one range.

    >>> [one.label for one in ranges([1, 2, 3, 7])]
    ['1–3', '7']
    """
    found: list[Range] = []
    for number in numbers:
        if found and number == found[-1].last + 1:
            found[-1] = Range(found[-1].first, number)
        else:
            found.append(Range(number, number))
    return tuple(found)
