"""Other processes for tests: forked from a server that has the libraries loaded already, so that they start at once."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

Started = tuple[ForkServerProcess, Connection]


@pytest.fixture
def start() -> Iterator[Callable[..., Started]]:
    """Run a script in another process; it finds `folder`, `upto` and `told`, a connection to send through."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tolqyn.store", "pyarrow.dataset", "duckdb"])
    processes: list[ForkServerProcess] = []

    def run(script: str, folder: Path, upto: int = 0) -> Started:
        receiver, sender = context.Pipe(duplex=False)
        names = {"folder": folder, "upto": upto, "told": sender}
        process = context.Process(target=exec, args=(script, names), daemon=True)
        process.start()
        sender.close()
        processes.append(process)
        return process, receiver

    yield run
    for process in processes:
        process.kill()
        process.join()


def heard(receiver: Connection) -> list[int]:
    """Everything that a process sent before it ended."""
    messages = []
    with suppress(EOFError, OSError):
        while True:
            messages.append(receiver.recv())
    return messages


@pytest.fixture(name="heard")
def heard_fixture() -> Callable[[Connection], list[int]]:
    """The function, for tests cannot import from one another."""
    return heard
