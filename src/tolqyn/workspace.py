"""The public face: one object for a workspace, thin over the floors below."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tolqyn import brief as briefs
from tolqyn import export as exports
from tolqyn import extract
from tolqyn.answers import Answers
from tolqyn.brief.parts import Value
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Invalid
from tolqyn.model.run import Judgement, Run, Verdict
from tolqyn.model.settings import Source
from tolqyn.pipeline.accounts import Finding, accounts, check
from tolqyn.pipeline.advance import Advance
from tolqyn.pipeline.cluster import Ray
from tolqyn.pipeline.collecting import collect_round, find_source
from tolqyn.pipeline.engine import Engine, Here, Local
from tolqyn.pipeline.importing import finish_imports, import_files
from tolqyn.pipeline.indexing import index_documents
from tolqyn.pipeline.intake import Intake
from tolqyn.pipeline.judging import judge, judgement_of
from tolqyn.pipeline.steps import made_by_all
from tolqyn.pipeline.unfinished import Intent, folder_of, unfinished
from tolqyn.queries.findings import WaveFindings
from tolqyn.queries.tracing import Tracer
from tolqyn.store import Writer, add_source

ENGINES: dict[str, type[Local] | type[Ray] | type[Here]] = {"local": Local, "ray": Ray, "here": Here}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Workspace(Answers):
    """A folder with sources, archive, tables and judgements: all that can be asked of it, and all that changes it."""

    def import_files(self, intent: Intent) -> list[Run]:
        """Take files in: into the archive, then into the tables."""
        with self._writing() as writer:
            return import_files(self.place, self.settings, intent, Intake(self.place, writer, _now), self.progress)

    def add(self, address: str, name: str | None = None) -> Source:
        """Find a source from its address and add it to `tolqyn.toml`."""
        settings = self.settings
        found = find_source(address, settings.politeness)
        source = replace(found, name=name) if name else found
        add_source(self.place.settings, source)
        return source

    def collect(self) -> list[Run]:
        """Fetch what is due, into the archive."""
        with self._writing() as writer:
            return collect_round(self.settings, Intake(self.place, writer, _now), self.progress)

    def judge(self, item_id: str, verdict: Verdict, by: str, said: tuple[str | None, str | None]) -> Judgement:
        """Note what a person decided about a thing; `said` are the other thing of a pair, and a note."""
        for name in (item_id, said[0]):
            if name is not None:
                self.show(name)
        return judge(self.place, judgement_of(item_id, verdict, by, _now(), said))

    def run(self, engine: str | None = None) -> list[Run]:
        """Finish what was begun, then bring every stage up to date; nothing to do is an empty list."""
        chosen = engine or self.settings.engine
        if chosen not in ENGINES:
            raise Invalid(f"no such engine: {chosen}", f"choose one of: {', '.join(ENGINES)}")
        hands: Engine = ENGINES[chosen]()
        with self._writing() as writer:
            runs = finish_imports(self.place, self.settings, writer, _now, self.progress)
            runs += Intake(self.place, writer, _now).adopt()
            runs += Advance(self.place, self.settings, hands, _now, self.progress).bring_up(writer)
            if runs:
                writer.compact()
            index_documents(self.store, self.index, made_by_all(self.settings)["extract"], self.progress)
        return runs

    def verify(self, path: Path) -> briefs.Report | exports.PackReport:
        """Check a brief against the archived bytes and the tables, a pack of evidence (.wacz) against itself."""
        if not path.is_file():
            raise Invalid(f"no such file: {path}", "name a file that tolqyn brief or tolqyn export has written")
        if path.suffix == ".wacz":
            return exports.verify_pack(path)
        written = briefs.read_back(path.read_bytes(), path.suffix.lower())
        return briefs.verify_brief(written, Proof(self, self._tracer()))

    def check(self) -> list[Finding]:
        """What does not agree, is damaged, silent or unfinished."""
        self.place.required()
        begun = [
            Finding("unfinished", " ".join(intent.paths), f"an import of {intent.kind} was begun", "tolqyn run")
            for intent in unfinished(folder_of(self.place))
        ]
        return [*begun, *check(self.place, self.view())]

    def accounts(self) -> dict[str, Any]:
        """What every stage took in, gave out and turned away, summed over all runs."""
        return accounts(self.view())

    def _tracer(self) -> Tracer:
        known = {source.source_id: source for source in self.settings.sources}

        def reread(capture: Any, payload: bytes) -> Any:
            return extract.extract(capture, payload, extract.Options(now=capture.captured_at, sources=known))

        return Tracer(self.place, self.view(), reread)

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        self.place.required()
        with self.store.writer() as writer:
            yield writer


@dataclass(slots=True)
class Proof:
    """What a verification asks: bytes of the archive, and figures of the tables as they were when a brief was drawn."""

    workspace: Workspace
    tracer: Tracer
    _drawn: dict[tuple[str, int], WaveFindings] = field(default_factory=dict)

    def capture(self, capture_id: str) -> Capture:
        """The capture's row."""
        return self.tracer.capture(capture_id)

    def payload(self, capture_id: str) -> bytes:
        """Archived bytes with their digest verified."""
        return self.tracer.payload(capture_id)

    def reread(self, capture_id: str) -> list[Document]:
        """What today's extractor reads from the archived bytes."""
        return self.tracer.reread(capture_id)

    def figure(self, name: str, arguments: Mapping[str, str | int]) -> Value:
        """A named figure, asked again of the tables at the brief's snapshot."""
        drawn = str(arguments["wave_id"]), int(arguments["snapshot"])
        if drawn not in self._drawn:
            self._drawn[drawn] = self.workspace.findings(*drawn)
        return briefs.evaluate(self._drawn[drawn], name, arguments)
