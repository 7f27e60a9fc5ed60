"""The tables of a workspace: versioned, written by one process, read by any number."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tolqyn.store import catalogue
from tolqyn.store.catalogue import Snapshot
from tolqyn.store.lock import exclusive
from tolqyn.store.view import View
from tolqyn.store.writer import Writer


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """A folder of Parquet files with the catalogue that says which of them make up each snapshot.

    Opening creates nothing; the first commit does.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _now) -> None:
        self.folder = folder
        self._clock = clock

    def view(self, snapshot: int | None = None) -> View:
        """The newest state, or a past one by its number; raises `Invalid` for a number that is not kept."""
        return View(self.folder, *catalogue.live_files(self.folder, snapshot))

    @property
    def newest(self) -> int:
        """Number of the newest snapshot, 0 where nothing was ever written: the cheapest thing to ask."""
        return catalogue.latest(self.folder)

    def snapshots(self) -> list[Snapshot]:
        """Every snapshot that is kept, oldest first."""
        return catalogue.snapshots(self.folder)

    def snapshot_of(self, run_id: str) -> int | None:
        """Newest snapshot that a run committed, so that one can look at the tables as that run left them."""
        return max((shot.number for shot in self.snapshots() if shot.run_id == run_id), default=None)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The right to write, for the block; raises `Held` where another process has it."""
        with exclusive(self.folder / "writer.lock"):
            yield Writer(self.folder, self._clock)
