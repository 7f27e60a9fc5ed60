"""How sources and targets go through the days: when each source was there, how original it is, whom it repeats."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tolqyn.queries.desk import Desk

SILENT_DAYS = 7
"""A week: a source that has been quiet for longer, and for more than five times its usual gap, has fallen silent."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source at a glance; `documents` of the last four weeks and in all, `copies` among all."""

    source_id: str
    name: str
    kind: str | None
    country: str | None
    documents: int
    copies: int
    recent: int
    first: date | None
    last: date | None
    silent: bool


def sources(desk: Desk) -> list[SourceRow]:
    """Every source that was seen or is declared, the busiest first."""
    return desk.kept("sources", lambda: _sources(desk))


def _sources(desk: Desk) -> list[SourceRow]:
    last = desk.days[1] if desk.days else date.min
    query = """
    select source_id, sum(documents)::bigint as documents, sum(copies)::bigint as copies, min(day) as first,
           max(day) as last, coalesce(sum(documents) filter (day > $since), 0)::bigint as recent
    from source_day group by 1"""
    since = last - timedelta(days=28) if desk.days else last
    seen = {row["source_id"]: row for row in desk.rows(query, {"since": since})}
    declared = {source.source_id: source for source in desk.settings.sources}
    rows = [_source_row(desk, name, seen.get(name), declared.get(name), last) for name in desk.sources]
    return sorted(rows, key=lambda row: (-row.documents, row.source_id))


def _source_row(desk: Desk, name: str, seen: dict[str, Any] | None, declared: Any, last: date) -> SourceRow:
    return SourceRow(
        source_id=name,
        name=desk.names.get(name, name),
        kind=declared.kind if declared else None,
        country=declared.country if declared else None,
        documents=seen["documents"] if seen else 0,
        copies=seen["copies"] if seen else 0,
        recent=seen["recent"] if seen else 0,
        first=seen["first"] if seen else None,
        last=seen["last"] if seen else None,
        silent=seen is not None and _silent(seen, last),
    )


def _silent(seen: dict[str, Any], last: date) -> bool:
    """The rule of `tolqyn check`."""
    usual = max(1.0, ((seen["last"] - seen["first"]).days + 1) / max(seen["documents"], 1))
    return bool((last - seen["last"]).days > max(SILENT_DAYS, 5 * usual))


def source_days(desk: Desk, first: date, last: date, names: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    """Documents of each source on each day on which it published, and how many of them repeat others."""
    query = """select source_id, day, documents, copies from source_day
    where day between $first and $last""" + (" and source_id in (select unnest($names))" if names else "")
    asked = {"first": first, "last": last} | ({"names": list(names)} if names else {})
    return desk.rows(query + " order by 1, 2", asked)


def target_days(desk: Desk, target: str) -> list[dict[str, Any]]:
    """Documents about a target on each day that has some, and how many of them repeat no other."""
    return desk.rows("select day, documents, originals from target_day where target = $target", {"target": target})


def followed(desk: Desk, source_id: str, limit: int = 20) -> dict[str, list[dict[str, Any]]]:
    """Whom a source repeats, and who repeats it: source, how often, how soon in the median (seconds)."""
    return {
        "repeats": _sides(desk, source_id, ("document_id", "original_id"), limit),
        "repeated_by": _sides(desk, source_id, ("original_id", "document_id"), limit),
    }


def _sides(desk: Desk, source_id: str, keys: tuple[str, str], limit: int) -> list[dict[str, Any]]:
    own, other = keys
    query = f"""
    with own as (select document_id from paper where source_id = $name)
    select o.source_id, count(*) as copies, median(k.lag_s) as lag_s, arg_max(k.link_id, k.score) as link_id
    from copy k join own on own.document_id = k.{own} join paper o on o.document_id = k.{other}
    where k.relation = 'copy' group by 1 order by 2 desc, 1 limit {limit}"""
    rows = desk.rows(query, {"name": source_id})
    return [row | {"name": desk.names.get(row["source_id"], row["source_id"])} for row in rows]


def targets(desk: Desk) -> list[dict[str, Any]]:
    """Targets that documents are about: how many documents and originals, first and last day."""
    return desk.kept("targets", lambda: _targets(desk))


def _targets(desk: Desk) -> list[dict[str, Any]]:
    query = """select target, sum(documents)::bigint as documents, sum(originals)::bigint as originals,
    min(day) as first, max(day) as last from target_day group by 1 order by 2 desc, 1"""
    return desk.rows(query)
