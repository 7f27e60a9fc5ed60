"""Nothing is shown unchecked: each sentence cited, each quotation verbatim, each figure what the findings hold."""

from dataclasses import dataclass

from tolqyn.brief.accounting import split, unaccounted, unsupported
from tolqyn.brief.citing import place_of
from tolqyn.brief.figures import digest_of_days, documents_of, evaluate, moment_of
from tolqyn.brief.parts import Brief, Citation, Picture, as_phrase, statements
from tolqyn.brief.phrases import wording
from tolqyn.brief.quoting import shown_name
from tolqyn.model.errors import TolqynError
from tolqyn.queries.findings import Exhibit, WaveFindings


@dataclass(slots=True)
class Unsound(TolqynError):
    """A sentence says what the findings do not hold: a fault of this program, and the brief is not shown."""

    sentence: str
    fault: str

    def __str__(self) -> str:
        return f"internal error, the brief is not written: {self.fault}\nin the sentence: {self.sentence}"


def check(brief: Brief, findings: WaveFindings) -> None:
    """Raise `Unsound`, naming the sentence, unless everything in the brief stands in the findings."""
    documents, locale = documents_of(findings), wording(brief.language).locale
    for _, statement in statements(brief):
        if not statement.citations:
            raise Unsound(statement.text, "it carries no citation")
        for cited in statement.citations:
            fault = _fault(cited, findings, documents)
            if fault is not None:
                raise Unsound(statement.text, fault)
        words = split(as_phrase(statement))
        for number in unaccounted(words.own, statement.citations, locale):
            raise Unsound(statement.text, f"no cited figure gives {number}")
        for quote in unsupported(words, statement.citations):
            raise Unsound(statement.text, f"{quote!r} is not among its citations")
    for item in brief.evidence:
        fault = _fault(item.cited, findings, documents)
        if fault is not None:
            raise Unsound(f"evidence {item.cited.document_id}", fault)
    _check_pictures(brief)


def _fault(cited: Citation, findings: WaveFindings, documents: dict[str, Exhibit]) -> str | None:
    """What is wrong with a citation, `None` if nothing is."""
    if cited.kind == "figure":
        held = evaluate(findings, cited.name or "", dict(cited.arguments))
        return None if held == cited.value else f"{cited.name} is {held!r}, not {cited.value!r}"
    exhibit = documents.get(cited.document_id or "")
    if exhibit is None:
        return f"the findings hold no document {cited.document_id}"
    if cited.place != place_of(exhibit.capture) or exhibit.capture.capture_id != exhibit.document.capture_id:
        return f"document {cited.document_id} does not come from the capture that is cited"
    known = (shown_name(exhibit.source_name), moment_of(exhibit.document), exhibit.document.language)
    if (cited.source, cited.published_at, cited.language) != known:
        return f"source, date or language of {cited.document_id} differ from the findings"
    if cited.kind == "quotation" and exhibit.document.reading[cited.start : cited.stop] != cited.text:
        return f"{cited.text!r} does not stand at {cited.start}..{cited.stop} of {cited.document_id}"
    return None


def _check_pictures(brief: Brief) -> None:
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                drawn = [[d.day.isoformat(), d.observed, d.expected, d.upperbound, d.exposure] for d in block.days]
                if digest_of_days(drawn) not in {cited.value for cited in block.caption.citations}:
                    raise Unsound(block.caption.text, "the picture draws other days than its citation holds")
