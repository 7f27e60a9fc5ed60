"""From rows to arrays: what each source of a press published each day, and what of it was about each target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tolqyn.model.link import MEMBERS
from tolqyn.model.membership import press_members
from tolqyn.model.settings import Press, Settings
from tolqyn.store import View

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Topic:
    """One target in a press: documents and originals as days × sources."""

    target: str
    documents: Counts
    originals: Counts


@dataclass(frozen=True, slots=True)
class Panel:
    """A press on one time axis: `output` are all originals, days × sources."""

    press: Press
    days: tuple[date, ...]
    sources: tuple[str, ...]
    output: Counts
    topics: tuple[Topic, ...]


def panel_of(view: View, settings: Settings, press: Press, made_by: Mapping[str, str]) -> Panel | None:
    """Arrays of one press; `None` where it has no dated document."""
    seen = view.sql("select distinct source_id from documents order by 1").column("source_id").to_pylist()
    members = press_members(settings, press, seen)
    parameters = {"extract": made_by["extract"], "link": made_by["link"], "members": members}
    rows = view.sql(_OUTPUT, parameters).to_pylist()
    if not rows:
        return None
    days = _axis(min(row["day"] for row in rows), max(row["day"] for row in rows))
    sources = tuple(sorted({row["source_id"] for row in rows}))
    at = {day: index for index, day in enumerate(days)}
    column = {source: index for index, source in enumerate(sources)}
    output = np.zeros((len(days), len(sources)))
    for row in rows:
        output[at[row["day"]], column[row["source_id"]]] = row["originals"]
    topics: dict[str, Topic] = {}
    asked = {**parameters, "annotate": made_by["annotate"], "least": settings.min_documents}
    for row in view.sql(_TOPICS, asked).to_pylist():
        topic = topics.setdefault(row["target"], Topic(row["target"], np.zeros_like(output), np.zeros_like(output)))
        topic.documents[at[row["day"]], column[row["source_id"]]] = row["documents"]
        topic.originals[at[row["day"]], column[row["source_id"]]] = row["originals"]
    return Panel(press, days, sources, output, tuple(topics[name] for name in sorted(topics)))


_OUTPUT = f"""with recursive {MEMBERS}
select source_id, day, count(*) filter (original) as originals from members group by all order by all"""

_TOPICS = f"""with recursive {MEMBERS},
about as (
  select c.target, m.source_id, m.day, m.original from coverages c join members m using (document_id)
  where c.made_by = $annotate)
select target, source_id, day, count(*) as documents, count(*) filter (original) as originals
from about where target in (select target from about group by target having count(*) >= $least)
group by all order by all"""


def _axis(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))
