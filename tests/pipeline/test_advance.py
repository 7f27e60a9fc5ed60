"""Which version is current, when settings change and change back."""

from pathlib import Path

import pytest

from tolqyn import packs
from tolqyn.pipeline.unfinished import Intent
from tolqyn.queries.versions import current_rows
from tolqyn.store import Place
from tolqyn.workspace import Workspace

ROW = '{"url": "https://kz.example/1", "text": "Қазақстан", "source": "kz", "published_at": "2025-01-02"}\n'


def test_a_version_that_comes_back_is_current_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left to do for it, and yet the newest run must name it: briefs read the rows that it names."""
    place = Place(tmp_path)
    packs.write_empty(place.settings)
    rows = tmp_path / "a.jsonl"
    rows.write_text(ROW, encoding="utf-8")
    workspace = Workspace.at(tmp_path)
    workspace.import_files(Intent("jsonl", (str(rows),)))
    workspace.run("here")
    first = current_rows(workspace.view())["annotate"]
    with monkeypatch.context() as changed:
        changed.setattr("tolqyn.annotate.VERSION", "other")
        workspace.run("here")
        assert current_rows(workspace.view())["annotate"] != first
    workspace.run("here")
    assert current_rows(workspace.view())["annotate"] == first
    assert workspace.run("here") == []
    assert {finding.kind for finding in workspace.check()} <= {"silent"}
