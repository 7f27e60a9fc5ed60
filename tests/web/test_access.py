"""Where there are users, nobody reads without being known, readers do not judge, and no secret is kept in clear."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tolqyn.model.errors import Invalid
from tolqyn.web import House, create_app
from tolqyn.web.access import People
from tolqyn.web.access.gate import Attempts
from tolqyn.workspace import Workspace

PASSWORD = "төрт сөз ұзын тіркес"
NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def guarded(copy: Workspace) -> House:
    house = House(copy.place)
    house.people.put("Айгүл", "analyst", PASSWORD)
    house.people.put("оқырман", "reader", PASSWORD)
    return house


def browser(house: House) -> TestClient:
    return TestClient(create_app(house), base_url="http://localhost", follow_redirects=False)


def entered(house: House, name: str) -> TestClient:
    client = browser(house)
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/login").text)
    assert token
    answer = client.post("/login", data={"csrf": token[1], "name": name, "password": PASSWORD, "back": "/waves"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/waves")
    assert "HttpOnly" in answer.headers["set-cookie"] and "SameSite=strict" in answer.headers["set-cookie"]
    return client


@pytest.mark.parametrize("address", ["/", "/waves", "/search?q=порт", "/feed.atom", "/metrics", "/sarvenia", "/alerts"])
def test_nobody_reads_without_being_known(guarded: House, address: str) -> None:
    answer = browser(guarded).get(address)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/login?back=")


@pytest.mark.parametrize("address", ["/waves.json", "/api/v1/", "/api/v1/show/sarvenia", "/check.json"])
def test_programs_are_told_why(guarded: House, address: str) -> None:
    assert browser(guarded).get(address).status_code == 401
    key = guarded.people.token("оқырман")
    assert browser(guarded).get(address, headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert browser(guarded).get(address, headers={"Authorization": f"Bearer {key}x"}).status_code == 401


def test_a_reader_reads_and_an_analyst_judges_under_the_own_name(guarded: House) -> None:
    wave = guarded.desk.waves[0].wave_id
    for name, status in (("оқырман", 403), ("Айгүл", 303)):
        client = entered(guarded, name)
        token = re.search(r'name="csrf" value="(\w+)"', client.get(f"/{wave}").text)
        assert token
        sent = {"csrf": token[1], "item": wave, "verdict": "accept", "by": "somebody else"}
        assert client.post("/judgements", data=sent).status_code == status
    assert [row.by for row in guarded.judgements.all()] == ["Айгүл"]


def test_who_must_log_in_first_learns_nothing(guarded: House) -> None:
    client = browser(guarded)
    for address in ("/login", "/static/nothing", "/login.json"):
        assert guarded.desk.settings.name not in client.get(address).text


def test_leaving_ends_the_session(guarded: House) -> None:
    client = entered(guarded, "Айгүл")
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/").text)
    assert token
    client.post("/logout", data={"csrf": token[1]})
    assert client.get("/").status_code == 303


def test_a_wrong_password_says_no_more(guarded: House) -> None:
    client = browser(guarded)
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/login").text)
    assert token
    pages = [
        client.post("/login", data={"csrf": token[1], "name": name, "password": "жоқ"}) for name in ("Айгүл", "жоқ")
    ]
    assert [page.status_code for page in pages] == [401, 401]
    assert pages[0].text == pages[1].text


def test_no_secret_is_kept_in_clear_and_sessions_end(tmp_path: Path) -> None:
    people = People(tmp_path / "access")
    assert not people.any()
    people.put("Оля", "admin", PASSWORD)
    key, token = people.enter("Оля", PASSWORD, NOW), people.token("Оля")
    assert key
    kept = (tmp_path / "access" / "people.sqlite").read_bytes()
    assert not any(secret.encode() in kept for secret in (PASSWORD, key, token))
    assert people.who(key, "session", NOW + timedelta(days=13)) and not people.who(key, "token", NOW)
    assert people.who(key, "session", NOW + timedelta(days=15)) is None
    people.put("Оля", "reader", PASSWORD + "!")
    assert people.who(token, "token", NOW) is None
    people.remove("Оля")
    assert not people.any()
    with pytest.raises(Invalid):
        people.put("Оля", "admin", "қысқа")


def test_guessing_is_slowed() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    assert [attempts.admit("a", 3) for _ in range(4)] == [True, True, True, False]
    assert attempts.admit("b", 3)
    now[0] = 301.0
    assert attempts.admit("a", 3)
