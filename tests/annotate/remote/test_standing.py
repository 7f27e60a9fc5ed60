"""Words of an answer stand in the text or count for nothing."""

import pytest

from tolqyn.annotate.remote.standing import Standing
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.spans import Span

TEXT = "Ол «Біз  жауап\nбереміз» деді. Ол кетті — енді „жоқ“."


def reason(found: Span | Rejected) -> Reason | None:
    return found.reason if isinstance(found, Rejected) else None


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("кетті", "кетті"),
        ('"Біз жауап береміз"', "«Біз  жауап\nбереміз»"),
        ("  кетті - енді  ", "кетті — енді"),
        ('"жоқ"', "„жоқ“"),
        ("Біз жа\u200bуап", "Біз  жауап"),
    ],
)
def test_words_are_found_whatever_their_marks_and_space(words: str, stands: str) -> None:
    found = Standing(TEXT).find(words)
    assert isinstance(found, Span)
    assert found.of(TEXT) == stands


@pytest.mark.parametrize("words", ["Мы ответим", "We will respond", "кет", "БІЗ жауап", "", "   ", "\u200b"])
def test_words_that_do_not_stand_are_refused(words: str) -> None:
    assert reason(Standing(TEXT).find(words)) is Reason.WORDS_ABSENT


def test_words_that_stand_twice_are_refused_unless_something_is_near() -> None:
    standing = Standing(TEXT)
    assert reason(standing.find("Ол")) is Reason.WORDS_AMBIGUOUS
    assert standing.find("Ол", near=Span(33, 38)) == Span(TEXT.rindex("Ол"), TEXT.rindex("Ол") + 2)
