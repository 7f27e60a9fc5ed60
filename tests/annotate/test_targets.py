"""Marks: spans that hold, days of office, a workspace's own targets, the same answer every time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tolqyn.annotate.countries import LANGUAGES, cldr_names, codes
from tolqyn.annotate.targets import NAME, VERSION, TargetAnnotator, cover, mark_text
from tolqyn.model.document import Document
from tolqyn.model.mark import Mention
from tolqyn.model.settings import Target

EVERYTHING = TargetAnnotator()


def a_document(text: str, day: str | None = "2024-12-01", language: str | None = "ru") -> Document:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    document = Document("doc_x", "cap_x", "канал", "post", "t.me/x/1", None, None, text)
    return replace(document, published_at=published, language=language)


def targets_of(mentions: list[Mention]) -> set[tuple[str, str]]:
    return {(mention.surface, mention.target) for mention in mentions}


def test_every_country_of_iso_3166_has_its_cldr_name_in_four_languages() -> None:
    assert len(codes()) == 250  # 249 of ISO 3166, and Kosovo
    for language in LANGUAGES:
        assert set(cldr_names(language)) == set(codes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_its_cldr_name_inside_a_sentence(language: str) -> None:
    opening = {"ru": "посол посетил", "uk": "посол відвідав", "kk": "елшілер келген", "en": "the envoy visited"}[
        language
    ]
    missed = []
    for code, names in cldr_names(language).items():
        if code in ("VG", "VI"):  # CLDR tells the two Virgin Islands apart by their owner in brackets
            continue
        if code not in {mark.target for mark in mark_text(f"{opening} {names[-1]} …", language)}:
            missed.append((code, names[0]))
    assert missed == []


def test_mentions_carry_who_made_them_and_hold_their_words() -> None:
    document = replace(a_document("Второй абзац: казахстанские депутаты."), title="Тоқаев и Токаев в Тбилиси")
    mentions = EVERYTHING.annotate(document)
    assert [m.target for m in mentions] == ["KZ", "GE", "KZ"]
    for mention in mentions:
        assert document.reading[mention.start : mention.stop] == mention.surface
        assert (mention.annotator, mention.version, mention.document_id) == (NAME, VERSION, "doc_x")
    assert len({m.mention_id for m in mentions}) == len(mentions)


@pytest.mark.parametrize(
    ("text", "day", "target"),
    [
        ("Зурабишвили наложила вето", "2024-12-28", "GE"),
        ("Зурабишвили наложила вето", "2018-12-15", None),
        ("Зурабишвили наложила вето", "2024-12-30", None),
        ("Кобахидзе выступил", "2024-02-08", "GE"),
        ("Кобахидзе выступил", "2024-02-07", None),
        ("Токаева встретили", "2019-03-20", "KZ"),
        ("Токаева встретили", "2019-03-19", None),
        ("выступил Юн Сок Ёль", "2024-12-03", "KR"),
        ("выступил Юн Сок Ёль", "2022-05-09", None),
        ("победа Трампа", "2020-01-01", "US"),
        ("победа Трампа", "2022-01-01", None),
    ],
)
def test_a_leader_counts_only_in_office(text: str, day: str, target: str | None) -> None:
    assert {mention.target for mention in EVERYTHING.annotate(a_document(text, day))} == ({target} - {None})


def test_without_a_day_a_leader_counts_for_less() -> None:
    dated = EVERYTHING.annotate(a_document("Тоқаев сөйледі", language="kk"))[0]
    undated = EVERYTHING.annotate(a_document("Тоқаев сөйледі", day=None, language="kk"))[0]
    assert (dated.form, dated.type) == ("leader", "PER")
    assert undated.score < dated.score


def test_forms_that_say_less_score_less() -> None:
    marks = {mark.form: mark.score for mark in mark_text("Грузия, грузинский, Тбилиси, грузины", "ru")}
    assert marks["name"] > marks["adjective"] >= marks["demonym"] > marks["capital"]
    russian = {mark.surface: mark.score for mark in mark_text("российский и русский", "ru")}
    assert russian["российский"] > russian["русский"]


def test_no_two_marks_lie_over_each_other_and_the_longest_wins() -> None:
    marks = mark_text("Корейская Народно-Демократическая Республика и Республика Корея", "ru")
    assert [(m.surface, m.target) for m in marks] == [
        ("Корейская Народно-Демократическая Республика", "KP"),
        ("Республика Корея", "KR"),
    ]


def test_where_only_listed_targets_are_marked_the_others_still_guard() -> None:
    guinea = TargetAnnotator([Target("GN", "Гвинея")], countries="listed")
    assert guinea.mark("Гвинея-Бисау и Грузия", "ru") == []
    assert [m.target for m in guinea.mark("Посол Гвинеи", "ru")] == ["GN"]


def test_a_persons_surname_counts_after_the_full_name() -> None:
    own = TargetAnnotator([Target("karin", "Ерлан Карин", "PER", ("Yerlan Karin",))])
    assert own.mark("Карин выступил", "ru") == []
    marks = own.mark("О Ерлане Карине спорят. Карину ответили.", "ru")
    assert [(m.surface, m.target, m.type) for m in marks] == [
        ("Ерлане Карине", "karin", "PER"),
        ("Карину", "karin", "PER"),
    ]
    assert [m.form for m in own.mark("Yerlan Karin's note", "en")] == ["alias"]
    assert [m.surface for m in own.mark("Ерлан Карин келді. Кариннің сөзі.", "kk")] == ["Ерлан Карин", "Кариннің"]


def test_an_organisation_counts_by_its_aliases_in_their_forms() -> None:
    bank = Target("halyk", "Народный банк", "ORG", ("Halyk Bank", "Халық банкі", "НБК"))
    own = TargetAnnotator([bank])
    assert [m.surface for m in own.mark("в Народном банке, в НБК, но не в нбк", "ru")] == ["Народном банке", "НБК"]
    assert [m.surface for m in own.mark("Халық банкінің пайдасы", "kk")] == ["Халық банкінің"]
    assert all(m.type == "ORG" for m in own.mark("Halyk Bank", "en"))


def test_an_invented_country_bends_like_any_other() -> None:
    own = TargetAnnotator([Target("XA", "Алтания", "GPE", ("алтанский", "Altania", "Альтанія"))])
    assert [m.surface for m in own.mark("в Алтании алтанских судей", "ru")] == ["Алтании", "алтанских"]
    assert [m.surface for m in own.mark("Алтанияға алтаниялықтар келді", "kk")] == ["Алтанияға", "алтаниялықтар"]
    assert [m.surface for m in own.mark("з Альтанією", "uk")] == ["Альтанією"]


def test_two_annotators_give_the_same_mentions() -> None:
    document = a_document("США, КНР и Қазақстан. Переговоры в Астане о Грузии: Токаев, Путин, The US said.")
    assert TargetAnnotator().annotate(document) == EVERYTHING.annotate(document)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("Грузия вСШАİßéΣ.- \n’Қазақстан-ныңЁё中国🇬🇪US.Georgia"), max_size=80))
def test_spans_hold_in_any_text(text: str) -> None:
    last = 0
    for mark in mark_text(text, None):
        assert text[mark.start : mark.stop] == mark.surface
        assert last <= mark.start < mark.stop
        last = mark.stop


def test_an_empty_text_has_no_marks_and_covers_nothing() -> None:
    document = a_document("")
    assert EVERYTHING.annotate(document) == []
    assert cover(document, []) == []


def test_composed_letters_and_dotted_capitals_keep_offsets() -> None:
    text = "İstanbul ve İİİ: в Грузии"
    (mark,) = mark_text(text, "ru")
    assert text[mark.start : mark.stop] == "Грузии"


def test_an_american_state_is_no_country_even_where_the_workspace_names_the_country() -> None:
    own = TargetAnnotator([Target("GE", "Georgia", "GPE", ("Грузия", "қазақ"))], countries="listed")
    assert own.mark("The trial moved to Atlanta, Georgia", "en") == []
    assert [m.surface for m in own.mark("Protests in Georgia", "en")] == ["Georgia"]
    assert own.mark("қазақ тілінде", "kk") == []


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("ky", "Казакстандын президенти Грузияга барды", [("Казакстандын", "KZ"), ("Грузияга", "GE")]),
        ("ky", "Кыргызстандык жарандар, Түштүк Кореяда", [("Кыргызстандык", "KG"), ("Түштүк Кореяда", "KR")]),
        ("ky", "АКШнын президенти Британияга келди", [("АКШнын", "US"), ("Британияга", "GB")]),
        ("ky", "кыргыз тилинде", []),
        ("be", "Грузія і Казахстан", [("Грузія", "GE"), ("Казахстан", "KZ")]),
        ("tr", "Gürcistan'da protestolar", [("Gürcistan", "GE")]),
        ("zh", "格鲁吉亚总统与韩国总统会谈", [("格鲁吉亚", "GE"), ("韩国", "KR")]),
        ("ar", "رئيس جورجيا", [("جورجيا", "GE")]),
        ("xx", "Грузия", [("Грузия", "GE")]),
    ],
)
def test_names_in_further_languages(language: str, text: str, marked: list[tuple[str, str]]) -> None:
    assert [(mark.surface, mark.target) for mark in mark_text(text, language)] == marked
