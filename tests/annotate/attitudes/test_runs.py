"""Runs of words and what open extraction makes of them."""

import numpy as np

from tolqyn.annotate.attitudes.runs import chance_of, each_word, runs, tokens_of, words
from tolqyn.model.spans import Span

SENTENCE = "Сенат осудил «Грузию», Қазақстан"
SPANS = np.array(
    [(-1, -1), (0, 5), (6, 9), (9, 12), (13, 14), (14, 18), (18, 20), (20, 22), (23, 27), (27, 32), (-1, -1)]
)


def chances(**by_token: float) -> np.ndarray:
    found = np.zeros(len(SPANS), np.float32)
    for token, chance in by_token.items():
        found[int(token[1:])] = chance
    return found


def test_pieces_of_a_word_are_one_word_and_signs_stand_alone() -> None:
    assert words(SENTENCE, SPANS) == [(1,), (2, 3), (4,), (5, 6), (7,), (8, 9)]


def test_a_run_needs_the_mean_of_its_words_pieces() -> None:
    (found,) = runs(SENTENCE, SPANS, chances(t2=0.9, t3=0.3), 0.5)
    assert found.span.of(SENTENCE) == "осудил"
    assert runs(SENTENCE, SPANS, chances(t2=0.6, t3=0.3), 0.5) == []


def test_neighbouring_words_are_one_run_without_signs_at_its_ends() -> None:
    (found,) = runs(SENTENCE, SPANS, chances(t2=1, t3=1, t4=1, t5=1, t6=1, t7=1), 0.5)
    assert found.span.of(SENTENCE) == "осудил «Грузию"


def test_signs_alone_are_no_run_and_no_word() -> None:
    assert runs(SENTENCE, SPANS, chances(t4=1), 0.5) == []
    assert [one.span.of(SENTENCE) for one in each_word(SENTENCE, SPANS, chances())] == [
        "Сенат",
        "осудил",
        "Грузию",
        "Қазақстан",
    ]


def test_tokens_of_a_span_are_those_that_share_a_letter() -> None:
    assert tokens_of(SPANS, Span(10, 15)) == (3, 4, 5)
    assert tokens_of(SPANS, Span(40, 50)) == ()
    assert chance_of(SPANS, chances(t8=1), Span(23, 32)) == 0.5
    assert chance_of(SPANS, chances(t8=1), Span(40, 50)) == 0.0
