"""Words of others show as text: script, turned text, control characters, a paragraph of five megabytes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tolqyn.model.document import Document
from tolqyn.model.identifiers import identify
from tolqyn.model.run import Run
from tolqyn.store import Place, Store, TextIndex
from tolqyn.web import House, create_app

SCRIPT = '<script>alert("қала")</script><img src=x onerror=alert(1)>'
TURNED = "безобидно\u202eрбод онйатыв"
SETTINGS = '[workspace]\nname = "<script>алаң</script>"\n'


NOW = datetime(2024, 11, 28, 10, tzinfo=UTC)
ROWS = (
    ("https://a.example/1", "a<b>.example", SCRIPT, f"{SCRIPT} Грузия закрыла границу для всех."),
    ("javascript:alert(1)", "b.example", TURNED, f"{TURNED} Грузия снова открыла границу."),
    ("https://a.example/2", "a<b>.example", "Длинный", "Грузия " + "слово " * 900_000),
    ("https://a.example/3", "b.example", "Управление \x07\x1b[2J", "Грузия и \x00 прочее, что здесь написано."),
)
"""Address, source, title and text of documents as a store that others filled might hold them."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, House]:
    root: Path = tmp_path_factory.mktemp("hostile")
    (root / "tolqyn.toml").write_text(SETTINGS, encoding="utf-8")
    place = Place(root)
    documents = [
        Document(identify("doc", address), identify("cap", address), source, "article", address, None, title, text, NOW,
                 language="ru", made_by="extract/1")
        for address, source, title, text in ROWS
    ]  # fmt: skip
    run = Run("run_a", "extract", "1", NOW, NOW, 4, 4, 0, 4)
    with Store(place.lake).writer() as writer:
        number = writer.commit({Document: documents, Run: [run]})
    rows = [(row.document_id, row.language, row.source_id, row.day, row.title, row.text[:2000]) for row in documents]
    TextIndex(place.index).update(rows, number)
    house = House(place)
    return TestClient(create_app(house), base_url="http://localhost"), house


def documents(house: House) -> list[str]:
    return [row["document_id"] for row in house.desk.rows("select document_id from paper")]


def test_no_page_lets_words_of_others_become_code(hostile: tuple[TestClient, House]) -> None:
    client, house = hostile
    addresses = [
        "/",
        "/documents",
        "/sources",
        "/search?q=граница",
        "/check",
        *(f"/{name}" for name in documents(house)),
    ]
    for address in addresses:
        text = client.get(address).text
        assert "<script>" not in text and "<img src=x" not in text, address
        assert "\u202e" not in text, address
        assert 'href="javascript' not in text, address


def test_what_turns_the_text_is_shown_by_its_number(hostile: tuple[TestClient, House]) -> None:
    client, house = hostile
    pages = [client.get(f"/{name}").text for name in documents(house)]
    assert any('<span class="control">U+202E</span>' in page for page in pages)


def test_a_paragraph_of_five_megabytes_comes_in_stretches(hostile: tuple[TestClient, House]) -> None:
    client, house = hostile
    sizes = {}
    for name in documents(house):
        answer = client.get(f"/{name}")
        assert answer.status_code == 200
        sizes[name] = len(answer.content)
    assert max(sizes.values()) < 300_000
    longest = max(sizes, key=lambda name: sizes[name])
    assert "from=40000" in client.get(f"/{longest}").text
    assert client.get(f"/{longest}?from=5000000").status_code == 200
    assert client.get(f"/{longest}?from=99999999999").status_code == 200


def test_names_of_others_do_not_leave_their_place(hostile: tuple[TestClient, House]) -> None:
    client, _ = hostile
    text = client.get("/sources").text
    assert "a<b>.example" not in text and "a&lt;b&gt;.example" in text
    assert client.get("/a%3Cb%3E.example").status_code == 200
