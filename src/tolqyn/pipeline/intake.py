"""What arrives goes into the archive first, then into the tables; what a crash left in the archive is adopted."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tolqyn import archive
from tolqyn.collect.imports import RejectedItem
from tolqyn.model.capture import Arrival, Capture, Fetch, Lead, capture_identity
from tolqyn.model.identifiers import digest_of, identify
from tolqyn.model.rejected import Rejection
from tolqyn.model.run import Run
from tolqyn.store import Place, Writer

BATCH = 2_000

Incoming = Arrival | RejectedItem | Lead | Fetch
Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Intake:
    """Takes a stream of arrivals in, batch by batch: archive, then one transaction over the tables.

    `known` are the captures that the tables hold: the same bytes from the same address are not kept twice.
    """

    place: Place
    writer: Writer
    clock: Clock
    known: set[str] = field(default_factory=set)
    turned_away: set[str] = field(default_factory=set)

    def adopt(self) -> list[Run]:
        """Put complete archive records that no table knows, left by a killed process, into the tables."""
        self._recall()
        found = archive.recover(self.place.evidence, self._ends()).captures
        fresh = [capture for capture in found if capture.capture_id not in self.known]
        self.known |= {capture.capture_id for capture in fresh}
        return [self._commit("adopt", fresh, fresh)] if fresh else []

    def take(self, stage: str, incoming: Iterable[Incoming], progress: Progress, size: int = BATCH) -> list[Run]:
        """Archive and store everything that comes, and answer with one account for each batch."""
        runs, done = self.adopt(), 0
        stream = iter(incoming)
        warc = archive.Writer(self.place.evidence, self._ends())
        while batch := list(itertools.islice(stream, size)):
            captures = warc.append(list(self._fresh(batch)))
            runs.append(self._commit(stage, batch, captures))
            done += len(batch)
            progress(stage, done, 0)
        return runs

    def _fresh(self, batch: Iterable[Incoming]) -> Iterator[Arrival]:
        for item in batch:
            if isinstance(item, Arrival):
                name = capture_identity(item.source_id, item.form, item.address, digest_of(item.payload))
                if name not in self.known:
                    self.known.add(name)
                    yield item

    def _commit(self, stage: str, items: Sequence[object], captures: Sequence[Capture]) -> Run:
        """One transaction: captures, what a round learnt, rejections not noted before, and the sums."""
        started = self.clock()
        run_id = identify("run", stage, started, len(items), *(capture.capture_id for capture in captures))
        rejected = [item for item in items if isinstance(item, RejectedItem)]
        fetches = [item for item in items if isinstance(item, Fetch)]
        leads = [item for item in items if isinstance(item, Lead)]
        counted = len(items) - len(fetches) - len(leads)
        run = Run(
            run_id, stage, "1", started, self.clock(), counted, counted - len(rejected), len(rejected), len(captures)
        )
        notes = list(self._notes(stage, rejected, run_id))
        rows = {Capture: captures, Lead: leads, Fetch: fetches, Rejection: notes, Run: [run]}
        self.writer.commit(rows, run_id=run_id)
        return run

    def _notes(self, stage: str, rejected: list[RejectedItem], run_id: str) -> Iterator[Rejection]:
        for item in rejected:
            if item.where not in self.turned_away:
                self.turned_away.add(item.where)
                why = item.rejected
                yield Rejection(item.where, stage, "1", why.reason.value, why.detail, run_id)

    def _recall(self) -> None:
        view = self.writer.view()
        self.known |= set(view.table(Capture, columns=["capture_id"]).column("capture_id").to_pylist())
        query = "select item_id from rejections where stage in ('import', 'collect')"
        self.turned_away |= set(view.sql(query).column("item_id").to_pylist())

    def _ends(self) -> dict[str, int]:
        """For each archive file the byte after its last record that the tables know."""
        query = "select warc_file, max(warc_offset + warc_length) as known_end from captures group by 1"
        rows = self.writer.view().sql(query).to_pylist()
        return {row["warc_file"]: row["known_end"] for row in rows}
