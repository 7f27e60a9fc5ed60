"""A document: its text with its marks, where its bytes lie and whether they are whole, and what repeats it."""

from typing import Any

from starlette.responses import Response

from tolqyn import archive
from tolqyn.model.capture import Capture
from tolqyn.model.errors import Damaged, Invalid
from tolqyn.queries.layers import layers_of, pieces_of, stretches_of
from tolqyn.web.asking import Asking

SHOWN = 40_000
"""Code points of a text on one page: some 20 printed pages; a longer text goes on on the next."""

MARKS_LISTED = 400


def document_page(ask: Asking, shown: dict[str, Any]) -> Response:
    """The page of a document as `show` prints it."""
    reading = f"{shown['title']}\n\n{shown['text']}" if shown["title"] else shown["text"]
    start = min(ask.number("from", 0, 10**9), len(reading)) // SHOWN * SHOWN
    stop = min(start + SHOWN, len(reading))
    marks = [mark for mark in stretches_of(shown) if mark.stop > start and mark.start < stop]
    headline = len(shown["title"]) if shown["title"] and not start else 0
    capture, whole = _capture(ask, shown["capture_id"])
    copies = [row for row in shown["links"] if isinstance(row, dict)]
    sides = ask.desk.headlines([name for row in copies for name in (row["document_id"], row["original_id"])])
    return ask.page(
        "document.html.j2",
        shown=shown,
        title=tuple(pieces_of(reading, marks, 0, headline)) if headline else (),
        pieces=tuple(pieces_of(reading, marks, headline + 2 if headline else start, stop)),
        layers={name: rows[:MARKS_LISTED] for name, rows in layers_of(shown).items() if name != "links"},
        reading=reading,
        start=start,
        stop=stop,
        capture=capture,
        whole=whole,
        copies=copies,
        sides=sides,
        judgements=shown.get("judgements", []),
    )


def _capture(ask: Asking, name: str) -> tuple[Capture | None, bool | None]:
    """The archived original, and whether its bytes still have their digest: read back now, not remembered."""
    try:
        capture = ask.desk.capture(name)
        archive.read(ask.house.place.evidence, capture)
    except Damaged:
        return capture, False
    except Invalid:
        return None, None
    return capture, True
