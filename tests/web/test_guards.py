"""What every answer carries, which requests are turned away, and who may listen beyond this machine."""

import pytest
from starlette.testclient import TestClient

from tolqyn.model.errors import Invalid
from tolqyn.web import House, Options, create_app
from tolqyn.web.guards import HEADERS
from tolqyn.web.options import required_private


@pytest.mark.parametrize("address", ["/", "/nothing", "/static/page.css", "/api/v1/", "/feed.atom", "/waves.json"])
def test_every_answer_carries_the_security_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    for name in HEADERS:
        assert name.lower() in answer.headers, name
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy


def test_no_page_holds_a_script_or_a_style_of_its_own(client: TestClient, house: House) -> None:
    wave = house.desk.waves[0].wave_id
    for address in ("/", f"/{wave}", "/sources", "/review", "/search?q=порт"):
        text = client.get(address).text
        assert "<style" not in text and " style=" not in text and " onclick=" not in text
        assert text.count("<script") == text.count('<script src="/static/')
        assert "http://" not in text.replace("http://localhost", "").replace("http://www.w3.org", "")


def test_a_page_elsewhere_that_resolves_to_us_gets_nothing(house: House) -> None:
    app = create_app(house)
    assert TestClient(app, base_url="http://attacker.example").get("/").status_code == 421
    assert TestClient(app, base_url="http://127.0.0.1:8467").get("/").status_code == 200
    named = create_app(House(house.place, Options(hosts=("Баспасөз.example",))))
    assert TestClient(named, base_url="http://localhost").get("/", headers={"Host": "other.example"}).status_code == 421


def test_large_bodies_are_turned_away(client: TestClient) -> None:
    assert client.post("/judgements", content=b"x" * (2 << 20)).status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "қала.example"])
def test_listening_beyond_this_machine_needs_users(host: str) -> None:
    with pytest.raises(Invalid, match="no users"):
        required_private(Options(host=host), has_users=False)
    assert required_private(Options(host=host), has_users=True).host == host
    assert required_private(Options(host="::1"), has_users=False).private


def test_files_that_name_their_content_may_be_kept(client: TestClient) -> None:
    page = client.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(address).headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "private, no-cache"
