"""Every kind is written whole or not at all, twice the same, and also for a wave of nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.shelf import Shelf, findings
from tolqyn.export import KINDS, export
from tolqyn.model.errors import Invalid


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_findings_give_the_same_bytes(shelf: Shelf, tmp_path: Path, kind: str) -> None:
    first, second = (export(kind, shelf.findings, shelf.folder, tmp_path / name).path for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "archive", "b"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wave_without_documents_and_without_an_end_is_written(shelf: Shelf, tmp_path: Path, kind: str) -> None:
    exported = export(kind, findings((), end=None, status="rising"), shelf.folder, tmp_path / "w")
    assert exported.documents == 0
    assert exported.path.stat().st_size > 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "parquet"])
def test_text_that_utf_8_cannot_hold_breaks_nothing(shelf: Shelf, tmp_path: Path, kind: str) -> None:
    """Tables cannot hold such text, so none reaches an export from there; findings may be built by hand."""
    first = shelf.findings.exhibits[0]
    odd = replace(first, document=replace(first.document, title="Порт \ud800 жабық", published_at=None))
    assert export(kind, replace(shelf.findings, exhibits=(odd,)), shelf.folder, tmp_path / "w").path.is_file()


def test_an_unknown_kind_and_a_missing_folder_name_the_remedy(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="wacz, stix, ftm, csv, parquet, rss"):
        export("pdf", shelf.findings, shelf.folder, tmp_path / "w.pdf")
    with pytest.raises(Invalid, match="in a folder that exists"):
        export("csv", shelf.findings, shelf.folder, tmp_path / "жоқ" / "w.csv")
    (tmp_path / "own").mkdir()
    with pytest.raises(Invalid, match="in a folder that exists"):
        export("csv", shelf.findings, shelf.folder, tmp_path / "own")
    assert not list(tmp_path.glob(".*"))
