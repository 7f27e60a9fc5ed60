"""Version 1 of the API: what the command line prints as JSON, page by page."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from tolqyn.model.errors import Invalid
from tolqyn.queries import rhythm, timelines
from tolqyn.queries.listing import Wanted, documents
from tolqyn.queries.searching import Narrowing
from tolqyn.queries.standing import points_of
from tolqyn.queries.timelines import Asked
from tolqyn.web.pages.asked import Ask

router = APIRouter(prefix="/api/v1", tags=["v1"])

Name = Annotated[str | None, Query(max_length=200, description="An identifier.")]
Day = Annotated[date | None, Query(description="A UTC day, YYYY-MM-DD.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="How many to leave out.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many to give at most.")]

FAILURES: dict[int | str, dict[str, Any]] = {
    404: {"description": "There is no such thing; the body says so and names the remedy."},
    400: {"description": "The question cannot be understood."},
}


def _page(rows: list[Any], offset: int, limit: int) -> dict[str, object]:
    """One page of rows, how many there are in all, and where the next begins."""
    after = offset + limit
    return {
        "total": len(rows),
        "offset": offset,
        "next": after if after < len(rows) else None,
        "items": rows[offset:after],
    }


@router.get("/", summary="What there is to ask")
def index(ask: Ask) -> Response:
    """The workspace, its snapshot, its days, and the addresses of everything else."""
    names = ("waves", "series", "documents", "sources", "targets", "events", "search", "show", "judgements")
    days = [day.isoformat() for day in ask.desk.days] if ask.desk.days else None
    return ask.json(
        {
            "workspace": ask.desk.settings.name,
            "snapshot": ask.desk.view.snapshot,
            "days": days,
            "totals": ask.desk.totals,
            "presses": list(ask.desk.members),
            "openapi": "/api/v1/openapi.json",
            "resources": {name: f"/api/v1/{name}" for name in names},
        }
    )


@router.get("/waves", summary="Waves, newest first", responses=FAILURES)
def waves(
    ask: Ask,
    target: Name = None,
    press: Name = None,
    since: Day = None,
    until: Day = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> Response:
    """Waves as `tolqyn waves --json` prints them."""
    asked = Asked(target, press, since, until)
    rows = [ask.desk.wave_json(wave) for wave in ask.desk.waves if asked.admits(wave)]
    watched = timelines.summed([row for row in ask.desk.monitored if press in (None, row.press)], press)
    return ask.json({**_page(rows, offset, limit), "monitored": timelines.monitored_json(watched)})


@router.get("/series", summary="One series, day by day", responses=FAILURES)
def series(
    ask: Ask,
    target: str,
    press: str = "all",
    series: Literal["coverage", "hostile"] = "coverage",
    since: Day = None,
    until: Day = None,
) -> Response:
    """Originals, documents, what was expected, the upper bound and the exposure of every day."""
    points = points_of(ask.desk, (press, target, series), (since or date.min, until or date.max))
    if not points:
        raise Invalid(f"no series of {target} in {press}", "/api/v1/targets and /api/v1/ list targets and presses")
    rows = [{name: getattr(point, name) for name in point.__dataclass_fields__} for point in points]
    return ask.json({"target": target, "press": press, "series": series, "days": rows})


@router.get("/documents", summary="Documents in the order of publication", responses=FAILURES)
def listing(  # noqa: PLR0913, PLR0917
    ask: Ask, target: Name = None, press: Name = None, source: Name = None, since: Day = None, until: Day = None,
    originals: bool = False, offset: Offset = 0, limit: Limit = 100,
) -> Response:  # fmt: skip
    """Identifiers, sources, moments, languages, headlines, and the document that each repeats."""
    members = tuple(ask.desk.members.get(press, ())) if press else None
    found = documents(ask.desk, Wanted(target, members, source, since, until, originals, offset, limit))
    return ask.json({"total": found.total, "offset": offset, "next": found.next, "items": list(found.rows)})


@router.get("/sources", summary="Sources, the busiest first", responses=FAILURES)
def sources(ask: Ask, offset: Offset = 0, limit: Limit = 100) -> Response:
    """Kind, country, documents, how many of them repeat others, first and last day, whether it fell silent."""
    rows = [{name: getattr(row, name) for name in row.__dataclass_fields__} for row in rhythm.sources(ask.desk)]
    return ask.json(_page(rows, offset, limit))


@router.get("/targets", summary="Targets, the most covered first", responses=FAILURES)
def targets(ask: Ask, offset: Offset = 0, limit: Limit = 100) -> Response:
    """Whom documents are about, and how many are."""
    rows = [row | {"name": ask.target(row["target"])} for row in rhythm.targets(ask.desk)]
    return ask.json(_page(rows, offset, limit))


@router.get("/events", summary="The calendar", responses=FAILURES)
def events(ask: Ask, offset: Offset = 0, limit: Limit = 100) -> Response:
    """Events in the order of their days."""
    ordered = sorted(ask.desk.settings.events, key=lambda event: (event.day, event.event_id))
    return ask.json(
        _page([{name: getattr(row, name) for name in row.__dataclass_fields__} for row in ordered], offset, limit)
    )


@router.get("/search", summary="Full-text search", responses=FAILURES)
def search(
    ask: Ask, q: Annotated[str, Query(min_length=1, max_length=400)],
    language: Annotated[str | None, Query(max_length=20)] = None,
    source: Annotated[list[str] | None, Query(max_length=50)] = None, since: Day = None, until: Day = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Response:  # fmt: skip
    """What `tolqyn search --json` prints."""
    narrowing = Narrowing(language, since, until, tuple(source or ()), limit)
    return ask.json({"query": q, "hits": ask.house.answers_of(ask.desk).search(q, narrowing)})


@router.get("/judgements", summary="What people decided", responses=FAILURES)
def judgements(ask: Ask, offset: Offset = 0, limit: Limit = 100) -> Response:
    """All judgements in the order in which they were made."""
    said = ask.house.judgements.all()
    return ask.json(
        _page([{name: getattr(row, name) for name in row.__dataclass_fields__} for row in said], offset, limit)
    )


@router.get("/show/{name:path}", summary="Anything by its identifier", responses=FAILURES)
def show(ask: Ask, name: str) -> Response:
    """What `tolqyn show ID --json` prints."""
    return ask.json(ask.house.answers_of(ask.desk).show(name))
