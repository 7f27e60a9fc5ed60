"""The component on invented sentences: what it promises, not how good it is."""

from dataclasses import replace
from functools import cache

import pytest

from tolqyn.annotate.attitudes import AdapterAttitudes, Options
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Annotator, Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Attitude, Name, Quote

BLAMED = "Захарова назвала действия Украины преступными."
TWO = "США обвинили Грузию в отходе от демократии. В Астане прошёл саммит."


@cache
def component(neutral: bool = False) -> AdapterAttitudes:
    return AdapterAttitudes(Options(neutral=neutral))


@cache
def targets() -> TargetAnnotator:
    return TargetAnnotator()


def marked(text: str, language: str | None = "ru") -> Marked:
    return Marked(bare_text(text, language, targets()))


def of(text: Marked, neutral: bool = False) -> tuple[Attitude, ...]:
    (found,) = component(neutral).annotate([text])
    assert all(isinstance(one, Attitude) for one in found)
    return found  # type: ignore[return-value]


def test_it_is_a_component_of_its_role() -> None:
    assert isinstance(component(), Annotator)
    assert (component().role, component().name) == ("attitudes", "adapter")
    assert component().version != component(True).version


def test_blame_is_against_its_target_and_its_words_stand_in_the_sentence() -> None:
    (found,) = of(marked(BLAMED))
    assert (found.target, found.polarity) == ("UA", -1)
    assert BLAMED[found.target_start : found.target_stop] == "Украины"
    assert found.expression_start is not None
    assert found.expression_stop is not None
    assert "преступн" in BLAMED[found.expression_start : found.expression_stop]
    assert 0 < found.score <= 1
    assert found.annotator == f"adapter/{component().version}"


def test_a_text_has_one_answer_whatever_its_neighbours() -> None:
    texts = [marked(BLAMED), marked(TWO), marked("")]
    together = component().annotate(texts)
    assert together == [component().annotate([one])[0] for one in texts]
    assert together[::-1] == component().annotate(texts[::-1])


def test_every_target_of_every_sentence_is_answered_where_neither_is_asked_for() -> None:
    found = of(marked(TWO), neutral=True)
    assert {one.target for one in found} == {"US", "GE", "KZ"}
    assert [one.target_start for one in found] == sorted(one.target_start for one in found)
    assert all((one.kind == "neutral") == (one.polarity == 0) for one in found)


def test_inside_quoted_words_the_speaker_holds_it() -> None:
    text = "«Украина совершила преступление», — заявил Иван Петров."
    quote = Quote(
        "quo_x",
        "doc_x",
        "direct",
        1,
        31,
        36,
        42,
        43,
        54,
        "Иван Петров",
        "ent_p",
        "official",
        None,
        None,
        None,
        0.9,
        "t/1",
    )
    plain = marked(text)
    (found,) = of(replace(plain, quotes=(quote,)))
    assert (found.holder, found.kind, found.holder_entity) == ("speaker", "quotes-hostility", "ent_p")
    assert text[found.holder_start : found.holder_stop] == "Иван Петров"
    assert all(one.holder != "speaker" for one in of(plain))


def test_names_are_asked_about_only_where_options_say_so() -> None:
    text = "Иван Петров предал своих избирателей и опозорил страну, возмутился губернатор."
    name = Name("nam_x", "doc_x", 0, 11, "Иван Петров", "PER", "Иван Петров", "ent_p", 0.9, "t/1")
    given = replace(marked(text), names=(name,))
    assert of(given) == ()
    (found,) = AdapterAttitudes(Options(frozenset({"PER"}), neutral=True)).annotate([given])
    assert [one.target for one in found if isinstance(one, Attitude)] == ["ent_p"]


@pytest.mark.parametrize("language", ["sw", "ar", "zh"])
def test_a_language_that_it_does_not_know_gives_no_marks(language: str) -> None:
    assert of(marked(BLAMED, language)) == ()


def test_outside_the_language_of_its_training_a_score_has_a_ceiling() -> None:
    text = "The United States condemned Georgia for the brutal violence against protesters."
    for one in of(marked(text, "en"), neutral=False):
        assert one.score <= 0.6


def test_open_extraction_finds_its_own_targets() -> None:
    found = component().opinions("Сенат резко осудил Фонд Сороса за вмешательство.")
    assert all(0 <= one.score <= 1 for one in found)
    assert any(one.polarity == -1 for one in found)
    assert component().opinions("") == []
