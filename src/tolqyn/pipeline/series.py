"""From rows to arrays: what each source of a press published each day, and what of it was about each target."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tolqyn.model.link import MEMBERS
from tolqyn.model.membership import press_members
from tolqyn.model.settings import Press, Settings
from tolqyn.model.wave import SeriesKind
from tolqyn.store import View
from tolqyn.waves import Error

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hostility:
    """How hostile documents are told: a subquery of the columns `document_id` and `target`, one row a pair at most, and
    how often it is right about a document on the target; `None` counts what it says as it is.

    `parameters` are those that the subquery names.
    """

    sql: str
    error: Error | None = None
    parameters: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One target in a press: documents and originals as days × sources.

    A topic of the series `hostile` holds the documents hostile to the target; `about` are all originals about it.
    `narratives` are messages that the documents of a day carry: number of the day, name, weight.
    """

    target: str
    documents: Counts
    originals: Counts
    series: SeriesKind = "coverage"
    about: Counts | None = None
    narratives: tuple[tuple[int, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A press on one time axis: `output` are all originals, days × sources; `error` is that of its hostile series."""

    press: Press
    days: tuple[date, ...]
    sources: tuple[str, ...]
    output: Counts
    topics: tuple[Topic, ...]
    error: Error | None = None

    def topic(self, target: str, series: SeriesKind) -> Topic | None:
        """The topic of a target in this press, if it is watched."""
        return next((topic for topic in self.topics if (topic.target, topic.series) == (target, series)), None)


def panel_of(
    view: View,
    settings: Settings,
    press: Press,
    made_by: Mapping[str, str],
    hostility: Hostility | None = None,
    narratives: str | None = None,
) -> Panel | None:
    """Arrays of one press; `None` where it has no dated document. `narratives` is a subquery of the columns
    `document_id`, `narrative` and `weight`."""
    seen = view.sql("select distinct source_id from documents order by 1").column("source_id").to_pylist()
    members = press_members(settings, press, seen)
    parameters = {"extract": made_by["extract"], "link": made_by["link"], "members": members}
    rows = view.sql(_OUTPUT, parameters).to_pylist()
    if not rows:
        return None
    axis = _Axis.of(rows)
    asked = {**parameters, "annotate": made_by["annotate"], "least": settings.min_documents}
    topics = _topics(view.sql(_TOPICS, asked).to_pylist(), axis, "coverage")
    if hostility is not None:
        query = _HOSTILE.format(hostile=hostility.sql)
        told = _topics(view.sql(query, asked | dict(hostility.parameters)).to_pylist(), axis, "hostile")
        topics += [_beside(topic, topics) for topic in told if topic.target in {other.target for other in topics}]
    if narratives is not None:
        query = _NARRATIVES.format(narratives=narratives)
        topics = _carrying(topics, view.sql(query, {**parameters, "annotate": made_by["annotate"]}).to_pylist(), axis)
    error = hostility.error if hostility else None
    return Panel(press, axis.days, axis.sources, axis.filled(rows, "originals"), tuple(topics), error)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days and sources, in order, and where each stands."""

    days: tuple[date, ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, rows: list[dict[str, Any]]) -> "_Axis":
        """Every day from the first to the last, and every source that has a document."""
        first, last = min(row["day"] for row in rows), max(row["day"] for row in rows)
        days = tuple(first + timedelta(days=step) for step in range((last - first).days + 1))
        return cls(days, tuple(sorted({row["source_id"] for row in rows})))

    def filled(self, rows: list[dict[str, Any]], column: str) -> Counts:
        """The values of a column as days × sources."""
        values = np.zeros((len(self.days), len(self.sources)))
        place = {source: at for at, source in enumerate(self.sources)}
        for row in rows:
            values[(row["day"] - self.days[0]).days, place[row["source_id"]]] = row[column]
        return values


def _topics(rows: list[dict[str, Any]], axis: _Axis, series: SeriesKind) -> list[Topic]:
    by_target: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_target.setdefault(row["target"], []).append(row)
    return [
        Topic(target, axis.filled(own, "documents"), axis.filled(own, "originals"), series)
        for target, own in sorted(by_target.items())
    ]


def _beside(topic: Topic, others: list[Topic]) -> Topic:
    """A hostile topic with all originals about its target."""
    about = next(other.originals for other in others if other.target == topic.target)
    return replace(topic, about=about)


def _carrying(topics: list[Topic], rows: list[dict[str, Any]], axis: _Axis) -> list[Topic]:
    """Topics with the messages that their documents carry."""
    told: dict[str, list[tuple[int, str, float]]] = {}
    for row in rows:
        at = (row["day"] - axis.days[0]).days
        told.setdefault(row["target"], []).append((at, row["narrative"], float(row["weight"])))
    return [replace(topic, narratives=tuple(told.get(topic.target, ()))) for topic in topics]


_OUTPUT = f"""with recursive {MEMBERS}
select source_id, day, count(*) filter (original) as originals from members group by all order by all"""

_ABOUT = f"""with recursive {MEMBERS},
about as (
  select c.target, m.source_id, m.day, m.original, m.document_id
  from coverages c join members m using (document_id) where c.made_by = $annotate)"""

_COUNTED = """select target, source_id, day, count(*) as documents, count(*) filter (original) as originals
from {rows} where target in (select target from {rows} group by target having count(*) >= $least)
group by all order by all"""

_TOPICS = f"{_ABOUT}\n{_COUNTED.format(rows='about')}"

_HOSTILE = f"""{_ABOUT},
hostile as (select distinct document_id, target from ({{hostile}})),
marked as (select about.* from about semi join hostile using (document_id, target))
{_COUNTED.format(rows="marked")}"""

_NARRATIVES = f"""{_ABOUT}
select about.target, about.day, told.narrative, sum(told.weight) as weight
from about join ({{narratives}}) told using (document_id) where about.original group by all order by all"""
