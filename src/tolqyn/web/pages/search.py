"""Search by words in any of their forms, phrases, language, source and days."""

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.queries.searching import Narrowing
from tolqyn.web.asking import Asking
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)

SHOWN, MOST = 20, 200
LONGEST = 400
"""Code points of a query: beyond that it is no question."""


def narrowing_of(ask: Asking) -> Narrowing:
    """What narrows a search, from the parameters."""
    sources = tuple(name for name in ask.request.query_params.getlist("source") if name.strip())
    limit = ask.number("limit", SHOWN, MOST) or SHOWN
    return Narrowing(ask.text("language"), ask.day("since"), ask.day("until"), sources, limit)


@router.get("/search")
def search_page(ask: Ask) -> Response:
    """The form, and what it finds."""
    query = (ask.text("q") or "")[:LONGEST]
    narrowing = narrowing_of(ask)
    hits = ask.house.answers_of(ask.desk).search(query, narrowing) if query else []
    tongues = ask.desk.rows(
        "select language, count(*) as n from paper where language is not null group by 1 order by 2 desc, 1"
    )
    template = "parts/hits.html.j2" if ask.partial else "search.html.j2"
    return ask.page(template, query=query, hits=hits, narrowing=narrowing, tongues=tongues, most=MOST)


@router.get("/search.json")
def search_json(ask: Ask) -> Response:
    """What `tolqyn search --json` prints."""
    query = (ask.text("q") or "")[:LONGEST]
    return ask.json({"query": query, "hits": ask.house.answers_of(ask.desk).search(query, narrowing_of(ask))})
