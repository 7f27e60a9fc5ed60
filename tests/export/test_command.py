"""The verb: a file, a line for a person or JSON, and the exit code."""

import json
from pathlib import Path

import pytest

from tests.export.shelf import Shelf
from tests.export.shelf import shelf as filled
from tolqyn.answers import Answers
from tolqyn.cli import app


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose tables show the invented wave; its archive is real."""
    shown: Shelf = filled(tmp_path / "w" / "evidence")
    (tmp_path / "w" / "tolqyn.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(Answers, "findings", lambda *_: shown.findings)
    return tmp_path / "w"


def told(*words: str) -> int:
    return int(app([*words], exit_on_error=False, result_action="return_value"))


def test_a_pack_is_exported_and_verified_without_its_workspace(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = str(tmp_path / "w.wacz")
    assert told("export", "wacz", "wav_invented", "-o", pack, "--workspace", str(place), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "wave_id": "wav_invented",
        "kind": "wacz",
        "path": pack,
        "documents": 5,
        "left_out": [],
    }
    assert told("verify", pack, "--workspace", str(tmp_path)) == 0
    assert "4 entries and 9 records checked: all hold" in capsys.readouterr().out


def test_a_damaged_pack_is_a_finding(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "w.wacz"
    assert told("export", "wacz", "wav_invented", "-o", str(pack), "--workspace", str(place)) == 0
    raw = bytearray(pack.read_bytes())
    raw[1200] ^= 0xFF
    pack.write_bytes(raw)
    capsys.readouterr()
    assert told("verify", str(pack), "--json", "--workspace", str(tmp_path)) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["sound"] is False
    assert any("https://" in (failure["record"] or "") for failure in report["failures"])


def test_a_record_left_out_is_a_finding(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archived,) = (place / "evidence").glob("*.warc.gz")
    archived.write_bytes(archived.read_bytes()[:3000])
    pack = str(tmp_path / "w.wacz")
    assert told("export", "wacz", "wav_invented", "-o", pack, "--workspace", str(place)) == 1
    assert "left out: 00001.warc.gz at " in capsys.readouterr().out
