"""Every page answers, leads on, says the same as its JSON twin, and fits into a first view."""

import gzip
import json
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tolqyn.answers import Answers
from tolqyn.queries.timelines import Asked
from tolqyn.web import House
from tolqyn.web.wording import LANGUAGES

FIXED = ("/", "/waves", "/targets", "/sources", "/events", "/review", "/check", "/search?q=граница", "/rejections")


def links(html: str) -> set[str]:
    """Addresses of this server that a page leads to."""
    found = {address.replace("&amp;", "&") for address in re.findall(r'href="(/[^"#]*)', html)}
    return {address for address in found if not re.search("lang=|theme=|/static/", address)}


def kind_of(address: str) -> str:
    """What sort of page an address leads to: identifiers, names and values of parameters do not tell pages apart."""
    path, _, asked = address.partition("?")
    if path in {fixed.partition("?")[0] for fixed in FIXED}:
        return f"{path}?{re.sub('=[^&]*', '', asked)}"
    known = re.match(r"/([a-z]{3})_[a-z2-7]{20}(.*)", path)
    return f"/{known[1]}_{known[2]}" if known else "/name"


def walk(client: TestClient) -> Iterator[tuple[str, str]]:
    """Pages reached from the front page, up to six of a kind: address and text."""
    met: dict[str, int] = {}
    coming, done = list(FIXED), set[str]()
    while coming:
        address = coming.pop(0)
        kind = kind_of(address)
        if address in done or met.get(kind, 0) >= (6 if kind == "/name" else 2):
            continue
        met[kind] = met.get(kind, 0) + 1
        done.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            yield address, answer.text
            coming += sorted(links(answer.text) - done)


def test_every_page_that_pages_lead_to_answers(client: TestClient) -> None:
    kinds = {kind_of(address) for address, _ in walk(client)}
    assert {"/?", "/wav_", "/doc_", "/cap_", "/lnk_", "/name", "/waves?", "/sources?", "/search?q", "/check?"} <= kinds


def test_a_first_view_is_small(client: TestClient, house: House) -> None:
    wave = house.desk.waves[0].wave_id
    for address in ("/", f"/{wave}", "/sources", "/sarvenia"):
        page = client.get(address)
        parts = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js|svg)[^"]*)"', page.text)
        sizes = [
            len(gzip.compress(page.content)),
            *(len(gzip.compress(client.get(part).content)) for part in set(parts)),
        ]
        assert sum(sizes) < 200_000, (address, sizes)


@pytest.mark.parametrize(
    "address", ["/waves", "/check", "/targets", "/sources", "/events", "/review", "/index", "/documents"]
)
def test_pages_have_a_twin_in_json(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}.json")
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)


def plain(value: object) -> object:
    return json.loads(json.dumps(value, default=str))


def test_twins_say_what_the_command_line_says(client: TestClient, house: House) -> None:
    answers = Answers(house.place)
    assert client.get("/waves.json").json() == plain(answers.waves(Asked()))
    assert client.get("/waves.json?press=olmaria").json() == plain(answers.waves(Asked(press="olmaria")))
    assert client.get("/search.json?q=граница").json() == {"query": "граница", "hits": plain(answers.search("граница"))}
    wave = house.desk.waves[0].wave_id
    document = answers.show(wave)["down"]["documents"][0]["document_id"]
    capture = answers.show(document)["capture_id"]
    for name in (wave, document, capture, "sarvenia", "listok", "olmaria", "transit-law"):
        assert client.get(f"/{name}.json").json() == plain(answers.show(name)), name


def test_what_nobody_knows_is_a_page_with_a_remedy(client: TestClient) -> None:
    page, twin = client.get("/жоқ"), client.get("/жоқ.json")
    assert page.status_code == twin.status_code == 404
    assert "tolqyn search finds documents" in page.text
    assert twin.json()["remedy"].startswith("tolqyn search")
    assert client.get("/waves?since=вчера").status_code == 400


def test_the_same_page_twice_is_the_same_to_the_byte(client: TestClient, house: House) -> None:
    for address in ("/", f"/{house.desk.waves[0].wave_id}", "/sources"):
        first, second = (re.sub(r'name="csrf" value="\w+"', "", client.get(address).text) for _ in range(2))
        assert first == second


def test_a_mark_of_the_picture_leads_to_the_documents_of_its_day(client: TestClient, house: House) -> None:
    wave = house.desk.waves[1]
    page = client.get(f"/{wave.wave_id}").text
    address = f"/documents?day={wave.peak}&amp;target={wave.target}&amp;press={wave.press}"
    assert address in page
    found = client.get(address.replace("&amp;", "&").replace("/documents", "/documents.json")).json()
    point = next(
        row for row in client.get(f"/{wave.wave_id}/series.json").json()["days"] if row["day"] == str(wave.peak)
    )
    assert found["total"] == point["documents"] > 0


def test_a_series_can_be_kept_as_table_and_drawing(client: TestClient, house: House) -> None:
    name = house.desk.waves[1].wave_id
    table = client.get(f"/{name}/series.csv")
    rows = table.text.splitlines()
    assert rows[0] == "day,originals,documents,expected,upperbound,exposure"
    assert len(rows) == 1 + len(client.get(f"/{name}/series.json").json()["days"])
    drawing = client.get(f"/{name}/chart.svg")
    assert drawing.headers["content-type"].startswith("image/svg+xml")
    assert drawing.text.startswith("<svg") and 'class="bar inside"' in drawing.text


def test_a_brief_is_read_and_kept_from_the_page(client: TestClient, house: House) -> None:
    name = house.desk.waves[1].wave_id
    shown = client.get(f"/{name}/brief.html")
    assert "script-src" not in shown.headers["content-security-policy"]
    assert shown.headers["content-security-policy"].startswith("default-src 'none'")
    kept = client.get(f"/{name}/brief.md?save")
    assert kept.headers["content-disposition"] == f'attachment; filename="{name}.md"'
    assert client.get(f"/{name}/brief.exe").status_code == 404


def test_archived_bytes_leave_as_a_file_and_whole(client: TestClient, house: House) -> None:
    document = house.desk.rows("select document_id from paper order by number limit 1")[0]["document_id"]
    shown = client.get(f"/{document}.json").json()
    capture = client.get(f"/{shown['capture_id']}.json").json()
    page = client.get(f"/{document}").text
    for part in (capture["digest"], capture["warc_file"], "digest agrees"):
        assert part in page
    answer = client.get(f"/{capture['capture_id']}/bytes")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert len(answer.content) == capture["length"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_the_language_that_is_chosen(client: TestClient, language: str) -> None:
    page = client.get("/", headers={"Accept-Language": f"{language};q=0.9, xx"})
    assert f'<html lang="{language}"' in page.text
    chosen = client.get(f"/?lang={language}", headers={"Accept-Language": "en"})
    assert f"tolqyn-language={language}" in chosen.headers["set-cookie"]
    assert f'<html lang="{language}"' in client.get("/waves", headers={"Accept-Language": "en"}).text


def test_a_feed_names_each_wave_once(client: TestClient, house: House) -> None:
    feed = client.get("/feed.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert feed.text.count("<entry>") == len(house.desk.waves)


def test_the_server_tells_how_it_is(client: TestClient, house: House) -> None:
    told = client.get("/health").json()
    assert told["snapshot"] == house.desk.view.snapshot and told["state"] in ("well", "stale")
    figures = client.get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert f"tolqyn_documents {house.desk.totals['documents']}\n" in figures.text
