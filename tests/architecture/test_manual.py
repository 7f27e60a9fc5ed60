"""The manual is part of the build: what the code says of itself and what docs/reference says are one."""

import importlib.util
from pathlib import Path

import pytest

from tolqyn.cli import VERBS

DOCS = Path(__file__).parents[2] / "docs"


def generated() -> dict[str, str]:
    specification = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    pages: dict[str, str] = module.pages()
    return pages


@pytest.mark.parametrize("page", sorted(generated()))
def test_the_reference_is_what_the_code_says(page: str) -> None:
    stands = (DOCS / "reference" / page).read_text(encoding="utf-8")
    assert stands == generated()[page], "run: python docs/generate.py"


def test_every_verb_is_documented() -> None:
    text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert all(f"## tolqyn {verb}\n" in text for verb in VERBS)


def test_every_decision_has_its_number() -> None:
    numbers = [path.name[:4] for path in (DOCS / "decisions").glob("*.md")]
    assert all(number.isdigit() for number in numbers)
    assert len(numbers) == len(set(numbers))
