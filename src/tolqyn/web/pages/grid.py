"""Sources: who was there on which day, who fell silent, who repeats others."""

from collections import defaultdict
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.queries import rhythm
from tolqyn.web.asking import Asking
from tolqyn.web.charts.heat import Field, by_source
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)

DAYS = 90
ROWS = 60


@router.get("/sources")
def sources(ask: Ask) -> Response:
    """All sources as a table, and the busiest as a field of days."""
    rows = rhythm.sources(ask.desk)
    return ask.page("sources.html.j2", rows=rows, field=_field(ask, [row.source_id for row in rows[:ROWS]]))


@router.get("/sources.json")
def sources_json(ask: Ask) -> Response:
    """The same as JSON."""
    rows = rhythm.sources(ask.desk)
    return ask.json({"sources": [{name: getattr(row, name) for name in row.__dataclass_fields__} for row in rows]})


@router.get("/sources.csv")
def sources_csv(ask: Ask) -> Response:
    """Documents of each source on each day, as a table for a spreadsheet."""
    first, last = ask.desk.days or (date.min, date.max)
    lines = [
        f'"{_cell(row["source_id"])}",{row["day"]},{row["documents"]},{row["copies"]}'
        for row in rhythm.source_days(ask.desk, first, last)
    ]
    headers = {"Content-Disposition": 'attachment; filename="sources.csv"'}
    return Response("\r\n".join(["source,day,documents,copies", *lines, ""]), media_type="text/csv", headers=headers)


def _field(ask: Asking, names: list[str]) -> Field | None:
    if ask.desk.days is None or not names:
        return None
    last = ask.desk.days[1]
    first = max(ask.desk.days[0], last - timedelta(days=DAYS - 1))
    days: dict[str, dict[date, int]] = defaultdict(dict)
    for row in rhythm.source_days(ask.desk, first, last, tuple(names)):
        days[row["source_id"]][row["day"]] = row["documents"]
    return by_source([(name, days[name]) for name in names], first, last)


def _cell(text: str) -> str:
    """A name that a spreadsheet takes for text: quotes doubled, and nothing that it would reckon with in front."""
    return ("'" if text[:1] in "=+-@\t\r" else "") + text.replace('"', '""')
