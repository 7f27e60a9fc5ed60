"""What people decided: two copies of every judgement, either of which rebuilds the other."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tolqyn.model.run import Judgement

_DECLARATION = """
CREATE TABLE IF NOT EXISTS judgements (
  number INTEGER PRIMARY KEY, judgement_id TEXT NOT NULL UNIQUE, item_id TEXT NOT NULL, other_id TEXT,
  line TEXT NOT NULL
)"""


class Judgements:
    """Append-only: a person who changes their mind adds another judgement, and the later one counts.

    The journal (`journal.jsonl`) is written first and is what backups should keep; `judgements.sqlite` answers
    questions. On opening, each takes over what only the other has. Several processes may add at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = folder / "journal.jsonl"
        if folder.exists():
            self._reconcile()

    def add(self, judgement: Judgement) -> None:
        """Keep a judgement; once this returns it is on disk twice. A judgement that is known is not added again."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._transaction() as link:
            known = link.execute(
                "SELECT 1 FROM judgements WHERE judgement_id = ?", (judgement.judgement_id,)
            ).fetchone()
            if known is None:
                line = _line(judgement)
                self._append([line])
                _insert(link, [line])

    def all(self) -> list[Judgement]:
        """Every judgement in the order in which it was made."""
        return self._select("SELECT line FROM judgements ORDER BY number", ())

    def for_item(self, item_id: str) -> list[Judgement]:
        """Judgements on a thing, also where it is the other one of a pair; the last one counts."""
        return self._select("SELECT line FROM judgements WHERE ? IN (item_id, other_id) ORDER BY number", (item_id,))

    def _select(self, query: str, values: tuple[str, ...]) -> list[Judgement]:
        if not self._folder.exists():
            return []
        with self._transaction() as link:
            return [_judgement(line) for (line,) in link.execute(query, values)]

    def _reconcile(self) -> None:
        """Let journal and database take over what only the other has."""
        with self._transaction() as link:
            stored = [line for (line,) in link.execute("SELECT line FROM judgements ORDER BY number")]
            written = self._lines()
            self._append([line for line in stored if line not in set(written)])
            _insert(link, [line for line in written if line not in set(stored)])

    def _lines(self) -> list[str]:
        """Whole lines of the journal; an end that a killed process left is no judgement yet, as nobody was told."""
        if not self._journal.exists():
            return []
        text = self._journal.read_bytes()
        lines = text[: text.rfind(b"\n") + 1].decode("utf-8").splitlines()
        return [line for line in lines if line and _is_judgement(line)]

    def _append(self, lines: list[str]) -> None:
        if not lines:
            return
        with self._journal.open("ab") as sink:
            if sink.tell() and not _ends_whole(self._journal):
                sink.write(b"\n")
            sink.write("".join(f"{line}\n" for line in lines).encode())
            sink.flush()
            os.fsync(sink.fileno())

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        link = sqlite3.connect(self._folder / "judgements.sqlite", timeout=30, isolation_level=None)
        with closing(link):
            link.execute("PRAGMA journal_mode = WAL")
            link.execute("PRAGMA synchronous = FULL")
            link.execute("BEGIN IMMEDIATE")
            link.execute(_DECLARATION)
            try:
                yield link
            except BaseException:
                link.execute("ROLLBACK")
                raise
            link.execute("COMMIT")


def _insert(link: sqlite3.Connection, lines: list[str]) -> None:
    rows = [(item.judgement_id, item.item_id, item.other_id, line) for line in lines for item in [_judgement(line)]]
    link.executemany(
        "INSERT OR IGNORE INTO judgements (judgement_id, item_id, other_id, line) VALUES (?, ?, ?, ?)", rows
    )


def _line(judgement: Judgement) -> str:
    fields = asdict(judgement) | {"at": judgement.at.astimezone(UTC).isoformat()}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def _judgement(line: str) -> Judgement:
    fields = json.loads(line)
    return Judgement(**{**fields, "at": datetime.fromisoformat(fields["at"])})


def _is_judgement(line: str) -> bool:
    try:
        _judgement(line)
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as handle:
        handle.seek(-1, os.SEEK_END)
        return handle.read(1) == b"\n"
