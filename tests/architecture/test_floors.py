"""The import law, and the words that may not name a module."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "tolqyn").rglob("*.py"))
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "handler", "processor",
               "data", "info", "misc"}  # fmt: skip
JUDGING = ("campaign", "coordinated", "disinformation", "propaganda")


def test_imports_only_go_down_the_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300, "a module of more than 300 lines is two modules"
    assert ast.get_docstring(ast.parse(text)), "a module begins with what it is for"
    assert not EMPTY_NAMES & {part.lower() for part in path.with_suffix("").relative_to(ROOT).parts}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_stands_inside_a_function(path: Path) -> None:
    """Circles hide there; an optional heavy dependency is the one exception and says so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for function in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    assert "PLC0415" in lines[node.lineno - 1], f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_ours_judges(path: Path) -> None:
    """Findings say what was published, by whom, when, and how unusual it was; a parameter of addresses is not ours."""
    text = path.read_text(encoding="utf-8").lower().replace("at_campaign", "")
    found = [word for word in JUDGING if word in text]
    assert not found, f"{path.name} says {found}"
