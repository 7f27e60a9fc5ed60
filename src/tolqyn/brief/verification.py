"""Check a written brief against the archive: bytes, quotations, figures, and the words that a reader sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tolqyn.brief.accounting import split_by_hand, unaccounted, unsupported
from tolqyn.brief.parts import Citation, Value
from tolqyn.brief.phrases import wording
from tolqyn.brief.reading import Visible, Written, every_citation, read_written
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Damaged, TolqynError
from tolqyn.model.identifiers import digest_of


class Tracer(Protocol):
    """What verification asks of a workspace. It pays to keep the findings of a wave between calls of `figure`."""

    def capture(self, capture_id: str) -> Capture:
        """The capture's row; raises a `TolqynError` where there is none."""

    def payload(self, capture_id: str) -> bytes:
        """Archived bytes; raises `Damaged`, naming the record, where they cannot be read."""

    def reread(self, capture_id: str) -> list[Document]:
        """Documents that today's extractor reads from these bytes."""

    def figure(self, name: str, arguments: Mapping[str, str | int]) -> Value:
        """A named figure, asked of the tables at the snapshot that the arguments name: `tolqyn.brief.evaluate`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that does not hold: which citation or sentence, which record, and what differs."""

    what: str
    record: str | None
    differs: str

    def __str__(self) -> str:
        return f"{self.what}: {self.differs}" + (f"\n  record: {self.record}" if self.record else "")


