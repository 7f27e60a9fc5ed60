"""A brief as .docx and .pdf: written, read back, verified; what was changed since is found."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.brief.invented import Shelf, findings
from tests.brief.invented_marks import read_findings
from tolqyn.brief import compose, read_back, render, verify_brief
from tolqyn.brief.paper import BROWSER_VARIABLE, browser
from tolqyn.brief.parts import statements
from tolqyn.model.errors import Invalid


def has_browser() -> bool:
    try:
        return bool(browser())
    except Invalid:
        return False


ENDINGS = [
    ".docx",
    pytest.param(
        ".pdf",
        marks=[pytest.mark.browser, pytest.mark.skipif(not has_browser(), reason="no Chromium was found")],
    ),
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_holds_every_statement_and_is_verified(ending: str) -> None:
    held = read_findings()
    brief = compose(held)
    written = read_back(render(brief, ending), ending)
    report = verify_brief(written, Shelf(held))
    assert report.sound, report.failures
    assert {seen.text for seen in written.visible} == {statement.text for _, statement in statements(brief)}


def test_a_changed_word_in_a_document_is_named() -> None:
    held = findings()
    changed = rewritten(render(compose(held), ".docx"), "word/document.xml", "Тулания", "Лапутия")
    report = verify_brief(read_back(changed, ".docx"), Shelf(held))
    assert not report.sound
    assert any("Лапутия" in str(failure) for failure in report.failures)


def test_a_changed_record_in_a_document_is_named() -> None:
    held = findings()
    changed = rewritten(render(compose(held), ".docx"), "customXml/tolqyn.xml", "0.31", "0.99")
    failures = verify_brief(read_back(changed, ".docx"), Shelf(held)).failures
    assert any("no longer fits its seal" in str(failure) for failure in failures)


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
@pytest.mark.parametrize("payload", [b"", b"PK\x03\x04", b"%PDF-1.7\n", "қағаз".encode()])
def test_what_is_no_brief_is_told(ending: str, payload: bytes) -> None:
    with pytest.raises(Invalid, match=r"cannot be read|carries no brief"):
        read_back(payload, ending)


def test_without_a_browser_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(BROWSER_VARIABLE, str(tmp_path / "жоқ"))
    with pytest.raises(Invalid, match=r"printed by a browser(.|\n)*write \.html or \.docx"):
        render(compose(findings()), ".pdf")


def rewritten(payload: bytes, member: str, old: str, new: str) -> bytes:
    """The same package with a word changed in one member."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as source, zipfile.ZipFile(sink, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, body.replace(old.encode(), new.encode()) if name == member else body)
    return sink.getvalue()
