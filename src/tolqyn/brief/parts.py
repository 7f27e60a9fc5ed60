"""What a brief is made of: statements that each carry citations, and the labels around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Scalar = str | int | float | bool | None
Value = Scalar | tuple[Scalar, ...]
"""What a figure may be worth: JSON's scalars (days and moments as ISO 8601), or a row of them."""

BAR = " | "
"""Between the cells of a row, where it is one line."""

Arguments = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where archived bytes lie and what they must be: the digest of the payload, and the WARC record that holds it."""

    capture_id: str
    address: str
    digest: str
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class Citation:
    """What a statement rests on.

    `quotation`: `text` stands at `start`..`stop` (code points) of the reading of a document.
    `document`: a document as a whole. Both carry the `place` of their bytes, and the source, moment of publication
    and language that the tables hold for the document (`None` for unknown).
    `figure`: a named query with its arguments and its value, asked again when the brief is verified.
    """

    kind: Literal["quotation", "document", "figure"]
    arguments: Arguments = ()
    document_id: str | None = None
    place: Place | None = None
    start: int | None = None
    stop: int | None = None
    text: str | None = None
    source: str | None = None
    published_at: str | None = None
    language: str | None = None
    name: str | None = None
    value: Value = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a statement (code points, half-open) that is set apart: a quotation, a name, a moment."""

    start: int
    stop: int
    kind: Literal["quotation", "name", "moment"]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the marks that tell which of them are quoted."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement of a brief. It is never shown without at least one citation."""

    text: str
    citations: tuple[Citation, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A statement laid out in columns; its text is its cells with a bar between them."""

    cells: tuple[Phrase, ...]
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        """The cells as one line, which is what is sealed and compared."""
        return BAR.join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that are read one after the other."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Statements one below the other, numbered where their order means something."""

    label: str
    sentences: tuple[Sentence, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of a table's column; numbers are set flush right, short words keep together on a telephone."""

    heading: str
    kind: Literal["text", "number", "short"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `folded` tables stay closed until a reader asks for them."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the picture: originals observed, expected and upper bound (`None` before a baseline), exposure."""

    day: date
    observed: int
    expected: float | None
    upperbound: float | None
    exposure: float


@dataclass(frozen=True, slots=True)
class Flag:
    """A day that the picture names."""

    day: date
    label: str
    kind: Literal["onset", "peak", "end", "event"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A timeline: its days, the wave's span in them, and the days that are named. The caption is a statement."""

    title: str
    description: str
    caption: Sentence
    days: tuple[Day, ...]
    flags: tuple[Flag, ...]
    wave: tuple[date, date]
    onset_between: tuple[date, date]
    table: Table


@dataclass(frozen=True, slots=True)
class Command:
    """A line to type, with a label that says what for."""

    label: str
    line: str


Block = Paragraph | Listing | Table | Picture | Command


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    section_id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the wave, shown or not, cited by its headline where that can be quoted."""

    source_id: str
    original: bool
    cited: Citation


@dataclass(frozen=True, slots=True)
class Repeat:
    """One copy of the wave, shown or not."""

    link_id: str
    document_id: str
    original_id: str
    score: float
    reasons: tuple[str, ...]
    lag_s: float | None


@dataclass(frozen=True, slots=True)
class Brief:
    """What happened in one wave, as of one snapshot, in the order in which a reader asks."""

    wave_id: str
    workspace: str
    snapshot: int
    drawn_at: str
    language: str
    title: Sentence
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    evidence: tuple[Item, ...]
    copies: tuple[Repeat, ...]


def statements(brief: Brief) -> Iterator[tuple[str, Sentence | Row]]:
    """Every statement with the identifier of the section it stands in, in the order of reading."""
    yield "title", brief.title
    for sentence in brief.lead:
        yield "lead", sentence
    for section in brief.sections:
        for block in section.blocks:
            for statement in _of_block(block):
                yield section.section_id, statement


def citations(brief: Brief) -> tuple[Citation, ...]:
    """The distinct citations in the order in which they are first met: the n-th is shown as [n]."""
    return tuple(dict.fromkeys(cited for _, statement in statements(brief) for cited in statement.citations))


def as_phrase(statement: Sentence | Row) -> Phrase:
    """A statement's words with its marks; a row's cells with a bar between them, as in its text."""
    if isinstance(statement, Sentence):
        return Phrase(statement.text, statement.marks)
    marks, at = [], 0
    for cell in statement.cells:
        marks += [Mark(mark.start + at, mark.stop + at, mark.kind, mark.language) for mark in cell.marks]
        at += len(cell.text) + len(BAR)
    return Phrase(statement.text, tuple(marks))


def _of_block(block: Block) -> tuple[Sentence | Row, ...]:
    if isinstance(block, Paragraph | Listing):
        return block.sentences
    if isinstance(block, Table):
        return block.rows
    if isinstance(block, Picture):
        return (block.caption, *block.table.rows)
    return ()
