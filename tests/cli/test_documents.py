"""`--json` prints one document with the keys of the contract, and nothing else on stdout."""

from pathlib import Path
from typing import Any

import pytest
from cli.spoken import Caller

from tolqyn.queries.timelines import Asked
from tolqyn.workspace import Workspace

WAVE_KEYS = {
    "wave_id", "target", "target_name", "press", "series", "narrative", "status", "onset", "onset_interval", "peak",
    "end", "observed", "expected", "excess", "strength", "e_value", "documents", "originals", "sources",
    "hostile_share", "recurrence_of", "events", "detected_on",
}  # fmt: skip


@pytest.fixture
def inside(finished: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The test stands in a folder below the workspace and names none."""
    below = finished.place.root / "осында" / "төмен"
    below.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(below)
    return finished


@pytest.mark.usefixtures("inside")
def test_waves(tolqyn: Caller) -> None:
    said = tolqyn("waves", "--json")
    assert said.code == 0 and said.err == ""
    assert set(said.document) == {"waves", "monitored"}
    assert set(said.document["monitored"]) >= {"series", "days", "expected_false_alarms"}
    assert said.document["monitored"]["series"] > 0
    assert len(said.document["waves"]) >= 2
    for wave in said.document["waves"]:
        assert set(wave) >= WAVE_KEYS
        assert wave["onset_interval"][0] <= wave["onset"] <= wave["onset_interval"][1]
        assert wave["onset"] <= wave["peak"] <= (wave["end"] or "9999")
        assert wave["observed"] == wave["originals"] <= wave["documents"]
        for event in wave["events"]:
            assert set(event) == {"event_id", "day", "lag_days", "chance"}


@pytest.mark.usefixtures("inside")
def test_waves_are_narrowed_by_press_target_and_days(tolqyn: Caller) -> None:
    every = tolqyn("waves", "--json").document["waves"]
    one = every[0]
    for words in (("--press", one["press"]), ("--since", one["onset"]), ("--until", one["onset"])):
        assert one in tolqyn("waves", *words, "--json").document["waves"]
    assert tolqyn("waves", "--target", "жоқ", "--json").document["waves"] == []
    assert tolqyn("waves", "--until", "2000-01-01", "--json").document["waves"] == []


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("search", "Сарвению"), {"query", "hits"}),
        (("show", "sarvenia"), {"noun", "target_id", "up", "down"}),
        (("check",), {"findings", "stages", "rejections"}),
        (("run", "--engine", "here"), {"stages"}),
    ],
)
def test_other_verbs(tolqyn: Caller, words: tuple[str, ...], keys: set[str]) -> None:
    said = tolqyn(*words, "--json")
    assert said.code == 0 and said.err == ""
    assert set(said.document) >= keys


def test_brief_export_and_verify(tolqyn: Caller, inside: Workspace, tmp_path: Path) -> None:
    wave = inside.strongest(Asked())
    path = tmp_path / "қорытынды.json"
    assert tolqyn("brief", wave, "-o", path, "--json").document == {"wave_id": wave, "path": str(path)}
    assert tolqyn("brief", "--strongest", "-o", path, "--json").document["wave_id"] == wave
    checked = tolqyn("verify", path, "--json")
    assert checked.code == 0
    assert checked.document["sound"] is True and checked.document["citations"] > 100
    assert checked.document["failures"] == []
    pack = tmp_path / "айғақ.wacz"
    exported: dict[str, Any] = tolqyn("export", "wacz", wave, "-o", pack, "--json").document
    assert exported["left_out"] == [] and exported["documents"] > 50
    assert tolqyn("verify", pack, "--json").document["sound"] is True


def test_judge_is_shown_afterwards(tolqyn: Caller, copy: Workspace) -> None:
    wave, at = copy.strongest(Asked()), ("--workspace", copy.place.root, "--json")
    said = tolqyn("judge", wave, "accept", "--by", "Әсел", "--note", "оқыдым", *at)
    assert said.code == 0 and said.document["verdict"] == "accept"
    shown = tolqyn("show", wave, *at).document
    assert [(one["by"], one["verdict"], one["note"]) for one in shown["judgements"]] == [("Әсел", "accept", "оқыдым")]


def test_init_and_import(tolqyn: Caller, tmp_path: Path) -> None:
    made = tolqyn("init", tmp_path / "жаңа", "--json")
    assert made.document == {
        "workspace": str(tmp_path / "жаңа"), "settings": str(tmp_path / "жаңа" / "tolqyn.toml"), "pack": None,
    }  # fmt: skip
    rows = tmp_path / "a.jsonl"
    rows.write_text(
        '{"url": "https://kz.example/1", "text": "Қазақстан", "source": "kz", "published_at": "2025-01-02"}\nбұзық\n',
        encoding="utf-8",
    )
    said = tolqyn("import", "jsonl", rows, "--workspace", tmp_path / "жаңа", "--json")
    assert said.code == 0 and said.err == ""
    assert said.document["stages"]["import"] == {"in": 2, "imported": 1, "rejected": 1, "records": 1}
