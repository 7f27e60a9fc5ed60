"""Engines: the same stage over the same partitions, in a pool of processes or on a cluster."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from tolqyn.model.rejected import Reason, Rejected
from tolqyn.pipeline.stage import Outcome

PRELOADED = "tolqyn.pipeline.steps"

Task = Callable[[pa.Table], list[Outcome]]


class Engine(Protocol):
    """Maps a picklable task over partitions and answers in their order, whatever happens to a worker."""

    def map(self, task: Task, partitions: Iterable[pa.Table]) -> Iterator[list[Outcome]]:
        """Outcomes of each partition, in order; a partition that kills its worker is narrowed to the guilty item."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a partition may take: a start (imports, dictionaries, models) and a share for each item, many times
    what a busy machine needs: what takes longer hangs."""

    start_s: float = 300.0
    item_s: float = 1.0

    def of(self, items: int) -> float:
        """Time limit of a partition of so many items, in seconds."""
        return self.start_s + self.item_s * items


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Here:
    """This process, one partition after the other: for notebooks and for looking at a stage in a debugger."""

    def map(self, task: Task, partitions: Iterable[pa.Table]) -> Iterator[list[Outcome]]:
        """Apply the task here; a crash of the interpreter is not survived."""
        return map(task, partitions)


@dataclass(frozen=True, slots=True)
class Local:
    """A pool of processes on this machine; a hung or killed worker costs one item, not the run."""

    workers: int = 0
    patience: Patience = PATIENCE

    def map(self, task: Task, partitions: Iterable[pa.Table]) -> Iterator[list[Outcome]]:
        """Keep twice as many partitions in flight as there are workers, and answer in order."""
        workers = self.workers or os.cpu_count() or 1
        with ProcessPool(workers, context=_context()) as pool:
            flight: deque[tuple[pa.Table, ProcessFuture[list[Outcome]]]] = deque()
            for partition in partitions:
                flight.append((partition, self._send(pool, task, partition)))
                if len(flight) >= 2 * workers:
                    yield self._settle(pool, task, *flight.popleft())
            while flight:
                yield self._settle(pool, task, *flight.popleft())

    def _send(self, pool: ProcessPool, task: Task, partition: pa.Table) -> "ProcessFuture[list[Outcome]]":
        return pool.submit(task, self.patience.of(partition.num_rows), partition)

    def _settle(
        self, pool: ProcessPool, task: Task, partition: pa.Table, future: "ProcessFuture[list[Outcome]]"
    ) -> list[Outcome]:
        """Result of a partition; after a kill or a hang, of its halves, down to the one item that is to blame."""
        try:
            return list(future.result())
        except FutureTimeout:
            blame = Rejected(Reason.TOO_SLOW, f"no answer within {self.patience.of(1):.0f} s")
        except ProcessExpired as error:
            blame = Rejected(Reason.CRASHED, f"the worker process died (exit code {error.exitcode})")
        if partition.num_rows == 1:
            return [Outcome(partition.column("item_id")[0].as_py(), rejected=(blame,))]
        return [
            outcome
            for half in halves(partition)
            for outcome in self._settle(pool, task, half, self._send(pool, task, half))
        ]


def _context() -> Any:
    """Fresh processes, never a fork of this one and its threads; where the system can, from a server that has
    imported the stages already, so that a worker is replaced in milliseconds."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


def halves(partition: pa.Table) -> tuple[pa.Table, pa.Table]:
    """A partition in two, in order."""
    middle = partition.num_rows // 2
    return partition.slice(0, middle), partition.slice(middle)
