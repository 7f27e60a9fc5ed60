"""A judgement needs a form of ours, goes back to its page, and can be taken back without erasing anything."""

import re

import pytest
from starlette.testclient import TestClient

from tolqyn.web import House, create_app
from tolqyn.web.pages.judging import UNDONE
from tolqyn.workspace import Workspace


@pytest.fixture
def own(copy: Workspace) -> tuple[TestClient, House]:
    house = House(copy.place)
    return TestClient(create_app(house), base_url="http://localhost", follow_redirects=False), house


def form_of(client: TestClient, address: str) -> dict[str, str]:
    page = client.get(address).text
    token = re.search(r'name="csrf" value="(\w+)"', page)
    assert token
    return {"csrf": token[1], "back": address}


def test_a_judgement_is_kept_with_name_and_reason(own: tuple[TestClient, House]) -> None:
    client, house = own
    wave = house.desk.waves[0].wave_id
    sent = {**form_of(client, f"/{wave}"), "item": wave, "verdict": "accept", "by": "Айгүл", "note": "<b>дұрыс</b>"}
    answer = client.post("/judgements", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{wave}")
    kept = house.judgements.for_item(wave)
    assert [(row.verdict, row.by, row.note) for row in kept] == [("accept", "Айгүл", "<b>дұрыс</b>")]
    page = client.get(f"/{wave}").text
    assert "&lt;b&gt;дұрыс" in page and "<b>дұрыс" not in page
    assert 'value="Айгүл"' in page


def test_a_judged_thing_leaves_the_queue_and_comes_back_when_taken_back(own: tuple[TestClient, House]) -> None:
    client, house = own
    wave = house.desk.waves[0].wave_id
    form = form_of(client, "/review")
    queue = client.get("/review").text.split('id="h-said"')[0]
    assert wave in queue
    client.post("/judgements", data={**form, "item": wave, "verdict": "reject", "by": "Оля"})
    assert wave not in client.get("/review").text.split('id="h-said"')[0]
    client.post("/judgements", data={**form, "item": wave, "verdict": "unsure", "by": "Оля", "note": UNDONE})
    assert wave in client.get("/review").text.split('id="h-said"')[0]
    assert [row.verdict for row in house.judgements.for_item(wave)] == ["reject", "unsure"]


def test_forms_of_others_are_refused(own: tuple[TestClient, House]) -> None:
    client, house = own
    wave = house.desk.waves[0].wave_id
    good = {**form_of(client, "/review"), "item": wave, "verdict": "accept", "by": "Аня"}
    assert client.post("/judgements", data={**good, "csrf": "0" * 64}).status_code == 403
    assert client.post("/judgements", data=good, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    stranger = TestClient(create_app(house), base_url="http://localhost", follow_redirects=False)
    assert stranger.post("/judgements", data=good).status_code == 403
    assert house.judgements.all() == []


@pytest.mark.parametrize("change", [{"verdict": "destroy"}, {"by": " "}, {"item": "wav_nothing"}])
def test_what_is_no_judgement_is_not_kept(own: tuple[TestClient, House], change: dict[str, str]) -> None:
    client, house = own
    good = {**form_of(client, "/review"), "item": house.desk.waves[0].wave_id, "verdict": "accept", "by": "Аня"}
    assert client.post("/judgements", data={**good, **change}).status_code in (400, 404)
    assert house.judgements.all() == []


def test_the_way_back_stays_on_this_server(own: tuple[TestClient, House]) -> None:
    client, house = own
    good = {**form_of(client, "/review"), "item": house.desk.waves[0].wave_id, "verdict": "accept", "by": "Аня"}
    for address in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert client.post("/judgements", data={**good, "back": address}).headers["location"] == "/"
