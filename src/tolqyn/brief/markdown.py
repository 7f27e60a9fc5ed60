"""A brief as Markdown: one statement a line, its citations as a numbered list that `verify` reads back."""

import hashlib
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from tolqyn.brief.ledger import (
    FORMAT,
    citation_from_json,
    citation_to_json,
    named_statements,
    numbered_citations,
    quiet_json,
)
from tolqyn.brief.parts import Block, Brief, Citation, Command, Listing, Paragraph, Picture, Place, Table
from tolqyn.brief.phrases import wording
from tolqyn.brief.runs import Register, Run, Shown
from tolqyn.model.identifiers import digest_of

ISOLATE, RELEASE = "\u2068", "\u2069"
"""First strong isolate and its end: names and quotations cannot turn the direction of the line they stand in."""

ISOLATED = re.compile(f"{ISOLATE}([^{ISOLATE}{RELEASE}]*){RELEASE}")
SEAL = re.compile(r"^<!-- tolqyn-seal (\{.*\}) -->$", re.MULTILINE)
_MARKED = re.compile(r"([\\`*_{}\[\]#|~!$^])")
_UNMARKED = re.compile(r"\\([\\`*_{}\[\]#|~!$^])")
_CITATION = re.compile(
    r"^\s*(?P<number>\d+)[.)]\s+(?P<kind>quotation|document|figure)?\s*"
    r"`(?P<what>[^`]+)`(?:\s+`(?P<more>\{[^`]*\})`)?\s*$"
)
_PLACE = re.compile(
    r"^(?P<document>\S+) (?P<capture>\S+) (?P<digest>sha256:[0-9a-f]{64}) (?P<file>\S+)@(?P<offset>\d+)"
    r"(?: (?P<start>\d+)-(?P<stop>\d+))?$"
)


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown, sealed in its last line by a digest over the text and one over each statement."""
    numbers = numbered_citations(brief)
    register = Register(named_statements(brief), numbers)
    lines = list(_body(brief, register))
    words = wording(brief.language)
    for table in folded_tables(brief):
        lines += ["", f"## {words.label('page.tables')}", "", *_table(table, register)]
    lines += ["", f"## {words.label('page.citations')}", ""]
    lines += [citation_line(number, cited) for cited, number in numbers.items()]
    text = "\n".join(lines) + "\n"
    seal = {
        "format": FORMAT,
        "language": brief.language,
        "text": seal_of_text(text),
        "statements": [seal_of_statement(statement.text) for statement in register.names],
    }
    return f"{text}\n<!-- tolqyn-seal {json.dumps(seal)} -->\n"


def folded_tables(brief: Brief) -> list[Table]:
    """Tables that a page folds away, and a text puts after its sections."""
    pictures = [block for section in brief.sections for block in section.blocks if isinstance(block, Picture)]
    return [picture.table for picture in pictures]


def seal_of_text(text: str) -> str:
    """Digest over the lines of a text; blank lines and blanks at line ends do not count."""
    lines = [line.rstrip() for line in text.splitlines()]
    return digest_of("\n".join(line for line in lines if line).encode("utf-8", "surrogatepass"))


def seal_of_statement(text: str) -> str:
    """Sixteen hexadecimal digits over one statement."""
    return hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()[:16]


def citation_line(number: int, cited: Citation) -> str:
    """One entry of the numbered list: kind, where the bytes lie, and everything else as JSON."""
    content = citation_to_json(cited)
    if cited.place is None:
        asked = {"arguments": content["arguments"], "value": content["value"]}
        return f"{number}. figure `{cited.name}` `{quiet_json(asked)}`"
    place = cited.place
    span = f" {cited.start}-{cited.stop}" if cited.kind == "quotation" else ""
    where = f"{cited.document_id} {place.capture_id} {place.digest} {quote(place.warc_file)}@{place.warc_offset}{span}"
    keys = ("text", "source", "published_at", "language", "address", "arguments")
    shown = {key: content[key] for key in keys if key in content}
    return f"{number}. {cited.kind} `{where}` `{quiet_json(shown)}`"


def citation_of_line(line: str) -> tuple[int, Citation] | None:
    """Read an entry of the list back; `None` where the line is not one.

    By hand, `1. `doc_… cap_… sha256:… file.warc.gz@123 10-52`` is enough.
    """
    found = _CITATION.match(line)
    if found is None:
        return None
    more = json.loads(found["more"]) if found["more"] else {}
    if found["kind"] == "figure":
        return int(found["number"]), citation_from_json(
            {"kind": "figure", "name": found["what"], "arguments": {}, "value": None, **more}
        )
    place = _PLACE.match(found["what"])
    if place is None:
        return None
    where = Place(
        place["capture"], more.get("address", ""), place["digest"], unquote(place["file"]), int(place["offset"])
    )
    start, stop = (int(place["start"]), int(place["stop"])) if place["start"] else (None, None)
    return int(found["number"]), Citation(
        "quotation" if start is not None else "document",
        tuple(more.get("arguments", {}).items()),
        document_id=place["document"],
        place=where,
        start=start,
        stop=stop,
        text=more.get("text"),
        source=more.get("source"),
        published_at=more.get("published_at"),
        language=more.get("language"),
    )


def marked(text: str) -> str:
    """Text that Markdown and HTML leave as it is.

    >>> marked("<b>*Сенсация*</b>"), unmarked(marked("<b>*Сенсация*</b> &amp;"))
    ('&lt;b&gt;\\\\*Сенсация\\\\*&lt;/b&gt;', '<b>*Сенсация*</b> &amp;')
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKED.sub(r"\\\1", text)


def unmarked(text: str) -> str:
    """The text as it was before `marked`, without isolates."""
    text = _UNMARKED.sub(r"\1", text.replace(ISOLATE, "").replace(RELEASE, ""))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _body(brief: Brief, register: Register) -> Iterator[str]:
    yield f"# {_line(register.shown(brief.title))}"
    yield ""
    for sentence in brief.lead:
        yield _line(register.shown(sentence))
    for section in brief.sections:
        yield from ("", f"## {section.heading}")
        for block in section.blocks:
            yield ""
            yield from _block(block, register)


def _block(block: Block, register: Register) -> Iterator[str]:
    match block:
        case Paragraph(sentences):
            yield from (_line(register.shown(sentence)) for sentence in sentences)
        case Listing(label, sentences, numbered):
            yield from (f"{label}:", "")
            for order, sentence in enumerate(sentences, 1):
                yield f"{f'{order}.' if numbered else '-'} {_line(register.shown(sentence))}"
        case Command(label, line):
            yield from (label, "", f"    {line}")
        case Table():
            yield from _table(block, register)
        case Picture():
            yield _line(register.shown(block.caption))


def _table(table: Table, register: Register) -> Iterator[str]:
    yield from (f"{table.caption}:", "")
    yield "| " + " | ".join(column.heading for column in table.columns) + " | |"
    yield "| " + " | ".join("--:" if column.kind == "number" else "---" for column in table.columns) + " | --- |"
    for row in table.rows:
        shown = register.shown(row)
        yield "| " + " | ".join(_words(cell) for cell in shown.cells) + f" | {_numbers(shown)} |"


def _line(shown: Shown) -> str:
    return f"{_words(shown.cells[0])} {_numbers(shown)}"


def _numbers(shown: Shown) -> str:
    return " ".join(f"[{one.label}]" for one in shown.ranges)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(
        marked(r.text) if r.kind in ("own", "moment") else f"{ISOLATE}{marked(r.text)}{RELEASE}" for r in runs
    )
