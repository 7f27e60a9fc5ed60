"""The starter packs: enough sources, told apart, each with where it is read and who judged it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from tolqyn.model.errors import Invalid
from tolqyn.model.settings import SourceKind
from tolqyn.packs import pack_names, read_pack, unpack, write_empty
from tolqyn.store import load_settings

LEAST = {"russia": 40, "kazakhstan": 25, "ukraine": 15, "kyrgyzstan": 15}
COUNTRY_OF = {"russia": "RU", "kazakhstan": "KZ", "ukraine": "UA", "kyrgyzstan": "KG"}
SINCE = re.compile(r"(1[89]|20)\d\d(-[01]\d(-[0-3]\d)?)?")
NO_FEED = re.compile(r"feed (known|addresses)", re.IGNORECASE)


def sources_of(name: str) -> list[dict[str, Any]]:
    return read_pack(name)["source"]


def every_source() -> list[dict[str, Any]]:
    return [source for name in LEAST for source in sources_of(name)]


@pytest.mark.parametrize("name", LEAST)
def test_a_pack_has_enough_sources_of_its_country(name: str) -> None:
    own = [source for source in sources_of(name) if source["country"] == COUNTRY_OF[name]]
    assert len(own) >= LEAST[name]


def test_identifiers_addresses_feeds_and_channels_are_unique_across_packs() -> None:
    sources = every_source()
    for told in (
        [source["id"] for source in sources],
        [source["address"] for source in sources],
        [feed for source in sources for feed in source.get("feeds", ())],
        [source["channel"].lower() for source in sources if "channel" in source],
    ):
        assert [item for item, count in Counter(told).items() if count > 1] == []


def test_a_source_says_where_it_is_read_or_why_that_is_not_known() -> None:
    for source in every_source():
        assert re.match(r"https?://[\w.-]+/", source["address"]), source["id"]
        reachable = source.get("feeds") or source.get("channel")
        assert reachable or NO_FEED.search(source.get("note", "")), source["id"]
        if "channel" in source:
            assert source["address"] == f"https://t.me/{source['channel']}"


def test_kind_country_and_languages_are_told_with_a_judge_and_a_date() -> None:
    for source in every_source():
        assert source["kind"] in get_args(SourceKind), source["id"]
        assert source["kind_by"], source["id"]
        assert SINCE.fullmatch(source["kind_since"]), source["id"]
        assert re.fullmatch(r"[A-Z]{2}", source["country"]), source["id"]
        assert source["languages"], source["id"]
        assert all(re.fullmatch(r"[a-z]{2}", language) for language in source["languages"]), source["id"]


def test_nothing_claims_to_be_verified_and_nothing_is_founded_in_the_future() -> None:
    for source in every_source():
        assert source["verified"] is False
        assert source.get("founded", date(1900, 1, 1)) < date(2026, 1, 1), source["id"]


def test_the_russian_pack_spans_kinds_and_channels() -> None:
    sources = sources_of("russia")
    assert {"state", "state-linked", "party", "independent", "aggregator", "blogger"} <= {s["kind"] for s in sources}
    assert sum("channel" in source for source in sources) >= 15
    assert sum(source["kind"] == "party" for source in sources) >= 4


def test_look_alikes_are_told_apart() -> None:
    notes = {source["id"]: source.get("note", "") for source in every_source()}
    assert "Pravda.ru" in notes["gazeta-pravda"]
    assert "gazeta-pravda.ru" in notes["kp"]
    assert "newspaper Правда" in notes["pravda-ru"]
    assert "Новая газета" in notes["ng"]
    assert "azattyq.org" in notes["azattyk"]
    assert "24.kz" in notes["24kg"]


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_becomes_settings_that_load(name: str, tmp_path: Path) -> None:
    unpack(name, tmp_path / "tolqyn.toml")
    settings = load_settings(tmp_path / "tolqyn.toml")
    known = {source.source_id for source in settings.sources}
    assert known == {source["id"] for source in read_pack(name)["source"]}
    assert all(set(press.sources) <= known for press in settings.presses)


def test_the_joined_pack_holds_both_presses_targets_and_a_calendar() -> None:
    joined = read_pack("russia-on-kazakhstan")
    assert len(joined["source"]) == len(sources_of("russia")) + len(sources_of("kazakhstan"))
    assert "packs" not in joined["workspace"]
    targets = {target["id"]: target for target in joined["target"]}
    assert {"KZ", "kz-president", "kz-government", "kz-foreign-ministry"} <= set(targets)
    for target in joined["target"]:
        if target["type"] == "PER":
            assert any(re.search("[а-яё]", alias) for alias in target["aliases"]), target["id"]
            assert any(alias.isascii() for alias in target["aliases"]), target["id"]
    assert len(joined["event"]) >= 30
    for event in joined["event"]:
        assert date(2024, 1, 1) <= event["day"] <= date(2026, 12, 31)
        assert event["category"]
        assert set(event["targets"]) <= {"KZ", "RU"}


def test_an_unknown_pack_names_the_known_ones() -> None:
    with pytest.raises(Invalid, match="атлантида"):
        read_pack("атлантида")


def test_settings_that_exist_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "жұмыс" / "tolqyn.toml"
    write_empty(path)
    assert load_settings(path).name == "жұмыс"
    before = path.read_bytes()
    for write in (lambda: write_empty(path), lambda: unpack("kyrgyzstan", path)):
        with pytest.raises(Invalid, match="exists already"):
            write()
    assert path.read_bytes() == before
