"""What was known on past days rests on nothing later, shown by taking the later days away."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from pipeline.panels import DAYS, panel, topic

from tolqyn import packs
from tolqyn.model.wave import Replayed
from tolqyn.pipeline.replaying import replay_panel, replay_press
from tolqyn.pipeline.steps import made_by_all
from tolqyn.pipeline.unfinished import Intent
from tolqyn.store import Place
from tolqyn.workspace import Workspace

FIRST = date(2024, 3, 1)
CUT = FIRST + timedelta(days=70)
WORDS = ("қала", "көпір", "мектеп", "өзен", "нан", "пойыз", "кітап", "дәрігер", "астық", "су")


def rows(until: date | None) -> str:
    """A press of two sources in which Georgia rises on day 60; the first of each text is copied by nobody."""
    rng = np.random.default_rng(8)
    lines = []
    for step in range(85):
        day = FIRST + timedelta(days=step)
        about = 12 if 60 <= step < 72 else int(rng.poisson(0.7))
        for number in range(about + 8):
            words = " ".join(WORDS[int(at)] for at in rng.integers(0, len(WORDS), 14))
            text = f"{'Грузия' if number < about else 'Бүгін'} {words} {step} {number}"
            source = ("айна", "бұлақ", "дала")[number % 3]
            if until is None or day <= until:
                url = f"https://{'abc'[number % 3]}.example/{step}/{number}"
                lines.append(f'{{"url": "{url}", "text": "{text}", "source": "{source}", "published_at": "{day}"}}')
    return "\n".join(lines) + "\n"


def workspace(root: Path, until: date | None) -> Workspace:
    """A finished workspace with the rows up to a day."""
    root.mkdir()
    packs.write_empty(Place(root).settings)
    (root / "a.jsonl").write_text(rows(until), encoding="utf-8")
    made = Workspace.at(root)
    made.import_files(Intent("jsonl", (str(root / "a.jsonl"),)))
    made.run("here")
    return made


def replayed(made: Workspace, days: list[date]) -> list[Replayed]:
    settings = made.settings
    return replay_press(made.view(), settings, settings.presses[0], made_by_all(settings), days=days)


def test_a_workspace_whose_future_is_cut_off_replays_the_same_past(tmp_path: Path) -> None:
    days = [CUT - timedelta(days=back) for back in range(14, -1, -1)]
    whole = replayed(workspace(tmp_path / "whole", None), days)
    past = replayed(workspace(tmp_path / "past", CUT), days)
    assert whole == past
    assert {row.target for row in whole} == {"GE"}
    assert min(row.day for row in whole) >= FIRST + timedelta(days=60)


def test_every_row_is_known_on_its_own_day() -> None:
    one = panel(topic("GE", 0.6, 1, (200, 215, 6.0)))
    found = replay_panel(one, 10, DAYS[190:])
    assert found
    assert all(row.detected_on <= row.day and (row.end is None or row.end <= row.day) for row in found)
    assert found[0].day == found[0].detected_on


@pytest.mark.parametrize("day", [DAYS[0], DAYS[5]])
def test_days_with_too_little_say_nothing(day: date) -> None:
    assert replay_panel(panel(topic("GE", 0.6, 1)), 10, [day]) == []
