"""What pages ask all day, held in memory for one snapshot: slim tables in the order in which they are asked for.

A page must answer within a fraction of a second while others ask and a run writes. The files of the tables lie in the
order in which rows were committed, with the texts beside the dates; here stand the dates, sources, headlines and
figures alone, sorted by what pages filter by. A desk is never changed: a newer snapshot gets a new one.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Self, TypeVar

import duckdb
import pyarrow as pa

from tolqyn.model.capture import Capture
from tolqyn.model.errors import Invalid
from tolqyn.model.membership import press_members
from tolqyn.model.settings import Settings
from tolqyn.model.wave import Monitored, Recurrence, Wave, WaveEvent
from tolqyn.queries import timelines
from tolqyn.queries.names import source_names
from tolqyn.queries.timelines import Asked
from tolqyn.queries.versions import current_rows
from tolqyn.store import View

Kept = TypeVar("Kept")

HEADLINE = 160
"""Code points of a headline that a list shows."""

_LOADED: dict[str, str] = {
    "papers": f"""
    select document_id, source_id, language, kind, published_at as moment,
           (published_at at time zone 'UTC')::date as day, left(coalesce(title, ltrim(text)), {HEADLINE}) as headline
    from documents where made_by = $extract order by published_at, document_id""",
    "covers": """select document_id, target, prominent, mentions from coverages where made_by = $annotate""",
    "copies": """
    select link_id, document_id, original_id, relation, score, reasons, lag_s from links where made_by = $link
    order by document_id""",
    "series": """
    select press, target, series, day, documents, originals, sources, exposure, expected, upperbound from counts
    order by press, target, series, day""",
}

_ARRANGED = """
create table paper as select row_number() over () as number, * from papers order by moment, document_id;
create table cover as
  select c.target, p.day, p.number, p.source_id, p.moment, c.prominent,
         k.document_id is not null as copy
  from covers c join paper p using (document_id)
  left join (select distinct document_id from copies where relation = 'copy') k using (document_id)
  where p.day is not null order by c.target, p.number;
create table copy as select * from copies;
create table figure as select * from series;
create table source_day as
  select p.source_id, p.day, count(*) as documents, count(k.document_id) as copies
  from paper p left join (select distinct document_id from copies where relation = 'copy') k using (document_id)
  where p.day is not null group by 1, 2 order by 1, 2;
create table target_day as
  select target, day, count(*) as documents, count(*) filter (not copy) as originals from cover
  group by 1, 2 order by 1, 2;
"""


@dataclass(frozen=True)
class Desk:
    """One snapshot, ready to be asked: `sql` over `paper`, `cover`, `copy`, `figure`, `source_day`, `target_day`."""

    view: View
    settings: Settings
    made_by: Mapping[str, str]
    tables: duckdb.DuckDBPyConnection
    memory: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, view: View, settings: Settings) -> Self:
        """Read what pages need of a snapshot: about two seconds for a million documents."""
        made_by = current_rows(view)
        tables = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        tables.execute("SET TimeZone = 'UTC'")
        for name, query in _LOADED.items():
            wanted = {stage: made_by[stage] for stage in ("extract", "annotate", "link") if f"${stage}" in query}
            tables.register(name, view.sql(query, wanted or None))
        tables.execute(_ARRANGED)
        for name in _LOADED:
            tables.unregister(name)
        return cls(view, settings, made_by, tables)

    def rows(self, query: str, asked: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Answer of a query over the desk's tables, as plain values."""
        return list(self.table(query, asked).to_pylist())

    def table(self, query: str, asked: Mapping[str, Any] | None = None) -> pa.Table:
        """Answer of a query over the desk's tables."""
        with self.tables.cursor() as cursor:
            cursor.execute("SET TimeZone = 'UTC'")
            return cursor.sql(query, params=asked or None).to_arrow_table()

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` answers, made once for this desk: it cannot change, as the desk does not."""
        if key not in self.memory:
            self.memory[key] = make()
        found: Kept = self.memory[key]
        return found

    @cached_property
    def waves(self) -> list[Wave]:
        """All waves, newest onset first."""
        return timelines.waves(self.view, Asked())

    @cached_property
    def wave_by_name(self) -> dict[str, Wave]:
        """Waves by their identifiers."""
        return {wave.wave_id: wave for wave in self.waves}

    @cached_property
    def events(self) -> dict[str, list[WaveEvent]]:
        """Events near the onset of each wave."""
        return timelines.events_of(self.view)

    @cached_property
    def recurrences(self) -> dict[str, list[Recurrence]]:
        """Earlier waves that each wave was compared with."""
        return timelines.recurrences_of(self.view)

    def wave_json(self, wave: Wave) -> dict[str, object]:
        """A wave as the contract prints it."""
        events, compared = self.events.get(wave.wave_id, []), self.recurrences.get(wave.wave_id, [])
        return timelines.wave_json(wave, events, self.settings, compared)

    @cached_property
    def monitored(self) -> list[Monitored]:
        """What was watched, by press."""
        return self.view.records(Monitored)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the sources."""
        return source_names(self.view, self.settings)

    @cached_property
    def sources(self) -> list[str]:
        """Sources that were seen or are declared."""
        seen = self.rows("select distinct source_id from paper")
        return sorted({row["source_id"] for row in seen} | {source.source_id for source in self.settings.sources})

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """Sources of each press."""
        return {press.press_id: press_members(self.settings, press, self.sources) for press in self.settings.presses}

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """First and last day that anything was published on; `None` where nothing was."""
        row = self.rows("select min(day) as first, max(day) as last from source_day")[0]
        return (row["first"], row["last"]) if row["first"] else None

    @cached_property
    def totals(self) -> dict[str, int]:
        """How much there is: documents, of them dated, sources, copies."""
        query = """select count(*) as documents, count(day) as dated, count(distinct source_id) as sources,
                   (select count(*) from copy where relation = 'copy') as copies from paper"""
        return dict(self.rows(query)[0])

    def capture(self, name: str) -> Capture:
        """The capture of that name; raises `Invalid` where there is none."""
        found = self.view.find(Capture, "capture_id", [name])
        if not found:
            raise Invalid(f"there is no capture {name}", "tolqyn check looks for what is missing")
        return found[0]

    def headlines(self, names: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Documents by their identifiers: source, day, moment, language, headline."""
        query = "select * from paper where document_id in (select unnest($names))"
        return {row["document_id"]: row for row in self.rows(query, {"names": list(names)})} if names else {}
