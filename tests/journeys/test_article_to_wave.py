"""An article travels: from a file to a wave whose days are those that were planted."""

import tomllib
from datetime import date
from typing import Any

import pytest
from journeys.corpus import import_demo

from tolqyn import packs
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.link import Link
from tolqyn.queries.timelines import Asked
from tolqyn.workspace import Workspace


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return tomllib.loads((packs.demo_folder() / "truth.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wave(finished: Workspace) -> dict[str, Any]:
    name = finished.strongest(Asked(press="all"))
    return next(row for row in finished.waves(Asked())["waves"] if row["wave_id"] == name)


def test_every_file_became_a_document(finished: Workspace, truth: dict[str, Any]) -> None:
    view = finished.view()
    assert view.count(Document) == truth["documents"]
    query = "select count(published_at) as n, min(published_at)::date as a, max(published_at)::date as b from documents"
    dated = view.sql(query).to_pylist()[0]
    assert dated["n"] == truth["documents"]
    assert truth["first_day"] <= dated["a"] < dated["b"] <= truth["last_day"]
    languages = set(view.sql("select distinct language from documents").column("language").to_pylist())
    assert {"ru", "kk", "uk", "en"} <= languages


def test_the_wave_is_the_planted_one(wave: dict[str, Any], truth: dict[str, Any]) -> None:
    planted = truth["wave"]
    assert wave["target"] == planted["target"]
    assert abs((date.fromisoformat(wave["onset"]) - planted["onset"]).days) <= 1
    assert abs((date.fromisoformat(wave["end"]) - planted["end"]).days) <= 2
    assert wave["status"] == "over"
    assert wave["strength"] > 3


def test_reprints_are_counted_apart(finished: Workspace, truth: dict[str, Any]) -> None:
    view = finished.view()
    rows = view.sql("""select c.address as copy, o.address as original from links l
                       join documents c on c.document_id = l.document_id
                       join documents o on o.document_id = l.original_id""").to_pylist()
    found = {(row["copy"], row["original"]) for row in rows}
    planted = {(pair["copy"], pair["original"]) for pair in truth["reprint"]}
    assert planted <= found, planted - found


def test_the_event_stands_beside_the_onset(wave: dict[str, Any], truth: dict[str, Any]) -> None:
    assert truth["wave"]["event"] in {event["event_id"] for event in wave["events"]}


def test_the_source_that_joins_and_the_one_that_falls_silent_make_no_wave(
    finished: Workspace, truth: dict[str, Any]
) -> None:
    """Every wave there is overlaps the planted one."""
    for row in finished.waves(Asked())["waves"]:
        assert date.fromisoformat(row["onset"]) <= truth["wave"]["end"]
        assert row["end"] is None or date.fromisoformat(row["end"]) >= truth["wave"]["onset"]


def test_a_second_import_and_a_second_run_change_nothing(copy: Workspace) -> None:
    before, snapshot = copy.view().count(Capture), copy.view().snapshot
    assert copy.run("here") == []
    assert copy.view().snapshot == snapshot
    import_demo(copy)
    assert copy.view().count(Capture) == before
    assert copy.run("here") == []


def test_search_finds_word_forms_across_languages(finished: Workspace) -> None:
    hits = finished.search("Сарвению")
    assert hits
    assert {hit["language"] for hit in hits} & {"ru"}
    assert any("Сарвения" in hit["excerpt"] or "Сарвении" in hit["excerpt"] for hit in hits)
    assert finished.search("Sarvenia")


def test_a_new_version_of_a_stage_redoes_it_and_what_follows(copy: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = copy.view().count(Document)
    monkeypatch.setattr("tolqyn.annotate.VERSION", "2")
    stages = [run.stage for run in copy.run("here")]
    assert set(stages) == {"annotate", "read", "waves"}
    view = copy.view()
    assert view.count(Document) == documents
    versions = set(view.sql("select distinct made_by from coverages").column("made_by").to_pylist())
    assert {version.split("/")[1][0] for version in versions} == {"1", "2"}
    assert {"copy", "same-event"} <= {link.relation for link in view.records(Link)}
    assert copy.run("here") == []
