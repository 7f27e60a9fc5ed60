"""Keys without a script: spellings of one name meet, different given names never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tolqyn.annotate.names.key import entity_key, person_parts

ONE_PERSON = [
    ("Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev", "Токаев Касым-Жомарт Кемелевич"),
    ("Владимир Зеленский", "Володимир Зеленський", "Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Александр Лукашенко", "Олександр Лукашенко", "Alexander Lukashenko"),
    ("Ираклий Кобахидзе", "Іраклій Кобахідзе", "Irakli Kobakhidze"),
    ("Денис Шмыгаль", "Денис Шмигаль", "Denys Shmyhal"),
    ("Шавкат Мирзиёев", "Шавкат Мірзійоєв", "Shavkat Mirziyoyev"),
]


@pytest.mark.parametrize("names", ONE_PERSON)
def test_spellings_of_one_person_share_a_key(names: tuple[str, ...]) -> None:
    assert len({entity_key(name, "PER") for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дмитрий Иванов", "Сергей Иванов"),
        ("Ерлан Карин", "Карин"),
        ("Е. Карин", "Ерлан Карин"),
        ("Нурсултан Назарбаев", "Дарига Назарбаева"),
    ],
)
def test_different_given_names_never_share_a_key(one: str, other: str) -> None:
    assert entity_key(one, "PER") != entity_key(other, "PER")


@pytest.mark.parametrize(
    "names", [("Москва", "Мәскеу", "Moscow"), ("Киев", "Київ", "Kyiv"), ("Грузия", "Грузія", "Georgia", "Гүржістан")]
)
def test_places_of_lists_share_a_key_across_languages(names: tuple[str, ...]) -> None:
    assert len({entity_key(name, "GPE") for name in names}) == 1


def test_types_do_not_mix() -> None:
    assert entity_key("Вашингтон", "PER") != entity_key("Вашингтон", "GPE")


def test_a_patronymic_shows_which_word_is_the_surname() -> None:
    assert person_parts("Тоқаев Қасым-Жомарт Кемелұлы") == (("Қасым-Жомарт",), "Тоқаев")
    assert person_parts("Дмитрий Анатольевич Медведев") == (("Дмитрий",), "Медведев")


@given(st.text(max_size=30))
def test_any_text_has_a_key(text: str) -> None:
    assert entity_key(text, "PER") == entity_key(text, "PER")
