"""Search finds every form of a word in its language, while another process writes, after damage and upgrades."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tolqyn.store import TextIndex, text_index
from tolqyn.store.text_index import Row

ROWS: list[Row] = [
    ("doc_1", "ru", "лента", date(2024, 11, 27), None, "Пакет санкций против банка. Дети пошли в школу."),
    ("doc_2", "ru", "лента", date(2024, 11, 28), "Грузия", "Премьер, заявивший о выборах, ушёл. Ребёнок спит."),
    ("doc_3", "uk", "правда", date(2024, 11, 28), "Санкції", "Уряд запровадив санкції. Людям п’ять років."),
    ("doc_4", "kk", "хабар", date(2024, 11, 29), None, "Қазақстан мектептерінде жаңа оқу жылы басталды."),
    ("doc_5", "en", "times", None, "Protests", "Children protested in Tbilisi against the sanctions."),
    ("doc_6", "ky", "кабар", date(2024, 11, 30), None, "Кыргызстанда шайлоо өттү, мектеп ачылды."),
    ("doc_7", "zh", "新华", date(2024, 11, 30), None, "韩国总统宣布戒严。"),
    ("doc_8", None, "нет", date(2024, 11, 30), None, "हिन्दी में समाचार"),
]


@pytest.fixture
def index(tmp_path: Path) -> TextIndex:
    index = TextIndex(tmp_path / "index")
    index.update(ROWS, snapshot=4)
    return index


def found(index: TextIndex, query: str, **narrowing: object) -> set[str]:
    return {hit.document_id for hit in index.search(query, **narrowing)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("санкциями", {"doc_1"}),
        ("санкціями", {"doc_3"}),
        ("детям", {"doc_1", "doc_2"}),
        ("заявить", {"doc_2"}),
        ("людина", {"doc_3"}),
        ("пʼяти", {"doc_3"}),
        ("п'ять", {"doc_3"}),
        ("мектептің", {"doc_4"}),
        ("мектеп", {"doc_4", "doc_6"}),
        ("child", {"doc_5"}),
        ("CHILDREN sanction", {"doc_5"}),
        ("шайлоо", {"doc_6"}),
        ("总统", {"doc_7"}),
        ("统总", set()),
        ("समाचार", {"doc_8"}),
        ("дети школа", {"doc_1"}),
        ("дети -школа", {"doc_2"}),
        ('"новый учебный"', set()),
        ("«против банков»", {"doc_1"}),
        ("«банков против»", set()),
        ("-школа", set()),
        ("", set()),
        ("…", set()),
        ('"', set()),
    ],
)
def test_words_are_found_in_any_form(index: TextIndex, query: str, expected: set[str]) -> None:
    assert found(index, query) == expected


def test_narrowing_by_language_days_and_sources(index: TextIndex) -> None:
    assert found(index, "санкцій", language="uk") == {"doc_3"}
    assert found(index, "мектеп", language="ky") == {"doc_6"}
    assert found(index, "мектеп", since=date(2024, 11, 30)) == {"doc_6"}
    assert found(index, "санкции", until=date(2024, 11, 27)) == {"doc_1"}
    assert found(index, "дети", sources=["лента", "times"], until=date(2024, 11, 27)) == {"doc_1"}
    assert found(index, "санкции", sources=[]) == set()
    assert len(index.search("мектеп", limit=1)) == 1


def test_a_hit_shows_the_words_that_matched_in_the_reading(index: TextIndex) -> None:
    (hit,) = index.search("Грузией выборы")
    reading = "Грузия\n\nПремьер, заявивший о выборах, ушёл. Ребёнок спит."
    assert hit.snippet.of(reading) == reading
    assert [mark.of(reading) for mark in hit.marks] == ["Грузия", "выборах"]


def test_an_update_replaces_adds_and_removes(index: TextIndex) -> None:
    assert index.covers == 4
    assert index.update([("doc_1", "ru", "лента", None, None, "Футбол"), *ROWS[1:2]], 6, gone=["doc_3"]) == 2
    assert index.update([], 7) == 0
    assert index.covers == 7
    assert found(index, "санкции") == found(index, "санкції") == set()
    assert found(index, "футбола") == {"doc_1"}


def test_a_search_that_knows_no_form_of_a_word_asks_the_dictionary(index: TextIndex) -> None:
    assert found(TextIndex(index._folder), "санкциях") == {"doc_1"}


def test_an_upgraded_format_or_analysis_is_built_anew(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_index, "VERSION", "another")
    upgraded = TextIndex(index._folder)
    assert upgraded.covers is None
    assert upgraded.search("санкции") == []
    upgraded.update(ROWS, 4)
    assert found(upgraded, "санкции") == {"doc_1"}
    assert len(list(index._folder.iterdir())) == 1


def test_a_damaged_index_counts_as_none(index: TextIndex) -> None:
    (meta,) = index._folder.glob("text-*/index/meta.json")
    meta.write_text("{")
    assert index.covers is None
    assert index.search("санкции") == []
    assert index.update(ROWS, 4) == len(ROWS)


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    TextIndex(tmp_path).update(ROWS, 1)
    assert (tmp_path / "vectors").exists()


UPDATE = """
from tolqyn.store import TextIndex
index = TextIndex(folder)
for n in range(5):
    index.update([(f"new_{n}_{m}", "kk", "с", None, None, "Жаңа сөз") for m in range(200)], 5 + n)
"""


def test_a_reader_searches_while_another_process_writes(index: TextIndex, start: Any) -> None:
    process, _ = start(UPDATE, index._folder)
    counts = [0]
    while process.is_alive():
        counts.append(len(index.search("сөздің", limit=2000)))
    assert process.exitcode == 0
    counts.append(len(index.search("сөздің", limit=2000)))
    assert counts == sorted(counts)
    assert counts[-1] == 1000
    assert all(count % 200 == 0 for count in counts)
