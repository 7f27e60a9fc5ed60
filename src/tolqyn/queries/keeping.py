"""The newest desk, for as many readers as like: a new one is laid beside the old one, which answers until then."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tolqyn.queries.desk import Desk
from tolqyn.store import Place, Store, load_settings

Clock = Callable[[], float]
Mark = tuple[int, int]
"""What a desk was made from: number of the snapshot, and when the settings were last written (nanoseconds)."""

QUICK_S = 0.5
"""A desk that took no longer than this to lay is laid anew while the reader waits, so that answers are fresh."""

REST = 20.0
"""Otherwise a desk serves at least so many times as long as it took to lay, however fast a run writes."""

LOOK_S = 1.0
"""How often the catalogue is asked for a newer snapshot."""


@dataclass
class Keeper:
    """Holds the desk of a workspace. Any thread may ask; only one lays a desk at a time.

    A workspace that grows while it is read shows its newest state at once where it is small, and otherwise the state
    of a moment ago, always whole: one desk is one snapshot.
    """

    place: Place
    clock: Clock = time.monotonic
    _desk: Desk | None = None
    _mark: Mark | None = None
    _looked: float = float("-inf")
    _took: float = 0.0
    _laid: float = 0.0
    _laying: threading.Lock = field(default_factory=threading.Lock)

    def desk(self) -> Desk:
        """The desk to answer from now."""
        held = self._desk
        if held is None:
            return self._lay()
        now = self.clock()
        if now - self._looked < LOOK_S:
            return held
        self._looked = now
        if self._newest() == self._mark:
            return held
        if self._took <= QUICK_S:
            return self._lay()
        if now - self._laid >= REST * self._took and not self._laying.locked():
            threading.Thread(target=self._lay, name="tolqyn-desk", daemon=True).start()
        return held

    def _newest(self) -> Mark:
        return Store(self.place.lake).newest, self.place.settings.stat().st_mtime_ns

    def _lay(self) -> Desk:
        """Lay a desk for the newest state, unless another thread just did."""
        with self._laying:
            mark = self._newest()
            if self._desk is None or mark != self._mark:
                begun = self.clock()
                desk = Desk.of(Store(self.place.lake).view(), load_settings(self.place.settings))
                self._took, self._laid = self.clock() - begun, self.clock()
                self._desk, self._mark = desk, (desk.view.snapshot, mark[1])
            return self._desk
