"""The forms in which a brief is written and read back, by the ending of a file."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from tolqyn.brief.ledger import render_json
from tolqyn.brief.markdown import render_markdown
from tolqyn.brief.page import render_html
from tolqyn.brief.parts import Brief
from tolqyn.brief.reading import Written, read_written
from tolqyn.model.errors import Invalid

ENDINGS = (".html", ".md", ".json", ".pdf", ".docx")

_TEXTS: dict[str, Callable[[Brief], str]] = {
    ".html": render_html,
    ".md": render_markdown,
    ".json": render_json,
}
_FILES = {
    ".pdf": ("tolqyn.brief.paper", "render_pdf", "read_pdf"),
    ".docx": ("tolqyn.brief.word", "render_docx", "read_docx"),
}
"""Forms whose libraries take a fifth of a second to load, which no other verb should wait for."""


def render(brief: Brief, ending: str) -> bytes:
    """A brief in the form that an ending names; raises `Invalid` for any other."""
    if ending in _TEXTS:
        return _TEXTS[ending](brief).encode("utf-8")
    if ending not in _FILES:
        raise Invalid(f"no brief ends in {ending or 'nothing'}", f"choose one of: {', '.join(ENDINGS)}")
    written: bytes = _function(ending, 1)(brief)
    return written


def read_back(payload: bytes, ending: str) -> Written:
    """A written brief with its statements, and what is broken in it; raises `Invalid` where it is none."""
    if ending in _FILES:
        written: Written = _function(ending, 2)(payload)
        return written
    return read_written(payload.decode("utf-8", errors="replace"), ending)


def _function(ending: str, which: int) -> Any:
    module = _FILES[ending]
    return getattr(import_module(module[0]), module[which])
