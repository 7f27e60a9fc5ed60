"""A real browser walks the pages: no fault of access, no foreign request, nothing refused by the policy, five ways."""

import hashlib
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from tolqyn.brief import read_citations
from tolqyn.store import Place
from tolqyn.web import House, create_app
from tolqyn.workspace import Workspace

playwright = pytest.importorskip("playwright.sync_api")
ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VENDOR = ROOT / "src" / "tolqyn" / "web" / "static" / "vendor" / "charts.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


class Served:
    """The pages of a workspace on a port of this machine."""

    def __init__(self, place: Place) -> None:
        self.house = House(place)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        config = uvicorn.Config(create_app(self.house), host="127.0.0.1", port=self.port, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module")
def served(finished: Workspace) -> Iterator[Served]:
    running = Served(finished.place)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


def addresses(house: House) -> list[str]:
    """One page of every kind."""
    wave = house.desk.waves[1].wave_id
    link = house.desk.rows("select link_id, document_id from copy order by link_id limit 1")[0]
    capture = house.answers.show(link["document_id"])["capture_id"]
    return ["/", "/waves", "/targets", "/sources", "/events", "/review", "/check", "/search?q=граница", "/documents",
            "/rejections", f"/{wave}", f"/{link['document_id']}", f"/{link['link_id']}", f"/{capture}", "/sarvenia",
            "/svodka", "/olmaria", "/transit-law", "/nothing"]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(390, "dark", "kk"), (1024, "light", "ru"), (1600, "dark", "uk")]
)
def test_pages_fit_and_ask_nobody_else(served: Served, browser: Any, width: int, scheme: str, language: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith(served.base) else None)
    for address in addresses(served.house)[:-1]:
        page.goto(served.base + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert said == []
    context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="npm ci brings axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(served: Served, browser: Any, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 900}, color_scheme=scheme)
    page, script, faults = context.new_page(), AXE.read_text(encoding="utf-8"), []
    for address in addresses(served.house):
        page.goto(served.base + address)
        page.evaluate(script)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults += [
            (address, fault["id"], fault["nodes"][0]["html"][:200])
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
    assert faults == []
    context.close()


@pytest.mark.skipif(not VENDOR.is_file(), reason="the build puts ECharts in place")
def test_a_picture_zooms_within_the_policy_and_leads_to_documents(served: Served, browser: Any) -> None:
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    wave = served.house.desk.waves[1]
    page.goto(f"{served.base}/{wave.wave_id}")
    page.locator("[data-zoom]").click()
    drawn = page.locator("[data-zoomed] svg")
    drawn.wait_for()
    box = page.locator("[data-zoomed]").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 80)
    page.mouse.wheel(0, -300)
    assert said == []
    page.locator("svg.timeline.wide").wait_for(state="hidden")
    page.locator("[data-zoom]").click()
    page.locator("svg.timeline.wide").wait_for(state="visible")
    with page.expect_download() as download:
        page.locator("[data-png]").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.close()


def test_from_an_alarm_to_archived_bytes(served: Served, browser: Any) -> None:
    page = browser.new_page()
    page.goto(served.base)
    page.locator(".card h3 a").first.click()
    page.locator("svg.wide a:has(rect.inside)").first.click()
    page.locator("#listing th.headline a").first.click()
    digest = page.locator("aside code").first.inner_text()
    page.get_by_role("link", name="The archived record").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the archived bytes").click()
    assert f"sha256:{hashlib.sha256(download.value.path().read_bytes()).hexdigest()}" == digest
    page.close()


def test_from_a_question_to_a_brief(served: Served, browser: Any, finished: Workspace, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(served.base)
    page.get_by_role("searchbox").fill("переход закрыт")
    page.keyboard.press("Enter")
    page.locator(".hits h3 a").first.click()
    page.locator("aside a[href^='/wav_']").first.click()
    with page.expect_download() as download:
        page.locator("a[href$='brief.html?save']").click()
    kept = tmp_path / "brief.html"
    download.value.save_as(kept)
    assert read_citations(kept.read_text(encoding="utf-8"), ".html")
    assert finished.verify(kept).sound
    page.close()


def test_review_by_keyboard_alone(copy: Workspace, browser: Any) -> None:
    running = Served(copy.place)
    page = browser.new_page()
    page.goto(f"{running.base}/review")
    first = page.locator("[data-queue] > li").first.locator("h3 a").get_attribute("href")
    page.keyboard.press("j")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Айгүл")
    page.keyboard.press("Tab")
    page.keyboard.type("тексерілді")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('#h-said ~ div tbody tr').length == 1")
    kept = running.house.judgements.all()
    assert [(f"/{row.item_id}", row.verdict, row.by, row.note) for row in kept] == [
        (first, "accept", "Айгүл", "тексерілді")
    ]
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_function("document.querySelectorAll('#h-said ~ div tbody tr').length == 2")
    assert running.house.judgements.all()[-1].verdict == "reject"
    page.close()
    running.stop()


def test_a_phone_reads_a_wave_and_switches_marks(served: Served, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="ru")
    page = context.new_page()
    page.goto(served.base)
    page.locator(".card h3 a").first.tap()
    page.wait_for_url(re.compile("/wav_"))
    assert page.locator("svg.narrow").is_visible()
    page.locator("#listing th.headline a").first.tap()
    page.wait_for_url(re.compile("/doc_"))
    mark = page.locator("article .m-mentions").first
    before = mark.evaluate("node => getComputedStyle(node).borderBottomStyle")
    page.locator("#layer-mentions").tap()
    assert before == "solid" != mark.evaluate("node => getComputedStyle(node).borderBottomStyle")
    context.close()


def test_the_keyboard_alone_reaches_the_content(served: Served, browser: Any) -> None:
    page = browser.new_page()
    page.goto(served.base)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(6):
        page.keyboard.press("Tab")
        if re.search("wav_", page.evaluate("document.activeElement.href || ''")):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/wav_"))
    assert page.locator("h1").is_visible()
    page.close()
