"""Verdicts follow the score, and doubt lowers them."""

from dataclasses import replace

import pytest

from tolqyn.annotate.narratives.denial import denies
from tolqyn.annotate.narratives.scoring import MATCH, UNSURE, Likeness, score, verdict

SURE = Likeness(apart=0.35, margin=0.2, whole=0.6, least=0.55, cued=True, named="here", denied=False)


def test_a_sure_one_matches() -> None:
    assert score(SURE) > MATCH
    assert verdict(SURE) == "match"


@pytest.mark.parametrize("doubt", [{"denied": True}, {"named": "near"}, {"margin": -0.1}, {"cued": False}])
def test_doubt_makes_it_unsure(doubt: dict[str, object]) -> None:
    assert verdict(replace(SURE, **doubt)) == "unsure"


def test_between_the_thresholds_it_is_unsure_and_below_nothing() -> None:
    between = replace(SURE, least=0.3)
    assert UNSURE <= score(between) < MATCH
    assert verdict(between) == "unsure"
    assert verdict(replace(SURE, least=0.1, apart=0.12)) is None


def test_the_score_rises_with_either_likeness() -> None:
    assert score(replace(SURE, apart=0.4)) > score(SURE) > score(replace(SURE, least=0.5))


@pytest.mark.parametrize(
    ("text", "language", "denied"),
    [
        ("Кремль опроверг сообщения о перевороте", "ru", True),
        ("Запад готовит переворот", "ru", False),
        ("Київ спростував ці заяви", "uk", True),
        ("Астана бұл ақпаратты жоққа шығарды", "kk", True),
        ("Tbilisi denied the claims", "en", True),
        ("Tbilisi denied the claims", None, True),
        ("哈萨克斯坦总统抵达阿斯塔纳", "zh", False),
    ],
)
def test_words_of_denial(text: str, language: str | None, denied: bool) -> None:
    assert denies(text, language) is denied
