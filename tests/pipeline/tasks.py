"""Tasks for the engine tests: a worker process imports this module by name."""

import os
import signal
import time

import pyarrow as pa

from tolqyn.pipeline.stage import Outcome


def echo(batch: pa.Table) -> list[Outcome]:
    """Every item is done."""
    return [Outcome(item) for item in batch.column("item_id").to_pylist()]


def die_at_poison(batch: pa.Table) -> list[Outcome]:
    """The process is killed by an item called poison, as a fault in a C library would."""
    if "poison" in batch.column("item_id").to_pylist():
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(batch)


def hang_at_poison(batch: pa.Table) -> list[Outcome]:
    """An item called poison never ends."""
    if "poison" in batch.column("item_id").to_pylist():
        time.sleep(600)
    return echo(batch)
