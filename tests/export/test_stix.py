"""The bundle says what was observed, names nobody as an actor, and other people's library accepts it."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.export.shelf import Shelf
from tolqyn.export import export
from tolqyn.export.stix import bundle_of

ALLOWED = {"identity", "url", "file", "observed-data", "relationship", "grouping", "note"}


def bundle(shelf: Shelf, tmp_path: Path) -> dict[str, Any]:
    path = export("stix", shelf.findings, shelf.folder, tmp_path / "w.json").path
    read: dict[str, Any] = json.loads(path.read_bytes())
    return read


def test_every_reference_is_in_the_bundle_and_no_actor_is(shelf: Shelf, tmp_path: Path) -> None:
    objects = bundle(shelf, tmp_path)["objects"]
    known = {thing["id"] for thing in objects}
    assert len(known) == len(objects)
    assert {thing["type"] for thing in objects} == ALLOWED
    for thing in objects:
        assert re.fullmatch(
            rf"{thing['type']}--[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[0-9a-f-]{{17}}", thing["id"]
        )
        for key in ("created_by_ref", "source_ref", "target_ref"):
            assert thing.get(key, thing["id"]) in known
        assert set(thing.get("object_refs", [])) <= known
        assert thing.get("modified", "") >= thing.get("created", "")
    grouping = next(thing for thing in objects if thing["type"] == "grouping")
    assert grouping["context"] == "unspecified"
    assert sum(thing["type"] == "observed-data" for thing in objects) == len(shelf.findings.exhibits)


def test_names_are_those_that_everybody_gives(shelf: Shelf, tmp_path: Path) -> None:
    stix2 = pytest.importorskip("stix2", reason="the stix2 library is not installed")
    held = bundle(shelf, tmp_path)
    parsed = stix2.parse(held, allow_custom=False)
    assert len(parsed.objects) == len(held["objects"])
    for thing in held["objects"]:
        if thing["type"] == "url":
            assert stix2.URL(value=thing["value"]).id == thing["id"]
        if thing["type"] == "file":
            assert stix2.File(hashes=thing["hashes"]).id == thing["id"]


def test_names_of_addresses_follow_the_standard(shelf: Shelf) -> None:
    """The identifier that the stix2 library (3.0.2) gives to this address."""
    urls = {thing["value"]: thing["id"] for thing in bundle_of(shelf.findings)["objects"] if thing["type"] == "url"}
    assert urls["https://t.me/kanal/24"] == "url--619eb793-c433-5ab9-8b67-592e47f0a281"


def test_a_later_snapshot_is_a_new_version_of_the_wave_and_the_same_evidence(shelf: Shelf) -> None:
    later = replace(shelf.findings, drawn_at=datetime(2024, 12, 9, tzinfo=UTC), snapshot=8)
    first, second = bundle_of(shelf.findings)["objects"], bundle_of(later)["objects"]
    assert [thing["id"] for thing in first] == [thing["id"] for thing in second]
    changed = {thing["type"] for thing, other in zip(first, second, strict=True) if thing != other}
    assert changed == {"grouping", "note"}
    assert all(one["created"] == two["created"] for one, two in zip(first, second, strict=True) if "created" in one)


def test_a_retracted_wave_is_revoked(shelf: Shelf) -> None:
    findings = replace(shelf.findings, wave=replace(shelf.findings.wave, status="retracted"))
    (grouping,) = (thing for thing in bundle_of(findings)["objects"] if thing["type"] == "grouping")
    assert grouping["revoked"] is True
    assert grouping["name"].startswith("retracted: ")