@dataclass(frozen=True, slots=True)
class Report:
    """How a verification ended. `checked` counts citations, `statements` sentences; `notes` do not fail it."""

    checked: int
    statements: int
    failures: tuple[Failure, ...]
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Did everything hold?"""
        return not self.failures


@dataclass(slots=True)
class _Bench:
    """What one verification has read already: each record is read once."""

    tracer: Tracer
    faults: dict[str, str | None] = field(default_factory=dict)
    captures: dict[str, Capture] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def capture(self, capture_id: str) -> Capture:
        if capture_id not in self.captures:
            self.captures[capture_id] = self.tracer.capture(capture_id)
        return self.captures[capture_id]

    def reread(self, capture_id: str) -> list[Document]:
        if capture_id not in self.documents:
            self.documents[capture_id] = self.tracer.reread(capture_id)
        return self.documents[capture_id]


def verify(citations: Iterable[Citation], tracer: Tracer) -> Report:
    """Check each citation: digest of its bytes, quotation in what is re-read from them, figure asked again.

    A quotation passes where it stands verbatim in some document that is re-read from its bytes, so a newer extractor
    breaks no old brief. Nothing stops at the first failure.
    """
    bench, cited = _Bench(tracer), list(citations)
    failures = _failures(dict(enumerate(cited, 1)), bench)
    return Report(len(cited), 0, tuple(failures), tuple(bench.notes))


def verify_written(text: str, ending: str, tracer: Tracer) -> Report:
    """Check a written brief as a whole: every citation and all evidence, and every sentence that a reader sees.

    Raises `Invalid` where the file is no brief.
    """
    return verify_brief(read_written(text, ending), tracer)


def verify_brief(written: Written, tracer: Tracer) -> Report:
    """Check a brief that was read back from whatever form."""
    bench, every = _Bench(tracer), every_citation(written)
    numbered = {**written.cited, **dict(enumerate(every[len(written.cited) :], max(written.cited, default=0) + 1))}
    failures = [Failure(what, None, differs) for what, differs in written.broken]
    failures += _failures(numbered, bench)
    for seen in written.visible:
        failures += _failures_of(seen, written, bench)
    if not written.sealed:
        bench.notes[
            "written by hand: quotations, figures and records were checked, the wording around them cannot be"
        ] = None
    return Report(len(every), len(written.visible), tuple(failures), tuple(bench.notes))


def _failures(cited: Mapping[int, Citation], bench: _Bench) -> list[Failure]:
    failures = []
    for number, one in cited.items():
        try:
            differs = _differs(one, bench)
        except TolqynError as fault:
            differs = str(fault)
        if differs is not None:
            failures.append(Failure(f"citation [{number}]", record_of(one), differs))
    return failures


def record_of(cited: Citation) -> str | None:
    """Where the bytes of a citation lie, as a person can look them up."""
    place = cited.place
    return f"{place.warc_file}, offset {place.warc_offset}, capture {place.capture_id}" if place else None


def _differs(cited: Citation, bench: _Bench) -> str | None:
    """What does not hold in a citation, `None` if all does."""
    if cited.kind == "figure":
        if not _askable(cited):
            return "it does not say of which wave and snapshot"
        value = bench.tracer.figure(cited.name or "", dict(cited.arguments))
        return (
            None
            if _same(value, cited.value)
            else f"{cited.name} is {value!r} in the tables, {cited.value!r} in the brief"
        )
    return _bytes_differ(cited, bench) or _words_differ(cited, bench) or _facts_differ(cited, bench)


def _askable(cited: Citation) -> bool:
    """Do the arguments of a figure name a wave and a snapshot? All others depend on the figure."""
    given = dict(cited.arguments)
    return isinstance(given.get("wave_id"), str) and isinstance(given.get("snapshot"), int)


def _bytes_differ(cited: Citation, bench: _Bench) -> str | None:
    """Do the archived bytes have the digest that the brief gives, and the capture the address?"""
    place = cited.place
    if place is None:
        return "it names no record"
    if place.capture_id not in bench.faults:
        bench.faults[place.capture_id] = _fault_of_record(place.capture_id, bench)
    fault = bench.faults[place.capture_id]
    if fault is not None:
        return fault
    capture = bench.capture(place.capture_id)
    if capture.digest != place.digest:
        return f"the archived bytes have digest {capture.digest}, the brief says {place.digest}"
    if place.address and capture.address != place.address:
        return f"the bytes came from {capture.address}, the brief says {place.address}"
    if (capture.warc_file, capture.warc_offset) != (place.warc_file, place.warc_offset):
        bench.notes[f"capture {place.capture_id} now lies in {capture.warc_file} at {capture.warc_offset}"] = None
    return None


def _fault_of_record(capture_id: str, bench: _Bench) -> str | None:
    try:
        digest, recorded = digest_of(bench.tracer.payload(capture_id)), bench.capture(capture_id).digest
    except Damaged as damaged:
        return f"the archived record is damaged: {damaged}"
    return None if digest == recorded else f"the archived bytes have digest {digest}, they were stored as {recorded}"


def _words_differ(cited: Citation, bench: _Bench) -> str | None:
    """Does the quotation stand in what is re-read from the bytes?"""
    if cited.place is None:
        return "it names no record"
    documents = bench.reread(cited.place.capture_id)
    same = [document for document in documents if document.document_id == cited.document_id]
    if cited.kind == "document":
        if not same:
            bench.notes[f"document {cited.document_id} is read from its bytes under another name today"] = None
        return None if documents else f"no document can be read from the bytes of {cited.document_id}"
    if cited.text is None:
        inside = same and cited.stop is not None and cited.stop <= len(same[0].reading)
        return None if inside else f"document {cited.document_id} has no stretch {cited.start}-{cited.stop}"
    if any(document.reading[cited.start : cited.stop] == cited.text for document in same):
        return None
    if not same and any(cited.text in document.reading for document in documents):
        bench.notes[f"document {cited.document_id} is read from its bytes under another name today"] = None
        return None
    return f"“{cited.text}” does not stand at {cited.start}-{cited.stop} of {cited.document_id}"


def _facts_differ(cited: Citation, bench: _Bench) -> str | None:
    """Are source, moment and language those that the tables held at the snapshot?"""
    if not cited.arguments:
        return None
    if not _askable(cited):
        return "it does not say of which wave and snapshot"
    for name, said in (("source", cited.source), ("published_at", cited.published_at), ("language", cited.language)):
        held = bench.tracer.figure(f"document.{name}", dict(cited.arguments))
        if held != said:
            return f"{name} of {cited.document_id} is {held!r} in the tables, {said!r} in the brief"
    return None


def _failures_of(seen: Visible, written: Written, bench: _Bench) -> list[Failure]:
    """What a visible sentence says without its citations holding it: a number, or a quotation."""
    unknown = [number for number in seen.numbers if number not in written.cited]
    cited = [written.cited[number] for number in seen.numbers if number in written.cited]
    failures = [Failure(seen.where, None, f"it cites [{number}], which is not in the list") for number in unknown]
    if not seen.numbers:
        failures.append(Failure(seen.where, None, "it carries no citation"))
    records = "; ".join(filter(None, dict.fromkeys(record_of(one) for one in cited))) or None
    words = seen.words or split_by_hand(seen.text, cited)
    if written.sealed or any(one.kind == "figure" for one in cited):
        loose = unaccounted(words.own, cited, wording(written.language).locale)
        if loose:
            failures.append(Failure(seen.where, records, f"no cited figure gives {', '.join(loose)}: “{seen.text}”"))
    for quote in unsupported(words, cited):
        if not _stands(quote, cited, bench):
            failures.append(Failure(seen.where, records, f"“{quote}” stands in no document that is cited"))
    return failures


def _stands(quote: str, cited: Iterable[Citation], bench: _Bench) -> bool:
    """Does a quotation of a sentence stand in a document that the sentence cites?"""
    for one in cited:
        if one.place is None:
            continue
        try:
            if any(quote in document.reading for document in bench.reread(one.place.capture_id)):
                return True
        except TolqynError:
            continue
    return False


def _same(left: Value, right: Value) -> bool:
    """Equal, and of one kind: 1 is not true, and a row equals a row."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(_same(one, other) for one, other in zip(left, right, strict=True))
    return left == right and isinstance(left, bool) == isinstance(right, bool)
