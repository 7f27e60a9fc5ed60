"""One round of watching collects what is due, runs, and tells; a fault of one step does not end it."""

import socket

import pytest

from tolqyn.cli.options import Common
from tolqyn.cli.watching import watch
from tolqyn.workspace import Workspace


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_round_goes_on_where_a_step_fails(
    copy: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Workspace, "collect", lambda _: [])
    (copy.place.root / "alerts.toml").write_text('[[alert]]\nname = "q"\nage = 1\n', encoding="utf-8")
    assert watch(port=free_port(), rounds=1, common=Common(workspace=copy.place.root)) == 0
    said = capsys.readouterr().err
    assert "collect: 0 items" in said and "alerts: an alert has no name" in said


def test_a_round_notes_what_is_past(copy: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workspace, "collect", lambda _: [])
    (copy.place.root / "alerts.toml").write_text('[[alert]]\nname = "q"\n', encoding="utf-8")
    watch(port=free_port(), rounds=1, common=Common(workspace=copy.place.root))
    journal = (copy.place.root / "alerts" / "sent.jsonl").read_text(encoding="utf-8")
    assert '"past"' in journal and '"sent"' not in journal
