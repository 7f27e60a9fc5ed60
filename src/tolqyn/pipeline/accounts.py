"""`check`: sums that must agree, sources that fell silent, damaged records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from tolqyn import archive
from tolqyn.model.capture import Capture
from tolqyn.model.rejected import Rejected
from tolqyn.store import Place, View


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and what to do about it."""

    kind: Literal["sum", "damaged", "silent", "unfinished"]
    item: str
    detail: str
    remedy: str


def check(place: Place, view: View, silent_days: int = 7) -> list[Finding]:
    """Everything that does not agree; an empty list is a clean bill."""
    return [*_sums(view), *_orphans(view), *_damage(place, view), *_silent(view, silent_days)]


def accounts(view: View) -> dict[str, dict[str, Any]]:
    """What every stage took in, gave out and turned away over all runs, and how often for each reason."""
    stages = view.sql(
        """select stage, sum(items_in)::bigint as items_in, sum(items_out)::bigint as items_out,
                  sum(rejected)::bigint as rejected, sum(records)::bigint as records
           from runs group by 1 order by min(started_at)"""
    ).to_pylist()
    reasons = view.sql("select reason, count(*) as n from rejections group by 1 order by 2 desc, 1").to_pylist()
    return {
        "stages": {row.pop("stage"): row for row in stages},
        "rejections": {row["reason"]: row["n"] for row in reasons},
    }


def fetched_since(view: View, since: datetime) -> list[dict[str, Any]]:
    """How the addresses that were asked since then ended: outcome, reason, count, the most frequent first."""
    query = """select outcome, reason, count(*) as n, count(distinct source_id) as sources from fetches
               where "at" >= $since group by 1, 2 order by 3 desc, 1, 2"""
    return list(view.sql(query, {"since": since}).to_pylist())


def _sums(view: View) -> Iterator[Finding]:
    """Every run accounts for every item once, and its works and rejections say the same."""
    query = """
    select r.run_id, r.stage, r.items_in, r.items_out, r.rejected,
           (select count(*) from works w where w.run_id = r.run_id) as works,
           (select count(*) from works w where w.run_id = r.run_id and w.outcome = 'rejected') as turned_away
    from runs r"""
    for row in view.sql(query).to_pylist():
        by_item = row["stage"] in ("extract", "annotate")
        agrees = row["items_in"] == row["items_out"] + row["rejected"]
        if not agrees or (by_item and (row["works"], row["turned_away"]) != (row["items_in"], row["rejected"])):
            yield Finding("sum", row["run_id"], f"sums do not agree: {row}", "report this as a fault of Tolqyn")


def _orphans(view: View) -> Iterator[Finding]:
    """Documents without capture and marks without document do not exist."""
    for child, parent, key in (
        ("documents", "captures", "capture_id"),
        ("mentions", "documents", "document_id"),
        ("links", "documents", "document_id"),
    ):
        query = f"select count(*) as n from {child} where {key} not in (select {key} from {parent})"
        count = view.sql(query).column("n")[0].as_py()
        if count:
            yield Finding("sum", child, f"{count} rows have no {parent} row", "report this as a fault of Tolqyn")


def _damage(place: Place, view: View) -> Iterator[Finding]:
    """Every archived record is read back and its digest verified."""
    captures = view.records(Capture)
    captures.sort(key=lambda capture: (capture.warc_file, capture.warc_offset))
    for capture, payload in zip(captures, archive.read_many(place.evidence, captures), strict=True):
        if isinstance(payload, Rejected):
            yield Finding("damaged", capture.capture_id, payload.detail, "restore this file from a backup")


def _silent(view: View, silent_days: int) -> Iterator[Finding]:
    """Sources whose last document is older than the workspace's newest by more than so many days and their rhythm."""
    query = """
    with days as (select source_id, (published_at at time zone 'UTC')::date as day from documents
                  where published_at is not null),
    spans as (select source_id, min(day) as first, max(day) as last, count(*) as documents from days group by 1)
    select source_id, first, last, documents, (select max(day) from days) as newest from spans order by 1"""
    for row in view.sql(query).to_pylist():
        gap = (row["newest"] - row["last"]).days
        usual = max(1.0, _span(row["first"], row["last"]) / max(row["documents"], 1))
        if gap > max(silent_days, 5 * usual):
            detail = f"silent since {row['last']} ({gap} days; usually a document every {usual:.1f} days)"
            yield Finding("silent", row["source_id"], detail, f"tolqyn show {row['source_id']}")


def _span(first: date, last: date) -> int:
    return (last - first).days + 1
