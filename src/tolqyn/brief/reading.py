"""Read a written brief back: its citations, and every statement as a reader sees it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from lxml import html as lxml_html

from tolqyn.brief import markdown
from tolqyn.brief.accounting import Split, split
from tolqyn.brief.ledger import citation_from_json, seal_of
from tolqyn.brief.page import BLOCK_ID, seal_of_page
from tolqyn.brief.parts import BAR, Citation, Mark, Phrase
from tolqyn.model.errors import Invalid

Ending = Literal[".html", ".md", ".json"]


@dataclass(frozen=True, slots=True)
class Visible:
    """A statement as it stands before a reader, and the numbers of the citations beside it.

    `words` tells our own words from quotations and names; `None` for a line that nobody marked.
    """

    where: str
    text: str
    numbers: tuple[int, ...]
    words: Split | None


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds. `cited` are numbered citations, `evidence` the wave's other documents.

    `broken` says what does not fit inside the file itself: a sentence that differs from its record, a broken seal.
    `sealed` is false for what was written by hand, where only citations, quotations and figures can be checked.
    """

    cited: dict[int, Citation]
    visible: tuple[Visible, ...]
    evidence: tuple[Citation, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    sealed: bool = True
    language: str = "en"


def read_citations(text: str, ending: str) -> list[Citation]:
    """Every citation of a written brief (`.html`, `.md` or `.json`), then its evidence, each once.

    Raises `Invalid` where the file is no brief, or its record of citations cannot be read.
    """
    return every_citation(read_written(text, ending))


def every_citation(written: Written) -> list[Citation]:
    """Citations of a brief that was read back, then its evidence, each once."""
    shown = list(written.cited.values())
    known = {cited.document_id for cited in shown}
    return shown + [item for item in written.evidence if item.document_id not in known]


def read_written(text: str, ending: str) -> Written:
    """A written brief with its statements, and what is broken in it."""
    readers = {".html": _of_html, ".htm": _of_html, ".md": _of_markdown, ".json": _of_json}
    reader = readers.get(ending.lower())
    if reader is None:
        raise Invalid(
            f"a brief that ends in {ending!r} cannot be verified", "give a file that ends in .html, .md or .json"
        )
    try:
        return reader(text.removeprefix("\ufeff"))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
        raise Invalid(
            f"the record of citations in this {ending} file cannot be read: {fault!r}",
            "write the brief again with `tolqyn brief WAVE_ID -o FILE`, and verify that file",
        ) from fault


def _of_json(text: str) -> Written:
    content = json.loads(text)
    written = _of_ledger(content)
    visible = tuple(
        Visible(f"sentence {said['id']}", said["text"], tuple(said["citations"]), _split_of(said))
        for said in content["sentences"]
    )
    return _with(written, visible, _faults_of_ledger(content))


def _split_of(said: dict[str, Any]) -> Split:
    return split(Phrase(said["text"], tuple(Mark(*mark) for mark in said["marks"])))


def _of_html(text: str) -> Written:
    found = re.search(
        rf'<script type="application/json" id="{BLOCK_ID}" data-page="(sha256:[0-9a-f]{{64}})">(.*?)</script>',
        text,
        re.DOTALL,
    )
    if found is None:
        raise ValueError("it has no block of citations")
    content = json.loads(found[2])
    visible = tuple(_visible_in(text))
    broken = _faults_of_ledger(content) + _unlike(visible, content)
    if seal_of_page(text[: found.start()], text[found.end() :]) != found[1]:
        broken.append(("the page", "it was changed after it was written: its text no longer fits its seal"))
    return _with(_of_ledger(content), visible, broken)


def _visible_in(text: str) -> list[Visible]:
    """Elements that carry citations, without the links to them; a table's row is its cells with a bar between."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    page: Any = lxml_html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    found = []
    for element in page.xpath("//*[@data-citations]"):
        for links in element.xpath('.//*[@class="cites"]'):
            links.drop_tree()
        cells = element.xpath(".//*[@data-cell]") if element.tag == "tr" else [element]
        words = BAR.join(cell.text_content() for cell in cells)
        foreign = tuple(part.text_content() for cell in cells for part in cell.xpath(".//bdi"))
        own = BAR.join("".join(cell.xpath(".//text()[not(ancestor::bdi)]")) for cell in cells)
        numbers = tuple(int(number) for number in element.get("data-citations").split())
        where = f"sentence {element.get('data-sentence')}"
        found.append(Visible(where, words, numbers, Split(own, tuple(filter(None, foreign)))))
    return found


def _unlike(visible: tuple[Visible, ...], content: dict[str, Any]) -> list[tuple[str, str]]:
    """Visible statements that differ from the record, and recorded ones that a reader does not see."""
    recorded = {f"sentence {said['id']}": said for said in content["sentences"]}
    broken = []
    for seen in visible:
        said = recorded.get(seen.where)
        if said is None:
            broken.append((seen.where, f"the page says “{seen.text}”, and its record has no such sentence"))
        elif said["text"] != seen.text:
            broken.append((seen.where, f"the page says “{seen.text}”, its record “{said['text']}”"))
        elif sorted(said["citations"]) != sorted(seen.numbers):
            broken.append((seen.where, "the page cites other records than its record of citations"))
    seen_names = {seen.where for seen in visible}
    broken += [(name, "the page no longer shows it") for name in recorded if name not in seen_names]
    return broken


def _of_ledger(content: dict[str, Any]) -> Written:
    cited = {one["number"]: citation_from_json(one) for one in content["citations"]}
    evidence = tuple(citation_from_json(item) for item in content["evidence"])
    return Written(cited, (), evidence, language=content["language"])


def _faults_of_ledger(content: dict[str, Any]) -> list[tuple[str, str]]:
    if content.get("seal") != seal_of(content):
        return [("the record of citations", "it was changed after it was written: it no longer fits its seal")]
    return []


def read_ledger(content: dict[str, Any], seen: Iterable[tuple[str, str]]) -> Written:
    """A brief from its JSON and the statements that a reader sees in some other form, each with its name."""
    try:
        numbers = {said["id"]: tuple(said["citations"]) for said in content["sentences"]}
        visible = tuple(Visible(f"sentence {name}", text, numbers.get(name, ()), None) for name, text in seen)
        return _with(_of_ledger(content), visible, _faults_of_ledger(content) + _unlike(visible, content))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
        raise Invalid(f"its record of citations cannot be read: {fault!r}", "write the brief again") from fault


def _of_markdown(text: str) -> Written:
    found = markdown.SEAL.search(text)
    body = text[: found.start()] + text[found.end() :] if found else text
    read = [(line, markdown.citation_of_line(line)) for line in body.splitlines()]
    cited = dict(entry for _, entry in read if entry is not None)
    plain = [(n, line) for n, (line, entry) in enumerate(read, 1) if entry is None]
    visible = tuple(seen for n, line in plain for seen in _visible_line(n, line, found is not None))
    if not cited:
        raise ValueError("it has no list of citations")
    if found is None:
        return Written(cited, visible, sealed=False)
    seal = json.loads(found[1])
    return _with(Written(cited, (), language=seal["language"]), visible, _faults_of_markdown(body, visible, seal))


def _faults_of_markdown(body: str, visible: tuple[Visible, ...], seal: dict[str, Any]) -> list[tuple[str, str]]:
    known, shown = set(seal["statements"]), {markdown.seal_of_statement(seen.text) for seen in visible}
    broken = [
        (seen.where, f"“{seen.text}” is not what was written here")
        for seen in visible
        if markdown.seal_of_statement(seen.text) not in known
    ]
    broken += [("a sentence", "it is no longer shown, or was changed")] * len(known - shown)
    if markdown.seal_of_text(body) != seal["text"]:
        broken.append(("the text", "it was changed after it was written: it no longer fits its seal"))
    return broken


_REFERENCES = re.compile(r"\s*\|?\s*((?:\[\d+(?:–\d+)?\]\s*)+)\|?\s*$")
_LEADERS = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|\|\s+|>\s+)?")


def _visible_line(number: int, line: str, sealed: bool) -> list[Visible]:
    """The statement of a line, if it ends in references to citations."""
    found = _REFERENCES.search(line)
    if found is None:
        return []
    said = _LEADERS.sub("", line[: found.start()])
    foreign = tuple(markdown.unmarked(part) for part in markdown.ISOLATED.findall(said))
    own = markdown.unmarked(markdown.ISOLATED.sub(" ", said))
    numbers: list[int] = []
    for first, last in re.findall(r"\[(\d+)(?:–(\d+))?\]", found[1]):
        numbers += range(int(first), int(last or first) + 1)
    words = Split(own, tuple(filter(None, foreign))) if foreign or sealed else None
    return [Visible(f"line {number}", markdown.unmarked(said).strip(), tuple(numbers), words)]


def _with(written: Written, visible: tuple[Visible, ...], broken: list[tuple[str, str]]) -> Written:
    return Written(written.cited, visible, written.evidence, tuple(broken), written.sealed, written.language)
