"""Every judgement is kept twice; either copy rebuilds the other, and several people judge at once."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tolqyn.model.run import Judgement
from tolqyn.store import Judgements

NOON = datetime(2024, 11, 28, 12, tzinfo=UTC)
MADE = [
    Judgement("jud_1", "doc_а", "same", "Әлия", NOON, "doc_б", "бір мәтін"),
    Judgement("jud_2", "wav_1", "accept", "Ігор", NOON),
    Judgement("jud_3", "doc_а", "different", "Әлия", NOON, "doc_б"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "judgements"
    judgements = Judgements(folder)
    for judgement in MADE:
        judgements.add(judgement)
    return folder


def test_they_come_back_in_order_and_by_thing(folder: Path) -> None:
    judgements = Judgements(folder)
    assert judgements.all() == MADE
    assert judgements.for_item("doc_б") == [MADE[0], MADE[2]]
    assert judgements.for_item("wav_1") == [MADE[1]]
    assert judgements.for_item("doc") == []


def test_reading_creates_nothing(tmp_path: Path) -> None:
    assert Judgements(tmp_path / "none").all() == []
    assert not (tmp_path / "none").exists()


def test_the_same_judgement_is_kept_once(folder: Path) -> None:
    Judgements(folder).add(MADE[0])
    assert Judgements(folder).all() == MADE
    assert len((folder / "journal.jsonl").read_text("utf-8").splitlines()) == 3


def test_the_journal_alone_suffices(folder: Path) -> None:
    for path in folder.glob("judgements.sqlite*"):
        path.unlink()
    assert Judgements(folder).all() == MADE


def test_the_database_alone_suffices(folder: Path) -> None:
    before = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").unlink()
    assert Judgements(folder).all() == MADE
    assert (folder / "journal.jsonl").read_bytes() == before


def test_a_journal_torn_at_any_byte_is_made_whole(folder: Path) -> None:
    whole = (folder / "journal.jsonl").read_bytes()
    for end in range(0, len(whole), 17):
        (folder / "journal.jsonl").write_bytes(whole[:end])
        assert Judgements(folder).all() == MADE
        kept = [line for line in (folder / "journal.jsonl").read_bytes().split(b"\n") if line]
        readable = [line for line in kept if _is_json(line)]
        assert {json.loads(line)["judgement_id"] for line in readable} == {"jud_1", "jud_2", "jud_3"}


def test_a_line_that_only_the_journal_has_is_adopted(folder: Path) -> None:
    line = json.dumps(
        {"judgement_id": "jud_9", "item_id": "doc_в", "verdict": "reject", "by": "Ә", "at": NOON.isoformat()}
    )
    with (folder / "journal.jsonl").open("a") as journal:
        journal.write(line + "\nnot json\n")
    assert Judgements(folder).all() == [*MADE, Judgement("jud_9", "doc_в", "reject", "Ә", NOON)]


ADD = """
from datetime import UTC, datetime
from tolqyn.model.run import Judgement
from tolqyn.store import Judgements
judgements = Judgements(folder)
for n in range(6):
    judgements.add(Judgement(f"jud_{upto}_{n}", "тақырып", "same", "а", datetime(2024, 1, 1, tzinfo=UTC)))
"""


def test_several_processes_add_at_once(tmp_path: Path, start: Any) -> None:
    people = [start(ADD, tmp_path, number)[0] for number in range(3)]
    for person in people:
        person.join()
    assert [person.exitcode for person in people] == [0, 0, 0]
    assert len(Judgements(tmp_path).all()) == 18
    assert len((tmp_path / "journal.jsonl").read_text("utf-8").splitlines()) == 18


def _is_json(line: bytes) -> bool:
    try:
        return bool(json.loads(line))
    except ValueError:
        return False
