"""`run`: bring every stage up to date; a second run finds nothing to do."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tolqyn.model.document import Document
from tolqyn.model.identifiers import digest_of, identify
from tolqyn.model.rejected import Reason, Rejected, Rejection
from tolqyn.model.run import Run, Work
from tolqyn.model.settings import Settings
from tolqyn.pipeline.bench import bench_for
from tolqyn.pipeline.engine import Engine
from tolqyn.pipeline.stage import ItemStage, Outcome, Window, WindowStage
from tolqyn.pipeline.steps import STAGES, made_by_all, stage_named
from tolqyn.store import EVERYTHING, Judgements, Place, Writer

ROUND = 50_000
COMMIT = 4_000

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Advance:
    """What one `run` needs: where, with what settings, on which engine, and whom to tell how far it is."""

    place: Place
    settings: Settings
    engine: Engine
    clock: Clock
    progress: Progress

    def bring_up(self, writer: Writer) -> list[Run]:
        """Run every stage on its pending work, in order."""
        runs: list[Run] = []
        for stage in STAGES:
            runs += self._items(stage, writer) if isinstance(stage, ItemStage) else self._window(stage, writer)
        return runs

    def _items(self, stage: ItemStage, writer: Writer) -> Iterator[Run]:
        """Work through pending items round by round, so that memory does not grow with the backlog.

        Settings that were changed and changed back leave nothing to do; an empty run says which version is current.
        """
        made_by = made_by_all(self.settings)
        total, done = self._count_pending(stage, writer, made_by), 0
        if not total and _last_version(stage, writer) not in (None, stage.version(self.settings)):
            yield self._commit(stage, writer, [], set())
        while done < total:
            items = writer.view().sql(_pending(stage, ROUND), _parameters(stage, made_by))
            if not items.num_rows:
                break
            known = _known_documents(writer, made_by) if Document in stage.writes else set()
            task = partial(apply_stage, stage.name, self.settings, self.place.root)
            parts = (items.slice(at, stage.partition) for at in range(0, items.num_rows, stage.partition))
            results = itertools.chain.from_iterable(self.engine.map(task, parts))
            while outcomes := list(itertools.islice(results, COMMIT)):
                yield self._commit(stage, writer, outcomes, known)
                done += len(outcomes)
                self.progress(stage.name, done, total)

    def _count_pending(self, stage: ItemStage, writer: Writer, made_by: dict[str, str]) -> int:
        query = f"select count(*) as n from ({_pending(stage, None)})"
        count: int = writer.view().sql(query, _parameters(stage, made_by)).column("n")[0].as_py()
        return count

    def _commit(self, stage: ItemStage, writer: Writer, outcomes: list[Outcome], known: set[str]) -> Run:
        """One batch in one transaction: records, rejections, what was worked on, and the sums."""
        version, started = stage.version(self.settings), self.clock()
        made_by = f"{stage.name}/{version}"
        names = [outcome.item_id for outcome in outcomes] or [started.isoformat()]
        run_id = identify("run", stage.name, version, *names)
        rows: dict[type, list[object]] = {record: [] for record in stage.writes}
        rejections: list[Rejection] = []
        for outcome in outcomes:
            for record in outcome.records:
                if isinstance(record, Document):
                    if record.document_id in known:
                        continue
                    known.add(record.document_id)
                rows[type(record)].append(_stamped(record, made_by))
            rejections += [_rejection(outcome.item_id, made_by, run_id, why) for why in outcome.rejected]
        works = [Work(o.item_id, stage.name, version, "done" if o.done else "rejected", run_id) for o in outcomes]
        turned_away = sum(not outcome.done for outcome in outcomes)
        records = sum(map(len, rows.values()))
        run = Run(
            run_id, stage.name, version, started, self.clock(), len(outcomes), len(outcomes) - turned_away,
            turned_away, records,
        )  # fmt: skip
        writer.commit({**rows, Rejection: rejections, Work: works, Run: [run]}, run_id=run_id)
        return run

    def _window(self, stage: WindowStage, writer: Writer) -> Iterator[Run]:
        """Recompute a window when the fingerprint of its input or its version changed since it was last done."""
        made_by, started = made_by_all(self.settings), self.clock()
        view, version = writer.view(), stage.version(self.settings)
        seen = view.sql(stage.fingerprint.format(**made_by)).to_pylist()[0]
        judged = tuple(Judgements(self.place.judgements).all()) if stage.heeds else ()
        item = digest_of(repr((sorted(seen.items()), *(one.judgement_id for one in judged))).encode())
        last = view.sql(
            "select item_id from works where stage = $stage and version = $version",
            {"stage": stage.name, "version": version},
        )
        if last.column("item_id").to_pylist() == [item]:
            return
        self.progress(stage.name, 0, 1)
        window = Window(view, self.settings, made_by, judged)
        tables = {record: list(rows) for record, rows in stage.apply(window).items()}
        stamped = {record: [_stamped(row, made_by[stage.name]) for row in rows] for record, rows in tables.items()}
        run_id = identify("run", stage.name, version, item)
        records = sum(map(len, stamped.values()))
        run = Run(run_id, stage.name, version, started, self.clock(), 1, 1, 0, records)
        work = Work(item, stage.name, version, "done", run_id)
        replaced = {**dict.fromkeys(stage.writes, EVERYTHING), Work: pc.field("stage") == stage.name}
        writer.commit({**stamped, Work: [work], Run: [run]}, replace=replaced, run_id=run_id)
        self.progress(stage.name, 1, 1)
        yield run


def apply_stage(name: str, settings: Settings, root: Path, batch: pa.Table) -> list[Outcome]:
    """What a worker process runs: a whole partition, or item by item where the partition as a whole fails."""
    stage = stage_named(name)
    assert isinstance(stage, ItemStage)
    bench = bench_for(settings, root)
    try:
        return stage.apply(bench, batch)
    except Exception:  # noqa: BLE001 - every item is accounted for below
        return [_apply_one(stage, settings, root, batch.slice(at, 1)) for at in range(batch.num_rows)]


def _apply_one(stage: ItemStage, settings: Settings, root: Path, item: pa.Table) -> Outcome:
    try:
        return stage.apply(bench_for(settings, root), item)[0]
    except Exception as error:  # noqa: BLE001 - the one place where an item's failure becomes a rejection
        why = Rejected(Reason.CRASHED, f"{type(error).__name__}: {error}")
        return Outcome(item.column("item_id")[0].as_py(), rejected=(why,))


def _pending(stage: ItemStage, limit: int | None) -> str:
    """Anti-join of a stage's items with what this version of it has done."""
    done = "select item_id from works where stage = $stage and version = $version"
    query = f"select * from ({stage.pending}) as items where item_id not in ({done})"
    return query if limit is None else f"{query} limit {limit}"


def _parameters(stage: ItemStage, made_by: dict[str, str]) -> dict[str, str]:
    name, version = made_by[stage.name].split("/", 1)
    return {"stage": name, "version": version, **stage.parameters(made_by)}


def _last_version(stage: ItemStage, writer: Writer) -> str | None:
    query = "select arg_max(version, ended_at) as version from runs where stage = $stage"
    version: str | None = writer.view().sql(query, {"stage": stage.name}).column("version")[0].as_py()
    return version


def _known_documents(writer: Writer, made_by: dict[str, str]) -> set[str]:
    query = "select document_id from documents where made_by = $made_by"
    return set(writer.view().sql(query, {"made_by": made_by["extract"]}).column("document_id").to_pylist())


def _rejection(item_id: str, made_by: str, run_id: str, why: Rejected) -> Rejection:
    stage, version = made_by.split("/", 1)
    return Rejection(item_id, stage, version, why.reason.value, why.detail, run_id)


def _stamped(row: object, made_by: str) -> object:
    return replace(row, made_by=made_by) if hasattr(row, "made_by") else row  # type: ignore[type-var]
