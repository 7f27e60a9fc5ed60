"""A real browser shows the page: no sideways scrolling, no requests, two schemes, two drawings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.brief.invented import exhibit, findings
from tolqyn.brief import compose, render_html

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with long names, a right-to-left headline and words without a break."""
    shown = [
        exhibit(0, "صوت المنارة", "ar", "ميناء تولانيا مغلق حتى الربيع", "النص"),
        exhibit(1, "Оченьдлинноеназваниеканалабезединогопробелавнём" * 2, "ru", None, "Порт" + "ы" * 300),
        *[exhibit(n, f"Канал {n}", "kk", f"Тулания портын {n} күнге жапты", "Мәтін") for n in range(2, 40)],
    ]
    file: Path = tmp_path_factory.mktemp("page") / "brief.html"
    file.write_text(render_html(compose(findings(shown))), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("width", [390, 1024, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_asks_for_nothing(browser: object, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[attr-defined]
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [address]
    assert said == []
    shown = page.locator("svg.narrow" if width < 640 else "svg.wide")
    assert shown.is_visible()
    assert not page.locator("svg.wide" if width < 640 else "svg.narrow").is_visible()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(253, 253, 251)") == (scheme == "light")
    context.close()


def test_a_citation_opens_where_it_leads(browser: object, address: str) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto(address)
    page.locator(".lead .cites a").first.click()
    number = page.evaluate("location.hash")
    assert page.locator(f"li{number}").is_visible()
    page.close()
