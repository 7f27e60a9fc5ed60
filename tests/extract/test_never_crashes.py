"""Whatever the bytes, there is an answer: documents that can be stored, or a rejection with a reason."""

import json
import random
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.captures import capture, options
from tolqyn.extract import extract
from tolqyn.model.capture import Form
from tolqyn.model.document import Document
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.tables import to_table

FORMS = get_args(Form)
READ = ("page", "telegram-page", "telegram-post", "row")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    [
        *("id", "message_id", "text", "text_entities", "date", "date_unixtime", "type", "poll", "channel", "sender_id"),
        *("url", "html", "title", "authors", "language", "published_at", "views", "reply_to", "forwarded_from"),
    ]
)
patient = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def _answered(form: Form, payload: bytes) -> None:
    outcomes = extract(capture(form, dialect="desktop"), payload, options())
    assert outcomes
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            assert isinstance(outcome.reason, Reason)
            assert outcome.detail
        else:
            assert outcome.text.strip()
            assert to_table([outcome], Document).num_rows == 1


@pytest.mark.parametrize("form", FORMS)
@given(payload=st.binary(max_size=2000))
@settings(patient, max_examples=60)
def test_any_bytes(form: Form, payload: bytes) -> None:
    _answered(form, payload)


@pytest.mark.parametrize("form", ["telegram-post", "row"])
@given(record=st.dictionaries(FIELDS, JSON, max_size=8))
@settings(patient, max_examples=200)
def test_any_record(form: Form, record: dict[str, object]) -> None:
    _answered(form, json.dumps(record).encode())


@pytest.mark.parametrize("form", READ)
@given(seed=st.integers(0, 2**32))
@settings(patient, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_mutated_pages(form: Form, seed: int, pages: Path) -> None:
    chance = random.Random(seed)
    page = bytearray(chance.choice(sorted(pages.iterdir())).read_bytes())
    for _ in range(chance.randrange(1, 30)):
        start = chance.randrange(len(page))
        stop = min(len(page), start + chance.randrange(1, 200))
        piece = bytes(page[start:stop])
        page[start:stop] = chance.choice(
            [b"", piece * 3, bytes(chance.randrange(256) for _ in piece), b"<", b"\x00", b'{"@type"']
        )
        if not page:
            break
    _answered(form, bytes(page))


@pytest.mark.parametrize("form", ["feed", "sitemap", "robots"])
def test_forms_that_hold_no_document(form: Form) -> None:
    (outcome,) = extract(capture(form), b"<rss/>", options())
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.UNKNOWN_FORM
