"""When each source was seen publishing: a source that joined or fell silent must not look like news."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from tolqyn.queries.findings import SourcePresence
from tolqyn.store import View

State = Literal["steady", "joined", "silent", "gaps"]

SETTLED_DAYS = 14
"""Two weeks: a source first seen later than that after the press's first day joined; last seen so long ago, it is
silent; without a document on more than half of the days between, it has gaps."""


def presences(view: View, members: Iterable[str], names: Mapping[str, str], made_by: str) -> list[SourcePresence]:
    """One row for each source of a press that has dated documents."""
    query = """
    with days as (select source_id, (published_at at time zone 'UTC')::date as day from documents
                  where published_at is not null and made_by = $made_by and source_id in (select unnest($members)))
    select source_id, min(day) as first, max(day) as last, count(*) as documents, count(distinct day) as active
    from days group by 1 order by 1"""
    rows = view.sql(query, {"made_by": made_by, "members": sorted(members)}).to_pylist()
    if not rows:
        return []
    start, stop = min(row["first"] for row in rows), max(row["last"] for row in rows)
    return [
        SourcePresence(
            source_id=row["source_id"],
            name=names.get(row["source_id"], row["source_id"]),
            first_day=row["first"],
            last_day=row["last"],
            documents=row["documents"],
            state=_state(row, start, stop),
        )
        for row in rows
    ]


def _state(row: dict[str, Any], start: date, stop: date) -> State:
    first, last = row["first"], row["last"]
    if (stop - last).days >= SETTLED_DAYS:
        return "silent"
    if (first - start).days >= SETTLED_DAYS:
        return "joined"
    return "gaps" if row["active"] * 2 < (last - first).days + 1 else "steady"
