"""What an import answers for each item of a file: something that arrived, or why it did not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tolqyn.model.capture import Arrival, Lead
from tolqyn.model.rejected import Reason, Rejected


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """An item that was not taken: the file, where in it (a line from 1, or a byte offset), and why."""

    file: str
    line: int | None
    offset: int | None
    rejected: Rejected

    @property
    def where(self) -> str:
        """Place in the words of compilers: `file:line`, `file@offset`.

        >>> RejectedItem("посты.jsonl", 7, None, Rejected(Reason.NOT_JSON, "")).where
        'посты.jsonl:7'
        """
        if self.line is not None:
            return f"{self.file}:{self.line}"
        return self.file if self.offset is None else f"{self.file}@{self.offset}"


Item = Arrival | Lead | RejectedItem
"""A `Lead` where the file names an article and does not hold its text."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to read what the files do not say.

    `sources` maps a Telegram channel (its name, its title or `c/NUMBER`) or a host to the identifier of a source of the
    workspace; names are compared in small letters. `columns` maps a field to the column that holds it (CSV).
    `addresses` is a table `path<TAB>address[<TAB>source]` for HTML files. `channel` names the channel of an
    export that gives only a title. `source` is the source of items that name none.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    addresses: Path | None = None
    channel: str | None = None
    source: str | None = None
    encoding: str | None = None
    media_types: tuple[str, ...] = ("text/html", "application/xhtml+xml")
    max_item_bytes: int = 20 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What every reader of one call shares: the options, and the time that counts as the time of capture."""

    options: ImportOptions
    now: datetime
    known: Mapping[str, str]

    def source_of(self, *names: str | None) -> str | None:
        """Identifier of the workspace's source that one of `names` stands for."""
        return next((self.known[name.lower()] for name in names if name and name.lower() in self.known), None)


def reject(file: str, line: int | None, reason: Reason, detail: str) -> RejectedItem:
    """A rejected line of a file."""
    return RejectedItem(file, line, None, Rejected(reason, detail))


def reject_at(file: str, offset: int | None, reason: Reason, detail: str) -> RejectedItem:
    """A rejected record of a file, by its byte offset; `None` for the whole file."""
    return RejectedItem(file, None, offset, Rejected(reason, detail))
