"""Sentences: initials and abbreviations of four languages do not end them, headlines and other scripts' stops do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tolqyn.annotate.sentences import split

PARAGRAPHS = [
    ("ru", ["К.-Ж. Токаев прибыл в г. Алматы 5 янв. 2024 г. утром.", "Встреча длилась час."]),
    ("ru", ["Вложено 5 млн. тенге и 3 млрд. руб. из бюджета.", "Рост — 4 %."]),
    ("ru", ["А. С. Пушкин родился в Москве.", "Он жил на ул. Арбат."]),
    ("ru", ["«Мы готовы!» — сказал он.", "Зал встал."]),
    ("uk", ["О. В. Шевченко приїхав до м. Київ у 2024 р. навесні.", "Зустріч тривала годину."]),
    ("kk", ["Ол 2024 ж. қараша айында Алматы қ. келді.", "Б. Момышұлы көшесінде өрт шықты."]),
    ("kk", ["Бағасы 5 млн. теңге болды.", "Қ. Сәтбаев — ғалым."]),
    ("en", ["Mr. Smith met J. Doe in the U.S. in Jan. 2024.", "They agreed."]),
    ("en", ["Is it over?", "No!", "It goes on."]),
    ("zh", ["你好。", "今天天气很好！", "走吧"]),
    ("hi", ["यह पहला वाक्य है।", "यह दूसरा है।"]),
    ("ar", ["هل انتهى؟", "لا."]),
]


@pytest.mark.parametrize(("language", "sentences"), PARAGRAPHS)
def test_a_paragraph_falls_into_its_sentences(language: str, sentences: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(sentences)
    assert [span.of(text) for span in split(text, language)] == sentences


def test_a_headline_without_a_stop_is_a_sentence() -> None:
    text = "Заголовок без точки\n\nТекст начинается здесь. И идёт\nдальше без остановки."
    assert [span.of(text) for span in split(text, "ru")] == [
        "Заголовок без точки",
        "Текст начинается здесь.",
        "И идёт\nдальше без остановки.",
    ]


def test_a_line_of_marks_is_no_sentence() -> None:
    text = "Заголовок\n**\nТекст идёт.\n———"
    assert [span.of(text) for span in split(text, "ru")] == ["Заголовок", "Текст идёт."]


def test_an_unknown_language_is_read_by_its_letters() -> None:
    text = "Алматы қ. әкімі келді. Жиын өтті."
    assert len(split(text, None)) == 2


@given(st.text(alphabet=st.sampled_from("абВ. !?…\n«»қ.ж.A。"), max_size=60), st.sampled_from(["ru", "en", None]))
def test_spans_are_in_order_trimmed_and_hold_every_letter(text: str, language: str | None) -> None:
    spans = split(text, language)
    last = 0
    for span in spans:
        assert last <= span.start < span.stop
        assert span.of(text) == span.of(text).strip()
        assert not any(map(str.isalnum, text[last : span.start]))
        last = span.stop
    assert not any(map(str.isalnum, text[last:]))
