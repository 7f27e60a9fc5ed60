"""Ray tasks, one for each partition: the same stages on an existing cluster."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.pipeline.engine import PATIENCE, Patience, Task, halves
from tolqyn.pipeline.stage import Outcome


@dataclass(frozen=True, slots=True)
class Ray:
    """Core tasks rather than Ray Data, whose retries have no end; workers need the same package and workspace path."""

    address: str | None = None
    patience: Patience = PATIENCE
    in_flight: int = 32

    def map(self, task: Task, partitions: Iterable[pa.Table]) -> Iterator[list[Outcome]]:
        """Outcomes in order of the partitions; a partition that keeps killing its worker is halved."""
        ray = _ray()
        if not ray.is_initialized():
            ray.init(address=self.address, log_to_driver=False, include_dashboard=False)
        remote = ray.remote(max_retries=1)(task_of)
        flight: deque[tuple[pa.Table, Any]] = deque()
        for partition in partitions:
            flight.append((partition, remote.remote(task, partition)))
            if len(flight) >= self.in_flight:
                yield self._settle(remote, task, *flight.popleft())
        while flight:
            yield self._settle(remote, task, *flight.popleft())

    def _settle(self, remote: Any, task: Task, partition: pa.Table, reference: Any) -> list[Outcome]:
        ray = _ray()
        try:
            outcomes: list[Outcome] = ray.get(reference, timeout=self.patience.of(partition.num_rows))
            return outcomes
        except ray.exceptions.GetTimeoutError:
            ray.cancel(reference, force=True)
            blame = Rejected(Reason.TOO_SLOW, f"no answer within {self.patience.of(1):.0f} s")
        except ray.exceptions.WorkerCrashedError:
            blame = Rejected(Reason.CRASHED, "the worker process died")
        if partition.num_rows == 1:
            return [Outcome(partition.column("item_id")[0].as_py(), rejected=(blame,))]
        return [
            outcome
            for half in halves(partition)
            for outcome in self._settle(remote, task, half, remote.remote(task, half))
        ]


def task_of(task: Task, partition: pa.Table) -> list[Outcome]:
    """What a Ray worker runs."""
    return task(partition)


def _ray() -> Any:
    try:
        import ray  # noqa: PLC0415
        import ray.exceptions  # noqa: PLC0415
    except ImportError:
        raise Invalid("the engine 'ray' is not installed", "pip install 'tolqyn[ray]', or use --engine local") from None
    return ray
