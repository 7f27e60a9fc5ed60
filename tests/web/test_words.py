"""The catalogues hold the same strings with the same fields, and nothing that no page shows."""

import re
from pathlib import Path
from string import Formatter

import pytest

import tolqyn.web
from tolqyn.web.wording import LANGUAGES, chosen_language, words

WEB = Path(tolqyn.web.__file__).parent


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_agree(language: str) -> None:
    ours, english = words(language).text, words("en").text
    assert set(ours) == set(english)
    assert {key: fields(text) for key, text in ours.items()} == {key: fields(text) for key, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 5, 11, 21, 1.5])
def test_every_string_can_be_filled(language: str, number: float) -> None:
    told = words(language)
    for key, text in told.text.items():
        slots = {name: "2024-11-28" if spec in ("date", "short") else number
                 for _, name, spec, _ in Formatter().parse(text) if name}  # fmt: skip
        assert "{" not in told(key, **slots), key


def test_templates_ask_for_strings_that_exist() -> None:
    asked = set()
    for template in (WEB / "templates").rglob("*.j2"):
        asked |= set(re.findall(r'(?<!\w)t\("([\w.-]+)"[,)]', template.read_text(encoding="utf-8")))
    assert asked and asked <= set(words("en").text)


def test_the_language_of_the_browser_is_taken() -> None:
    assert chosen_language(None, "de, kk-KZ;q=0.8, ru;q=0.7") == "kk"
    assert chosen_language("ru", "kk") == "ru"
    assert chosen_language("'; drop", "q=;;,,;q=x") == "en"


def test_plurals_follow_the_language() -> None:
    assert str(words("ru")("listing.total", n=22)) == "22 документа"
    assert str(words("uk")("listing.total", n=25)) == "25 документів"
    assert str(words("kk")("listing.total", n=2)) == "2 құжат"
