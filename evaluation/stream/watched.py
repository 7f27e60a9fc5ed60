"""A command's wall time and the memory of all its processes, as a person with a laptop feels them."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PAUSE_S = 0.25


@dataclass(slots=True)
class Watched:
    """Seconds from start to end, seconds of processor time, and the peak of the proportional set size (bytes)."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak: int = 0
    output: str = ""
    _stop: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def run(cls, *words: str) -> "Watched":
        """Run `tolqyn` with these words; raises `CalledProcessError` where it fails."""
        watched, began = cls(), time.monotonic()
        command = [sys.executable, "-c", "from tolqyn.cli import main; main()", *words]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        sampler = threading.Thread(target=watched._sample, args=(process.pid,))
        sampler.start()
        watched.output, _ = process.communicate()
        watched.wall_s = time.monotonic() - began
        watched._stop.set()
        sampler.join()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return watched

    def _sample(self, leader: int) -> None:
        while not self._stop.wait(PAUSE_S):
            self.peak = max(self.peak, sum(map(_pss, _family(leader))))


def _family(leader: int) -> Iterator[int]:
    """Processes of the command's session."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                session = (entry / "stat").read_text().rpartition(")")[2].split()[3]
            except (OSError, IndexError):
                continue
            if session == str(leader):
                yield int(entry.name)


def _pss(process: int) -> int:
    """Memory of a process, what it shares counted by its part."""
    try:
        lines = (Path("/proc") / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
