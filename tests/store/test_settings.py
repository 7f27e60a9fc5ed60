"""`tolqyn.toml` is read strictly, written plainly, and added to without disturbing it."""

from datetime import date
from pathlib import Path

import pytest

from tolqyn.model.errors import Invalid
from tolqyn.model.settings import Event, Narrative, Politeness, Press, Reading, Settings, Source, Target
from tolqyn.store import Place, add_source, holiday_countries, load_settings, write_settings

SETTINGS = Settings(
    name="Толқын",
    sources=(
        Source("лента", "Лента", "https://lenta.ru", "independent", "we", "2014", "RU", ("ru",), ("https://a/rss",),
               None, date(1999, 1, 1), True, "«сайт»"),
        Source("t.me/хабар", "Хабар", "https://t.me/хабар", channel="хабар"),
    ),
    presses=(Press("all", "All sources"), Press("рф", "Россия", countries=("RU",), kinds=("state",), holidays="RU")),
    targets=(Target("акорда", "Ақорда", "ORG", ("Акорда",)),),
    events=(Event("evt_1", date(2024, 11, 27), "Сапар", "visit", ("KZ", "RU"), "https://a"),),
    politeness=Politeness(delay_s=1.5, allow_private=("127.0.0.1",)),
    min_documents=5,
    narratives=(Narrative("nar_тірек", ("Батыс төңкеріс әзірлеп жатыр", "Запад готовит переворот"), ("KZ",)),),
    reading=Reading(devices="none", starter_narratives=False),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tolqyn.toml"


def test_what_is_written_is_read_back(path: Path) -> None:
    write_settings(path, SETTINGS)
    assert load_settings(path) == SETTINGS
    with pytest.raises(Invalid, match="there already"):
        write_settings(path, SETTINGS)


def test_an_empty_file_gives_the_press_of_all_sources(path: Path) -> None:
    path.write_text("")
    settings = load_settings(path)
    assert (settings.name, [press.press_id for press in settings.presses]) == (path.parent.name, ["all"])


def test_a_source_is_added_and_comments_stay(path: Path) -> None:
    path.write_text('# біздің тізім\n[workspace]\nname = "ы"  # атау\n\n[[source]]\nid = "а"\nname = "А"\n'
                    'address = "https://a"  # мекенжай\n\n[[press]]\nid = "рф"\nname = "РФ"\n', "utf-8")  # fmt: skip
    before = path.read_text("utf-8")
    add_source(path, SETTINGS.sources[0])
    after = path.read_text("utf-8")
    assert all(line in after.splitlines() for line in before.splitlines())
    assert [source.source_id for source in load_settings(path).sources] == ["а", "лента"]
    assert load_settings(path).sources[1] == SETTINGS.sources[0]
    with pytest.raises(Invalid, match="'лента' already"):
        add_source(path, SETTINGS.sources[0])
    assert path.read_text("utf-8") == after


def test_a_first_source_is_added_to_a_file_without_any(path: Path) -> None:
    path.write_text("# бос\n", "utf-8")
    add_source(path, SETTINGS.sources[1])
    assert load_settings(path).sources == SETTINGS.sources[1:]
    assert path.read_text("utf-8").startswith("# бос\n")


SOURCE = '[[source]]\nid = "х"\nname = "Х"\naddress = "https://a"\n'


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ('[workspace]\nnaem = "х"\n', "unknown key `workspace.naem`", 2),
        ("\n[colect]\ndelay_s = 1\n", "unknown key `colect`", 2),
        ('[collect]\n# delay_s\ndelay_s = "2"\n', "`collect.delay_s` is '2'", 3),
        ("[collect]\nmax_redirects = true\n", "`collect.max_redirects` is True", 2),
        ('[[source]]\nid = "х"\nname = "Х"\n', "[[source х]] has no `address`", 2),
        (SOURCE + 'kind = "bad"\n', "`source х: kind` is 'bad'", 5),
        (SOURCE + 'languages = "ru"\n', "`source х: languages` is 'ru'", 5),
        (SOURCE + 'languages = ["ru", 1]\n', "`source х: languages` is ['ru', 1]", 5),
        (SOURCE + 'founded = "1999"\n', "`source х: founded` is '1999'", 5),
        (SOURCE + SOURCE, "two of [[source]] have the id 'х'", 2),
        ('[source]\nid = "х"\n', "`source` is not a list of sections", 1),
        ("collect = 3\n", "`collect` is not a section", 1),
        ("source = [1]\n", "`source` is not a list of sections", 1),
        ("calendar = 1\n", "`calendar` is not a section", 1),
        ('[calendar]\nics = "a.ics"\n', "`calendar.ics` is 'a.ics'", 2),
        ('[[event]]\nid = "e"\nday = 2024-13-01\n', "line 3", None),
        ("a b\n", "line 1", None),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_a_remedy(path: Path, text: str, problem: str, line: int) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(Invalid) as caught:
        load_settings(path)
    assert problem in caught.value.problem
    assert caught.value.remedy
    if line:
        assert f"line {line}:" in caught.value.problem


def test_a_missing_file_names_the_command(path: Path) -> None:
    with pytest.raises(Invalid, match="tolqyn init"):
        load_settings(path)


def test_a_file_in_another_encoding_is_told(path: Path) -> None:
    path.write_bytes('[workspace]\nname = "Волна"\n'.encode("cp1251"))
    with pytest.raises(Invalid, match="not UTF-8"):
        load_settings(path)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:тест
BEGIN:VEVENT
UID:2
DTSTART:20241203T220000Z
SUMMARY:Төтенше жағдай
END:VEVENT
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20241127
SUMMARY:Визит
CATEGORIES:visit,summit
X-TOLQYN-TARGETS:KZ, RU
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:күнсіз
END:VEVENT
END:VCALENDAR
"""


def test_calendar_files_become_events(path: Path) -> None:
    (path.parent / "күнтізбе.ics").write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    path.write_text('[calendar]\nics = ["күнтізбе.ics"]\nholidays = ["KZ", "RU"]\n', "utf-8")
    visit, emergency = load_settings(path).events
    assert (visit.day, visit.title, visit.category) == (date(2024, 11, 27), "Визит", "visit")
    assert (visit.targets, visit.source) == (("KZ", "RU"), "күнтізбе.ics")
    assert (emergency.day, emergency.category, emergency.targets) == (date(2024, 12, 3), "event", ())
    assert [event.event_id for event in load_settings(path).events] == [visit.event_id, emergency.event_id]
    assert holiday_countries(path) == ("KZ", "RU")


@pytest.mark.parametrize(("content", "problem"), [(None, "no calendar file"), (b"garbage", "is no calendar file")])
def test_a_calendar_that_cannot_be_read_is_told(path: Path, content: bytes | None, problem: str) -> None:
    if content:
        (path.parent / "a.ics").write_bytes(content)
    path.write_text('[calendar]\nics = ["a.ics"]\n')
    with pytest.raises(Invalid, match=problem):
        load_settings(path)


def test_a_place_is_the_nearest_folder_with_settings(path: Path) -> None:
    below = path.parent / "evidence" / "ішінде"
    below.mkdir(parents=True)
    assert Place.find(below) == Place(below)
    with pytest.raises(Invalid, match="tolqyn init"):
        Place.find(below).required()
    path.write_text("")
    place = Place.find(below).required()
    assert place == Place(path.parent)
    assert [p.name for p in (place.evidence, place.lake, place.judgements, place.index)] == [
        "evidence", "lake", "judgements", "index",
    ]  # fmt: skip
