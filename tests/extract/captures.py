"""Captures as tests need them."""

import json
from datetime import UTC, date, datetime
from typing import Any

from tolqyn.extract import Options, extract
from tolqyn.model.capture import Capture, Form
from tolqyn.model.document import Document
from tolqyn.model.rejected import Rejected
from tolqyn.model.settings import Source

NOW = datetime(2024, 12, 4, 12, tzinfo=UTC)


def capture(form: Form, address: str = "https://zarya.example/n/1", media: str = "text/html", **hints: str) -> Capture:
    return Capture("cap_test", "заря", address, form, media, NOW, 200, "sha256:0", 0, "w", 0, 0, tuple(hints.items()))


def options(founded: date | None = None, languages: tuple[str, ...] = ()) -> Options:
    source = Source("заря", "Заря", "https://zarya.example/", founded=founded, languages=languages)
    return Options(NOW, {"заря": source})


def one(about: Capture, payload: bytes, known: Options | None = None) -> Document | Rejected:
    (outcome,) = extract(about, payload, known or options())
    return outcome


def document(about: Capture, payload: bytes, known: Options | None = None) -> Document:
    outcome = one(about, payload, known)
    assert isinstance(outcome, Document), outcome
    return outcome


def rejected(about: Capture, payload: bytes, known: Options | None = None) -> Rejected:
    outcome = one(about, payload, known)
    assert isinstance(outcome, Rejected), outcome
    return outcome


def body(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()
