"""The API pages through what the pages show; no question brings it down."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from tolqyn.web import House, create_app

PAGED = ("waves", "sources", "targets", "events", "documents", "judgements")


@pytest.mark.parametrize("name", PAGED)
def test_lists_come_page_by_page(client: TestClient, name: str) -> None:
    first = client.get(f"/api/v1/{name}?limit=2").json()
    assert len(first["items"]) == min(first["total"], 2)
    met, after = list(first["items"]), first["next"]
    while after is not None:
        page = client.get(f"/api/v1/{name}?limit=100&offset={after}").json()
        met, after = met + page["items"], page["next"]
    assert len(met) == first["total"]


def test_the_index_leads_to_everything(client: TestClient) -> None:
    index = client.get("/api/v1/").json()
    assert client.get(index["openapi"]).json()["openapi"].startswith("3.")
    assert index["days"] == ["2025-03-05", "2025-06-01"]


def test_what_is_wrong_is_said_with_its_remedy(client: TestClient) -> None:
    missing = client.get("/api/v1/show/wav_нет")
    assert missing.status_code == 404 and missing.json()["remedy"]
    assert client.get("/api/v1/waves?since=2024-13-40").status_code == 422
    assert client.get("/api/v1/series?target=жоқ").status_code == 404


def test_a_series_is_that_of_the_page(client: TestClient, house: House) -> None:
    wave = house.desk.waves[1]
    days = client.get(f"/api/v1/series?target={wave.target}&press={wave.press}").json()["days"]
    assert days == client.get(f"/{wave.wave_id}/series.json").json()["days"]


def test_no_question_brings_the_server_down(house: House) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(house), headers={"Host": "localhost"})
    for found in described.get_all_operations():
        asked = found.ok()

        @given(case=asked.as_strategy())
        @settings(
            max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        def ask(case: Any) -> None:
            assert case.call(headers={"Host": "localhost"}).status_code < 500

        ask()
