"""A question travels back: brief, wave, documents, captures, bytes."""

import json
from pathlib import Path

import pytest

from tolqyn.model.errors import Invalid
from tolqyn.pipeline.accounts import Finding
from tolqyn.queries.timelines import Asked
from tolqyn.workspace import Workspace


@pytest.mark.parametrize("ending", [".html", ".md", ".json"])
def test_a_brief_is_written_and_every_citation_of_it_holds(finished: Workspace, tmp_path: Path, ending: str) -> None:
    path = finished.brief(finished.strongest(Asked(press="all")), tmp_path / f"қорытынды{ending}")
    report = finished.verify(path)
    assert report.failures == ()
    assert report.checked > 100


def test_two_briefs_of_one_snapshot_are_equal(finished: Workspace, tmp_path: Path) -> None:
    wave = finished.strongest(Asked(press="all"))
    first, second = (finished.brief(wave, tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second


def test_every_step_of_the_walk_leads_to_the_next(finished: Workspace) -> None:
    wave = finished.show(finished.strongest(Asked(press="all")))
    assert wave["documents"] == len(wave["down"]["documents"]) > 50
    document = finished.show(wave["down"]["documents"][0]["document_id"])
    assert wave["wave_id"] in document["up"]["waves"]
    capture = finished.show(document["down"]["capture"])
    assert capture["verified"]
    assert document["document_id"] in capture["up"]["documents"]
    mention = finished.show(document["mentions"][0]["mention_id"])
    assert document["title"] is None or mention["surface"] in f"{document['title']}\n\n{document['text']}"
    assert finished.show(document["up"]["run"])["stage"] == "extract"
    for name in ("sarvenia", "all", "listok", "transit-law"):
        assert finished.show(name)["noun"] in ("target", "press", "source", "event")


def test_an_unknown_name_says_what_to_do(finished: Workspace) -> None:
    for name in ("doc_aaaaaaaaaaaaaaaaaaaa", "wav_aaaaaaaaaaaaaaaaaaaa", "жоқ"):
        with pytest.raises(Invalid, match="tolqyn search"):
            finished.show(name)


def test_a_flipped_byte_is_found_named_and_harms_nothing_else(copy: Workspace, tmp_path: Path) -> None:
    wave = copy.strongest(Asked(press="all"))
    path = copy.brief(wave, tmp_path / "brief.json")
    cited = json.loads(path.read_text(encoding="utf-8"))["evidence"][0]
    warc = copy.place.evidence / cited["warc_file"]
    payload = bytearray(warc.read_bytes())
    payload[cited["warc_offset"] + 60] ^= 0xFF
    warc.write_bytes(payload)

    report = copy.verify(path)
    assert not report.sound
    assert any(cited["capture_id"] in (failure.record or "") for failure in report.failures)
    assert {failure.record for failure in report.failures if failure.record} == {
        failure.record for failure in report.failures if cited["capture_id"] in (failure.record or "")
    }
    found = [finding for finding in copy.check() if finding.kind == "damaged"]
    assert [finding.item for finding in found] == [cited["capture_id"]]
    assert copy.waves(Asked())["waves"]
    assert copy.run("here") == []


def test_a_brief_that_was_edited_does_not_pass(copy: Workspace, tmp_path: Path) -> None:
    path = copy.brief(copy.strongest(Asked(press="all")), tmp_path / "brief.html")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("original texts", "invented texts", 1), encoding="utf-8")
    assert not copy.verify(path).sound


def test_a_clean_workspace_has_nothing_but_silent_sources(finished: Workspace) -> None:
    findings: list[Finding] = finished.check()
    assert {finding.kind for finding in findings} <= {"silent"}
    assert "put" in {finding.item for finding in findings}
