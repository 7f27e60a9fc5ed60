"""How fast pages and search answer while others ask and a run writes: `python -m evaluation.serving [DOCUMENTS]`.

The workspace is generated (see `generating`), the server is a process of its own, the readers are threads that ask one
page after the other. What is printed: the 95th of a hundred waiting times by kind of page, and the server's memory.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from evaluation.serving.generating import NOW, Size, generate
from tolqyn.model.run import Run
from tolqyn.store import Place, Store

READERS, SECONDS = 20, 30.0
THINK_S = 1.0
"""A reader looks at a page for a second before the next: twenty of them ask up to twenty pages a second."""


def main(documents: int, root: Path) -> int:
    """Generate where needed, serve, ask, print."""
    if not (root / "tolqyn.toml").is_file():
        generate(root, Size(documents, min(documents, 20_000)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from tolqyn.cli import main; main()",
        "serve",
        "--workspace",
        str(root),
        "--port",
        str(port),
    ]
    begun = time.monotonic()
    server = subprocess.Popen(command)
    try:
        _wait(port)
        started = time.monotonic() - begun
        asked = _addresses(port)
        for address in asked[::5]:
            _get(HTTPConnection("127.0.0.1", port, timeout=120), address)
        stop = threading.Event()
        writer = threading.Thread(target=_write, args=(root, stop))
        writer.start()
        waits = _ask(port, asked)
        stop.set()
        writer.join()
        _tell(waits, documents, started, _memory(server.pid))
    finally:
        server.terminate()
        server.wait()
    return 0


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            _get(HTTPConnection("127.0.0.1", port, timeout=120), "/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


def _addresses(port: int) -> list[str]:
    """Pages of every kind, many of each, so that no cache of one page helps."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    waves = json.loads(_get(connection, "/api/v1/waves?limit=60"))["items"]
    rows = [
        row
        for at in range(0, 400, 8)
        for row in json.loads(_get(connection, f"/api/v1/documents?limit=2&offset={at * 37}"))["items"]
    ]
    words = [word for row in rows[:40] for word in row["headline"].split()[-3:-2]]
    pages = ["/", "/waves", "/sources", "/targets", "/check", "/review", "/api/v1/"]
    pages += (
        [f"/{wave['wave_id']}" for wave in waves]
        + [f"/t{n:03d}" for n in range(30)]
        + [f"/s{n:03d}" for n in range(30)]
    )
    pages += [f"/{row['document_id']}" for row in rows] + [f"/documents?target=t{n:03d}" for n in range(30)]
    return pages + [f"/search?q={quote(word)}" for word in words]


def _ask(port: int, asked: list[str]) -> dict[str, list[float]]:
    waits: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + SECONDS

    def read(first: int) -> None:
        connection, at = HTTPConnection("127.0.0.1", port, timeout=120), first
        while time.monotonic() < until:
            address = asked[at % len(asked)]
            begun = time.monotonic()
            _get(connection, address)
            waits[_kind(address)].append(time.monotonic() - begun)
            at += 7
            time.sleep(THINK_S)

    readers = [threading.Thread(target=read, args=(reader * 13,)) for reader in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return waits


def _kind(address: str) -> str:
    name = address.partition("?")[0].strip("/")
    return (
        name.partition("_")[0]
        if name[:4] in ("wav_", "doc_")
        else f"{name[0]}…"
        if name[1:].isdigit()
        else name or "front"
    )


def _get(connection: HTTPConnection, address: str) -> bytes:
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return body


def _write(root: Path, stop: threading.Event) -> None:
    """What a run does to readers: a commit every other second."""
    at = 0
    with Store(Place(root).lake).writer() as writer:
        while not stop.wait(2.0):
            at += 1
            writer.commit({Run: [Run(f"run_{at}_{time.monotonic_ns()}", "collect", "1", NOW, NOW, 0, 0, 0, 0)]})


def _memory(pid: int) -> float:
    """Most memory that the server held, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _tell(waits: dict[str, list[float]], documents: int, started: float, memory: float) -> None:
    print(f"{documents:,} generated documents, {READERS} readers, a commit every 2 s; first page after {started:.1f} s")
    for kind, times in sorted(waits.items()):
        print(f"  {kind:12} {len(times):5} asked   median {_of(times, 0.5):7.0f} ms   p95 {_of(times, 0.95):7.0f} ms")
    pages = [wait for kind, times in waits.items() if kind != "search" for wait in times]
    print(
        f"  pages p95 {_of(pages, 0.95):.0f} ms, search p95 {_of(waits['search'], 0.95):.0f} ms, memory {memory:.0f} MB"
    )


def _of(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000 if times else 0.0


if __name__ == "__main__":
    COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 2:
        sys.exit(main(COUNT, Path(sys.argv[2])))
    with TemporaryDirectory() as folder:
        sys.exit(main(COUNT, Path(folder) / "generated"))
