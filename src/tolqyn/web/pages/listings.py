"""Lists of documents by what they are about, who published them and when: where every mark of a picture leads."""

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.queries.listing import PAGE, Wanted, documents
from tolqyn.web.asking import Asking
from tolqyn.web.pages.asked import MOST_ROWS, Ask

router = APIRouter(include_in_schema=False)


def wanted_of(ask: Asking) -> Wanted:
    """The documents that the parameters name: `target`, `press`, `source`, `day` or `since` and `until`."""
    press, day = ask.text("press"), ask.day("day")
    return Wanted(
        target=ask.text("target"),
        sources=tuple(ask.desk.members.get(press, ())) if press else None,
        source=ask.text("source"),
        since=day or ask.day("since"),
        until=day or ask.day("until"),
        originals=ask.text("originals") is not None,
        offset=ask.number("offset", 0, 10**9),
        limit=ask.number("limit", PAGE, MOST_ROWS) or PAGE,
    )


@router.get("/documents")
def listing(ask: Ask) -> Response:
    """One page of documents."""
    wanted = wanted_of(ask)
    template = "parts/listing_only.html.j2" if ask.partial else "documents.html.j2"
    return ask.page(template, listed=documents(ask.desk, wanted), wanted=wanted)


@router.get("/documents.json")
def listing_json(ask: Ask) -> Response:
    """The same as JSON."""
    found = documents(ask.desk, wanted_of(ask))
    return ask.json({"total": found.total, "offset": found.offset, "next": found.next, "documents": list(found.rows)})
