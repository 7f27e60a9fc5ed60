"""How journeys set out: the demonstration corpus in a workspace, and its tables as comparable values."""

from pathlib import Path

from tolqyn import packs
from tolqyn.pipeline.unfinished import Intent
from tolqyn.store import TABLES
from tolqyn.workspace import Workspace

UNREPEATABLE = {"run_id", "captured_at", "found_at", "at", "started_at", "ended_at", "warc_offset", "warc_length"}
"""Columns that tell of one machine at one time."""


def demo_workspace(root: Path) -> Workspace:
    """An empty workspace with the demonstration's settings."""
    packs.unpack("demo", root / "tolqyn.toml")
    return Workspace.at(root)


def demo_intents() -> list[Intent]:
    """The two imports of the demonstration."""
    corpus = packs.demo_folder()
    addresses = (("addresses", str(corpus / "addresses.tsv")),)
    return [
        Intent("html", (str(corpus / "sites"),), (), addresses),
        Intent("telegram", (str(corpus / "channels"),)),
    ]


def import_demo(workspace: Workspace) -> None:
    """Import sites and channels."""
    for intent in demo_intents():
        workspace.import_files(intent)


def tables_of(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every table but the accounts, as sorted rows without what one run cannot repeat of another."""
    view = workspace.view()
    tables = {}
    for record, name in TABLES.items():
        if name in ("runs", "snapshots"):
            continue
        table = view.table(record)
        columns = [column for column in table.column_names if column not in UNREPEATABLE]
        rows = zip(*(table.column(column).to_pylist() for column in columns), strict=True)
        tables[name] = sorted(tuple(map(repr, row)) for row in rows)
    return tables
