"""The component of names: what it marks in four languages and how it normalises, joins and identifies."""

from collections.abc import Sequence

import pytest

from tolqyn.annotate.names import NamesAnnotator
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Annotator, Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Name
from tolqyn.model.settings import Target

COMPONENT = NamesAnnotator()
TARGETS = TargetAnnotator([Target("dream", "Грузинская мечта", "ORG", ("Georgian Dream",))])

TEXTS = {
    "ru": "Госсоветник РК Ерлан Карин встретился в Тбилиси с премьером Ираклием Кобахидзе. По словам Карина, Казахстан "
    "и Грузия — партнёры. Позже госсоветник заявил о мире. «Грузинской мечте» он пожелал успеха у Каспийского моря.",
    "uk": "Президент Володимир Зеленський зустрівся з Дональдом Трампом у Києві. Трампом зацікавились у НАБУ. "
    "Підозру Юрченко отримав учора.",
    "kk": "Қазақстан Президенті Қасым-Жомарт Тоқаев Астанада Ерлан Қаринді қабылдады. Тоқаевтың айтуынша, "
    "ол Мәскеуге барды.",
    "en": "President Kassym-Jomart Tokayev met Irakli Kobakhidze in Tbilisi. Tokayev said that Kazakhstan's "
    "Senate agrees.",
}


def read(text: str, language: str | None) -> tuple[Name, ...]:
    (marks,) = COMPONENT.annotate([Marked(bare_text(text, language, TARGETS))])
    return tuple(mark for mark in marks if isinstance(mark, Name))


def by_surface(names: Sequence[Name]) -> dict[str, Name]:
    return {one.surface: one for one in names}


def test_it_is_an_annotator_of_names() -> None:
    assert isinstance(COMPONENT, Annotator)
    assert (COMPONENT.role, COMPONENT.name, COMPONENT.version) == ("names", "default", "1")


@pytest.mark.parametrize(
    ("language", "surface", "kind", "normal"),
    [
        ("ru", "Ираклием Кобахидзе", "PER", "Ираклий Кобахидзе"),
        ("ru", "Карина", "PER", "Ерлан Карин"),
        ("ru", "госсоветник", "PER", "Ерлан Карин"),
        ("ru", "Тбилиси", "GPE", "Тбилиси"),
        ("ru", "Каспийского моря", "LOC", "Каспийское море"),
        ("ru", "Грузинской мечте", "ORG", "Грузинская мечта"),
        ("uk", "Дональдом Трампом", "PER", "Дональд Трамп"),
        ("uk", "Трампом", "PER", "Дональд Трамп"),
        ("uk", "Києві", "GPE", "Київ"),
        ("uk", "НАБУ", "ORG", "НАБУ"),
        ("uk", "Юрченко", "PER", "Юрченко"),
        ("kk", "Тоқаевтың", "PER", "Қасым-Жомарт Тоқаев"),
        ("kk", "Ерлан Қаринді", "PER", "Ерлан Қарин"),
        ("kk", "Мәскеуге", "GPE", "Мәскеу"),
        ("en", "Tokayev", "PER", "Kassym-Jomart Tokayev"),
        ("en", "Kazakhstan", "GPE", "Kazakhstan"),
    ],
)
def test_a_name_has_its_type_and_its_fullest_normal_form(language: str, surface: str, kind: str, normal: str) -> None:
    name = by_surface(read(TEXTS[language], language))[surface]
    assert (name.type, name.normal) == (kind, normal)


def test_a_country_is_its_target_and_a_capital_is_not() -> None:
    names = by_surface(read(TEXTS["ru"], "ru"))
    assert names["Казахстан"].entity == "KZ"
    assert names["Грузия"].entity == "GE"
    assert names["Тбилиси"].entity.startswith("ent_")


def test_a_target_of_the_workspace_keeps_its_identifier() -> None:
    names = [one for one in read("Georgian Dream won again, observers said.", "en") if one.entity == "dream"]
    assert [one.surface for one in names] == ["Georgian Dream"]


def test_one_person_has_one_entity_in_every_language() -> None:
    entities = {
        by_surface(read(TEXTS["kk"], "kk"))["Тоқаевтың"].entity,
        by_surface(read(TEXTS["en"], "en"))["Tokayev"].entity,
        by_surface(read("Встречу провёл Касым-Жомарт Токаев.", "ru"))["Касым-Жомарт Токаев"].entity,
    }
    assert len(entities) == 1


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_text_does_not_depend_on_its_neighbours(language: str) -> None:
    alone = COMPONENT.annotate([Marked(bare_text(TEXTS[language], language, TARGETS))])
    others = [Marked(bare_text(text * 3, other, TARGETS)) for other, text in TEXTS.items()]
    crowd = COMPONENT.annotate([*others, Marked(bare_text(TEXTS[language], language, TARGETS)), *others])
    assert crowd[len(others)] == alone[0]


@pytest.mark.parametrize("language", [*sorted(TEXTS), None])
def test_names_are_in_order_apart_and_as_the_text_has_them(language: str | None) -> None:
    text = TEXTS[language or "kk"]
    last = 0
    for name in read(text, language):
        assert last <= name.start < name.stop
        assert text[name.start : name.stop] == name.surface
        assert name.annotator == "default/1"
        assert 0 < name.score <= 1
        last = name.stop


def test_other_languages_give_targets_only() -> None:
    assert [one.entity for one in read("Президентът Румен Радев посети Казахстан.", "bg")] == ["KZ"]
    assert [one.entity for one in read("格鲁吉亚总统访问韩国", "zh")] == ["GE", "KR"]


@pytest.mark.parametrize("text", ["", " ", "***", "12 % 34", "🙂🙂", "нет имён в этой строке"])
@pytest.mark.parametrize("language", ["ru", "uk", "kk", "en", None, "xx"])
def test_texts_without_names_give_none(text: str, language: str | None) -> None:
    assert read(text, language) == ()


def test_an_endless_line_is_read() -> None:
    assert len(read("Ерлан Карин и " * 2000, "ru")) > 1000


def test_two_of_one_surname_stay_apart() -> None:
    text = "Дмитрий Иванов спорил с Сергеем Ивановым. Позже Иванов ушёл."
    normals = [one.normal for one in read(text, "ru")]
    assert normals == ["Дмитрий Иванов", "Сергей Иванов", "Иванов"]


def test_initials_join_the_full_name() -> None:
    names = read("Ерлан Карин прибыл в Астану. Позже Е. Карин уехал.", "ru")
    assert [one.normal for one in names if one.type == "PER"] == ["Ерлан Карин", "Ерлан Карин"]
