"""A brief as a text document (.docx) for an editor, with its JSON inside for `verify`."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape
from zipfile import BadZipFile

import docx
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line
from lxml.etree import LxmlError

from tolqyn.brief.ledger import ledger, named_statements, numbered_citations, quiet_json
from tolqyn.brief.page import value_text
from tolqyn.brief.parts import BAR, Block, Brief, Citation, Command, Listing, Paragraph, Picture, Row, Sentence, Table
from tolqyn.brief.phrases import wording
from tolqyn.brief.reading import Written, read_ledger
from tolqyn.brief.runs import Register, Run, Shown
from tolqyn.model.errors import Invalid

CITES = "Tolqyn citation"
LEDGER = "/customXml/tolqyn.xml"
_STATEMENT = re.compile(r"s\d+")


def render_docx(brief: Brief) -> bytes:
    """The document; each statement carries a bookmark with its name, each citation stands in the list at the end."""
    document = docx.Document()
    document.core_properties.title = brief.title.text
    document.core_properties.author = "tolqyn"
    document.styles.add_style(CITES, WD_STYLE_TYPE.CHARACTER).font.size = Pt(8)
    numbers = numbered_citations(brief)
    page = _Page(document, Register(named_statements(brief), numbers), wording(brief.language).label)
    page.write(brief)
    page.citations(numbers)
    blob = f"<tolqyn>{escape(quiet_json(ledger(brief)))}</tolqyn>".encode()
    part = Part(PackURI(LEDGER), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def read_docx(payload: bytes) -> Written:
    """A document read back: its JSON, and every bookmarked statement as a reader sees it."""
    try:
        document = docx.Document(io.BytesIO(payload))
        parts = [part for part in document.part.package.iter_parts() if str(part.partname) == LEDGER]
        content = json.loads(_unwrapped(parts[0].blob)) if parts else None
    except (PackageNotFoundError, BadZipFile, LxmlError, ValueError, KeyError) as fault:
        raise Invalid(f"this document cannot be read: {fault}", "write it again with `tolqyn brief`") from fault
    if content is None:
        raise Invalid("this document carries no brief", "give one that `tolqyn brief WAVE_ID -o FILE.docx` wrote")
    return read_ledger(content, _seen(document))


class _Page:
    """Writes blocks one below the other."""

    def __init__(self, document: Docx, register: Register, label: Any) -> None:
        self._document, self._register, self._label = document, register, label

    def write(self, brief: Brief) -> None:
        """The brief in the order of its page; the picture gives its caption and its table of days."""
        self._say(brief.title, "Title")
        for sentence in brief.lead:
            self._say(sentence)
        for section in brief.sections:
            self._document.add_heading(section.heading, 1)
            for block in section.blocks:
                self._block(block)

    def citations(self, numbers: dict[Citation, int]) -> None:
        """The numbered list: what is asked again, or where the bytes lie."""
        self._document.add_heading(self._label("page.citations"), 1)
        for cited, number in numbers.items():
            self._document.add_paragraph(f"[{number}] {_cited(cited)}").paragraph_format.space_after = Pt(2)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(sentences):
                for sentence in sentences:
                    self._say(sentence)
            case Listing(label, sentences, numbered):
                self._document.add_paragraph(label, "Heading 3")
                for sentence in sentences:
                    self._say(sentence, "List Number" if numbered else "List Bullet")
            case Command(label, line):
                self._document.add_paragraph(f"{label} {line}")
            case Table():
                self._table(block)
            case Picture():
                self._say(block.caption)
                self._table(block.table)

    def _say(self, sentence: Sentence, style: str | None = None) -> None:
        shown = self._register.shown(sentence)
        line = self._document.add_paragraph(style=style)
        _words(line, shown.cells[0], shown.name)
        _refer(line, shown)

    def _table(self, table: Table) -> None:
        self._document.add_paragraph(table.caption, "Caption")
        grid = self._document.add_table(rows=1, cols=len(table.columns) + 1, style="Table Grid")
        for cell, column in zip(grid.rows[0].cells, table.columns, strict=False):
            cell.text = column.heading
        for row in table.rows:
            self._row(grid.add_row().cells, row)

    def _row(self, cells: Any, row: Row) -> None:
        shown = self._register.shown(row)
        for cell, runs in zip(cells, shown.cells, strict=False):
            _words(cell.paragraphs[0], runs, shown.name)
        _refer(cells[-1].paragraphs[0], shown)


def _words(line: Line, runs: tuple[Run, ...], name: str) -> None:
    """Runs of a statement between the two ends of a bookmark; quotations and names in italics."""
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), name.removeprefix("s"))
    start.set(qn("w:name"), name)
    line._p.append(start)
    for run in runs:
        line.add_run(run.text).italic = run.kind in ("quotation", "name") or None
    stop = OxmlElement("w:bookmarkEnd")
    stop.set(qn("w:id"), name.removeprefix("s"))
    line._p.append(stop)


def _refer(line: Line, shown: Shown) -> None:
    line.add_run(" " + " ".join(f"[{one.label}]" for one in shown.ranges), style=CITES)


def _cited(cited: Citation) -> str:
    if cited.place is None:
        return value_text(cited)
    place = cited.place
    words = f"“{cited.text}” " if cited.text else ""
    return f"{words}{cited.source or ''} {place.address} {place.warc_file}@{place.warc_offset} {place.digest}"


def _seen(document: Docx) -> Iterator[tuple[str, str]]:
    """Each bookmarked statement with its words; the cells of a row with a bar between them."""
    found: dict[tuple[str, Any], list[str]] = {}
    for start in document.element.body.iter(qn("w:bookmarkStart")):
        name = start.get(qn("w:name"))
        if name and _STATEMENT.fullmatch(name):
            around = next(start.iterancestors(qn("w:tr")), start.getparent())
            found.setdefault((name, around), []).append("".join(_between(start)))
    return ((name, BAR.join(cells)) for (name, _), cells in found.items())


def _between(start: Any) -> list[str]:
    words: list[str] = []
    for element in start.itersiblings():
        if element.tag == qn("w:bookmarkEnd"):
            break
        words += [text.text or "" for text in element.iter(qn("w:t"))]
    return words


def _unwrapped(blob: bytes) -> str:
    """The JSON inside the part: our own five entities and nothing else are undone."""
    body = blob.decode("utf-8").removeprefix("<tolqyn>").removesuffix("</tolqyn>")
    return body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
