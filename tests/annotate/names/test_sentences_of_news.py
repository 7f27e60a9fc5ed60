"""Sentences of news in four languages: initials, abbreviations, figures and quotes that hold sentences of their own."""

import pytest

from tolqyn.annotate.sentences import split

CASES = [
    ("ru", ["Встреча прошла в г. Алма-Ате, т.е. на юге.", "Карин Е.Т. выступил первым."]),
    ("ru", ["В 2023 г. бюджет вырос до 3,5 млрд. руб.", "Это рекорд."]),
    ("uk", ["Збитки сягнули 5 млн. грн. за рік.", "О. Данілов це підтвердив."]),
    ("kk", ["Жоба құны 12 млрд. теңге.", "Е. Қарин мәлімдеді."]),
    ("kk", ["Алматы қ. тұрғындары, т.б. адамдар келді.", "Жиын аяқталды."]),
    ("en", ["Mr. Tokayev met Dr. A. Smith vs. the rest.", "Talks went on."]),
    ("en", ["“We are ready.”", "He left at 5 p.m. on Friday."]),
]


@pytest.mark.parametrize(("language", "sentences"), CASES)
def test_a_paragraph_of_news_falls_into_its_sentences(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [span.of(text) for span in split(text, language)] == sentences
