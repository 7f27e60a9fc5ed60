"""A saved question speaks once when a wave begins, again when it doubles, and when it ends; never twice, never late."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tolqyn.model.errors import Invalid
from tolqyn.model.wave import Wave
from tolqyn.queries.standing import Point
from tolqyn.web import House, create_app
from tolqyn.web.alerts import Outbox, Post, Question, load_questions, notices, send_due
from tolqyn.web.alerts.wording import worded
from tolqyn.web.wording import words
from tolqyn.workspace import Workspace

ONSET = date(2024, 11, 28)
ALERTS = '[[alert]]\nname = "Көрші"\ntarget = "sarvenia"\npress = "all"\nto = ["json://127.0.0.1:9/"]\n'


def wave(**changed: object) -> Wave:
    made = Wave(
        "wav_a", "GE", "all", "coverage", None, "on", "alarm", ONSET, ONSET, ONSET, ONSET, None, None, None, 100, 10.0,
        90.0, 10.0, 1e9, 100, 100, 5, None, False, None, None, None, ONSET + timedelta(1)
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def points(*originals: int) -> list[Point]:
    return [Point(ONSET + timedelta(days=at), count, count, 1.0, 3.0, 50.0) for at, count in enumerate(originals)]


def test_a_wave_is_told_of_when_it_begins_doubles_and_ends() -> None:
    ended = wave(end=ONSET + timedelta(days=4))
    told = notices(Question("q"), ended, points(5, 5, 5, 6, 30, 99))
    assert [(row.kind, row.day.day, row.observed) for row in told] == [
        ("began", 29, 10), ("doubled", 1, 21), ("doubled", 2, 51), ("ended", 2, 51)]  # fmt: skip
    assert len({row.key for row in told}) == len(told)


UNASKED = (
    Question("q", "KZ"),
    Question("q", press="state"),
    Question("q", series="hostile"),
    Question("q", strength=11),
)


@pytest.mark.parametrize("question", UNASKED)
def test_what_was_not_asked_for_is_not_told(question: Question) -> None:
    assert notices(question, wave(), points(5, 5)) == []


def test_notices_that_are_weaker_than_an_alarm_are_told_to_those_who_want_them() -> None:
    weak = wave(tier="notice")
    assert notices(Question("q"), weak, points(5, 5)) == []
    assert notices(Question("q", tier="notice"), weak, points(5, 5))
    assert notices(Question("q"), wave(status="retracted"), points(5, 5)) == []


def test_each_notice_leaves_once_and_what_fails_stays_due(house: House, tmp_path: Path) -> None:
    questions = (Question("Сарвения", target="sarvenia", press="all", to=("json://x/",)),)
    known = next(row for row in house.desk.waves if row.press == "all")
    now = datetime.combine(known.end or known.peak, time(12), UTC) + timedelta(days=1)
    box, left, works = Outbox(tmp_path / "alerts" / "sent.jsonl"), [], [False]

    def send(to: object, title: str, body: str) -> bool:
        left.append((title, body))
        return works[0]

    post = Post(box, worded(house.desk, words("ru"), "https://tolqyn.example"), send)
    assert send_due(house.desk, questions, post, now) == [] and left and '"sent"' not in box.path.read_text()
    works[0] = True
    first = send_due(house.desk, questions, post, now)
    assert first and first[-1].kind == "ended"
    assert send_due(house.desk, questions, post, now) == []
    assert left[-1][0] == "Волна кончается: Сарвения, все источники" or left[-1][0].startswith(
        "Волна кончается: Сарвения"
    )
    assert f"https://tolqyn.example/{known.wave_id}" in left[-1][1]


def test_quiet_hours_hold_back_and_old_news_is_not_sent(house: House, tmp_path: Path) -> None:
    sleeping = Question("q", target="sarvenia", to=("json://x/",), quiet=(time(22), time(7)))
    post = Post(Outbox(tmp_path / "sent.jsonl"), worded(house.desk, words("kk"), ""), lambda *_: True)
    night = datetime(2025, 5, 24, 23, tzinfo=UTC)
    assert send_due(house.desk, (sleeping,), post, night) == []
    assert send_due(house.desk, (sleeping,), post, night + timedelta(hours=10))
    years = Post(Outbox(tmp_path / "other.jsonl"), worded(house.desk, words("kk"), ""), lambda *_: True)
    assert send_due(house.desk, (sleeping,), years, datetime(2026, 5, 24, 12, tzinfo=UTC)) == []
    assert years.outbox.sent()


def test_questions_are_read_and_previewed(copy: Workspace) -> None:
    (copy.place.root / "alerts.toml").write_text(ALERTS, encoding="utf-8")
    client = TestClient(create_app(House(copy.place)), base_url="http://localhost")
    page = client.get("/alerts").text
    assert "Көрші" in page and "json://" not in page
    kinds = [row["kind"] for row in client.get("/alerts.json").json()["notices"]]
    assert kinds.count("began") == 1 and kinds.count("ended") == 1


FAULTY = (
    '[[alert]]\ntarget = "GE"',
    '[[alert]]\nname = "a"\nquiet = "түн"',
    "[[alert]]\nname = ",
    '[[alert]]\nname = "a"\n[[alert]]\nname = "a"',
    '[[alert]]\nname = "a"\ntier = "loud"',
    '[[alert]]\nname = "a"\nage = 3',
)


@pytest.mark.parametrize("text", FAULTY)
def test_a_file_with_a_fault_is_refused_with_the_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "alerts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid):
        load_questions(tmp_path)
    assert load_questions(tmp_path / "nowhere") == ()
