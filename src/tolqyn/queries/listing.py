"""Documents behind a figure: those about a target, of a press, on some days, of one source, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tolqyn.queries.desk import Desk

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents; `None` means any. `sources` are those of a press, `source` one of them."""

    target: str | None = None
    sources: tuple[str, ...] | None = None
    source: str | None = None
    since: date | None = None
    until: date | None = None
    originals: bool = False
    offset: int = 0
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of documents in the order of publication, and how many there are in all."""

    rows: tuple[dict[str, Any], ...]
    total: int
    offset: int
    limit: int

    @property
    def next(self) -> int | None:
        """Offset of the next page, `None` on the last."""
        after = self.offset + self.limit
        return after if after < self.total else None

    @property
    def previous(self) -> int | None:
        """Offset of the page before, `None` on the first."""
        return max(self.offset - self.limit, 0) if self.offset else None


def documents(desk: Desk, wanted: Wanted) -> Listing:
    """Documents that are wanted: identifier, source, moment, language, headline, and the one that each repeats."""
    where, asked = _where(wanted)
    inner = "cover" if wanted.target is not None else "paper"
    total = desk.rows(f"select count(*) as n from {inner} {where}", asked)[0]["n"]
    page = f"select number from {inner} {where} order by number limit {wanted.limit} offset {wanted.offset}"
    query = f"""
    with page as ({page})
    select p.document_id, p.source_id, p.language, p.moment, p.day, p.headline,
           any_value(k.original_id) as original_id, any_value(k.link_id) as link_id
    from paper p left join copy k on k.document_id = p.document_id and k.relation = 'copy'
    where p.number in (select number from page) group by all order by p.moment, p.document_id"""
    rows = [
        row | {"source_name": desk.names.get(row["source_id"], row["source_id"])} for row in desk.rows(query, asked)
    ]
    return Listing(tuple(rows), total, wanted.offset, wanted.limit)


def by_source(desk: Desk, wanted: Wanted) -> list[dict[str, Any]]:
    """How many of the wanted documents each source published, how many of them repeat others, and its first moment."""
    where, asked = _where(wanted)
    query = f"""
    select source_id, count(*) as documents, count(*) filter (copy) as copies, min(moment) as first
    from cover {where} group by 1 order by 2 desc, 4, 1"""
    return [row | {"name": desk.names.get(row["source_id"], row["source_id"])} for row in desk.rows(query, asked)]


def followings(desk: Desk, wanted: Wanted, limit: int = 200) -> list[dict[str, Any]]:
    """Who repeated whom among the wanted documents: later source, earlier source, how often, how soon, one example."""
    where, asked = _where(wanted)
    query = f"""
    with inside as (select number, source_id from cover {where})
    select i.source_id as later, o.source_id as earlier, count(*) as copies, median(k.lag_s) as lag_s,
           arg_max(k.link_id, k.score) as link_id, arg_max(k.document_id, k.score) as document_id,
           arg_max(k.original_id, k.score) as original_id
    from inside i join paper p using (number) join copy k on k.document_id = p.document_id
    join paper o on o.document_id = k.original_id
    where k.relation = 'copy' group by 1, 2 order by 3 desc, 1, 2 limit {limit}"""
    named = desk.names
    return [
        row
        | {
            "later_name": named.get(row["later"], row["later"]),
            "earlier_name": named.get(row["earlier"], row["earlier"]),
        }
        for row in desk.rows(query, asked)
    ]


def _where(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The condition on `cover`, or on `paper` where no target is asked for, and its parameters."""
    tests: dict[str, tuple[str, Any]] = {
        "target": ("target = $target", wanted.target),
        "sources": ("source_id in (select unnest($sources))", _list(wanted.sources)),
        "source": ("source_id = $source", wanted.source),
        "since": ("day >= $since", wanted.since),
        "until": ("day <= $until", wanted.until),
    }
    given = {name: test for name, test in tests.items() if test[1] is not None}
    parts = [test for test, _ in given.values()]
    if wanted.originals and wanted.target is not None:
        parts.append("not copy")
    return (f"where {' and '.join(parts)}" if parts else ""), {name: value for name, (_, value) in given.items()}


def _list(names: Sequence[str] | None) -> list[str] | None:
    return None if names is None else list(names)
