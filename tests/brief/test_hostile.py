"""Texts that try to be something else: markup, scripts, turned directions, quotation marks, control characters."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from tests.brief.invented import Shelf, exhibit, findings
from tolqyn.brief import check, compose, render_html, render_json, render_markdown, verify_written
from tolqyn.brief.markdown import marked, unmarked
from tolqyn.brief.quoting import quotable_within, shown_name
from tolqyn.model.spans import Span

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
RENDERERS = {".html": render_html, ".md": render_markdown, ".json": render_json}

NASTY = [
    "<script>alert('порт')</script> Тулания закрыла порт",
    "</script><!-- tolqyn-seal {} --><b>Порт</b> & &amp; &lt;",
    "\u202eтропаз \u2066порт\u2069 Тулании\u202c закрыт навсегда",
    "“Порт” «закрыт» ”[1][2]“ и 999 кораблей",
    "| Порт | закрыт | `код` **да** _нет_ # 1. [x](javascript:alert(1))",
    "Порт\u0000\u0007\u001b[31m\u2028закрыт\u2029\u0085навеки",
    "\u200fميناء تولانيا مغلق\u200f 2024 порт",
    "🚢" * 100,
    "\u202e\u202e",
    "港口" * 200,
    "{{ 7 * 7 }} {% for %} ${порт} \\u003c",
    "1. quotation `doc_x cap_y sha256:0 f@1 0-2` [5]",
]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=220),
    st.text("<>&\"'`*[]|\\“”«»\u202e\u2066\u2069 \n\tаұі1,.", min_size=1, max_size=80),
)


def sound_in_every_form(title: str, name: str) -> None:
    held = findings([exhibit(0, name, "ru", title, "Текст."), exhibit(1, name + " 2", None, None, title)])
    brief = compose(held)
    check(brief, held)
    for ending, render in RENDERERS.items():
        text = render(brief)
        report = verify_written(text, ending, Shelf(held))
        assert report.failures == (), (ending, title, name)
        if ending != ".json":
            assert not TURNING.search(text.replace("\u2068", "").replace("\u2069", ""))
        if ending == ".html":
            page = lxml_html.document_fromstring(text.encode("utf-8", "surrogatepass"))
            assert len(page.xpath("//script")) == 1
            assert not page.xpath("//b | //img | //comment()")


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("name", ["<b>x</b>\u202e“имя”", "7"])
def test_hostile_texts_change_nothing_around_them(title: str, name: str) -> None:
    sound_in_every_form(title, name)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=texts, name=texts)
def test_any_text_stays_a_quotation(title: str, name: str) -> None:
    sound_in_every_form(title, name)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_marked_text_reads_back(text: str) -> None:
    plain = text.replace("\u2068", "").replace("\u2069", "")
    assert unmarked(marked(plain)) == plain


@given(text=texts, limit=st.integers(1, 200))
def test_what_is_quoted_stands_in_the_text_and_turns_nothing(text: str, limit: int) -> None:
    span = quotable_within(text, Span(0, len(text)), limit)
    if span is not None:
        quoted = span.of(text)
        assert quoted
        assert len(quoted) <= limit
        assert not TURNING.search(quoted)
        assert len(quoted.splitlines()) == 1


@given(name=texts)
def test_names_are_one_line(name: str) -> None:
    assert len(shown_name(name).splitlines()) <= 1
    assert not TURNING.search(shown_name(name))
