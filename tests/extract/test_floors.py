"""Floors hold, fall, and move only when asked."""

from pathlib import Path

import pytest

from evaluation.floors import Change, change_asked, check, corpus_digest, verdict


@pytest.fixture
def corpus(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "корпус"
    folder.mkdir()
    (folder / "a.txt").write_text("бір", "utf-8")
    (folder / "b.txt").write_text("екі", "utf-8")
    return [folder]


def _status(value: float, corpus: list[Path], file: Path, change: Change = "none") -> str:
    return check("pages", {"f1": value}, corpus, file, change).status


def test_first_measure_becomes_the_floor(corpus: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    assert _status(0.95678, corpus, file) == "held"
    assert "f1 = 0.956" in file.read_text("utf-8")
    assert _status(0.9561, corpus, file) == "held"
    assert _status(0.9559, corpus, file) == "fallen"
    assert "f1 = 0.956" in file.read_text("utf-8")


def test_floors_move_only_when_asked(corpus: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    _status(0.9, corpus, file)
    _status(0.95, corpus, file)
    assert "f1 = 0.9\n" in file.read_text("utf-8")
    _status(0.95, corpus, file, "raise")
    assert "f1 = 0.95\n" in file.read_text("utf-8")
    assert _status(0.8, corpus, file, "raise") == "fallen"
    assert _status(0.8, corpus, file, "lower") == "held"
    assert "f1 = 0.8\n" in file.read_text("utf-8")


def test_another_corpus_is_noticed(corpus: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    _status(0.9, corpus, file)
    (corpus[0] / "a.txt").write_text("үш", "utf-8")
    assert _status(0.99, corpus, file) == "fallen"


def test_figure_that_is_no_longer_measured_has_fallen(corpus: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    check("pages", {"f1": 0.9, "recall": 0.9}, corpus, file)
    assert _status(0.9, corpus, file) == "fallen"


def test_absent_corpus_skips_with_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = check("pages", {"f1": 0.9}, [tmp_path / "жоқ"], tmp_path / "floors.toml")
    assert outcome.status == "skipped"
    assert verdict([outcome]) == 0
    assert "жоқ" in capsys.readouterr().out


def test_digest_counts_names_and_bytes(corpus: list[Path]) -> None:
    before = corpus_digest(corpus)
    (corpus[0] / "a.txt").rename(corpus[0] / "c.txt")
    assert corpus_digest(corpus) != before


def test_command_line_asks_for_changes() -> None:
    assert [change_asked(words) for words in ([], ["--raise-floors"], ["--lower-floors"])] == ["none", "raise", "lower"]
