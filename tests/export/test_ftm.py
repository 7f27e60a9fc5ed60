"""Entities have schemata and properties of FollowTheMoney, and point only at each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.export.shelf import Shelf
from tolqyn.export import export


def entities(shelf: Shelf, tmp_path: Path) -> list[dict[str, Any]]:
    text = export("ftm", shelf.findings, shelf.folder, tmp_path / "w.ftm.json").path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def named(shelf: Shelf, number: int) -> str:
    """Underscores are not allowed in names there."""
    return shelf.findings.exhibits[number].document.document_id.replace("_", "-")


def test_documents_name_their_publisher_and_the_target(shelf: Shelf, tmp_path: Path) -> None:
    found = entities(shelf, tmp_path)
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    article = by_id[named(shelf, 0)]
    assert article["schema"] == "Article"
    assert article["properties"]["language"] == ["rus"]
    assert article["properties"]["publishedAt"] == ["2024-11-28T06:30:00"]
    post = by_id[named(shelf, 3)]
    assert post["schema"] == "Message"
    assert by_id[post["properties"]["sender"][0]]["properties"]["name"] == ["Канал 24"]
    mentions = [entity["properties"] for entity in found if entity["schema"] == "Mention"]
    assert {tuple(mention["name"]) for mention in mentions} == {("Тулания",)}
    assert all(mention["document"][0] in by_id and mention["contextCountry"] == ["ge"] for mention in mentions)
    kinds = {entity["properties"]["name"][0]: entity["schema"] for entity in found if "name" in entity["properties"]}
    assert (kinds["Вестник Залесья"], kinds["luka"]) == ("Organization", "LegalEntity")


def test_the_wave_is_an_event_with_its_documents_as_proof(shelf: Shelf, tmp_path: Path) -> None:
    (event,) = (entity for entity in entities(shelf, tmp_path) if entity["schema"] == "Event")
    assert event["id"] == "wav-invented"
    assert (event["properties"]["startDate"], event["properties"]["endDate"]) == (["2024-11-28"], ["2024-12-03"])
    assert event["properties"]["proof"] == [named(shelf, number) for number in range(5)]


def test_the_library_of_the_format_takes_every_value(shelf: Shelf, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney", reason="the followthemoney library is not installed")
    for entity in entities(shelf, tmp_path):
        schema = ftm.model.get(entity["schema"])
        assert set(entity["properties"]) <= set(schema.properties)
        assert set(schema.required) <= set(entity["properties"])
        strict = ftm.EntityProxy.from_dict({**entity, "properties": {}})
        for name, values in entity["properties"].items():
            for value in values:
                strict.add(name, value, cleaned=False)
            assert set(strict.get(name)) == set(values), name
