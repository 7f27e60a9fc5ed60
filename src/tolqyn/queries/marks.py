"""What was marked in a wave's documents, and how often the same stood in the press before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import pyarrow.compute as pc

from tolqyn.model.reading import Attitude, Claim, Device, NarrativeMatch, Quote
from tolqyn.queries.picking import among
from tolqyn.store import View

Marked = TypeVar("Marked", Quote, Attitude, Claim, Device, NarrativeMatch)

SURE = 0.5
"""Least score of an attitude that is shown: of those below, read by hand on two waves, more were wrong than right."""

ShareKind = Literal["stance", "role", "claim", "narrative", "device"]


@dataclass(frozen=True, slots=True)
class Share:
    """In how many originals something stands: in the wave, and in the eight weeks before it."""

    kind: ShareKind
    name: str
    documents: int
    before: int


@dataclass(frozen=True, slots=True)
class Readings:
    """Marks in the originals of a wave, and shares of them beside the originals before it.

    `read` and `read_before` are the originals that were read: the denominators of every share.
    """

    read: int
    read_before: int
    quotes: tuple[Quote, ...]
    attitudes: tuple[Attitude, ...]
    claims: tuple[Claim, ...]
    narratives: tuple[NarrativeMatch, ...]
    shares: tuple[Share, ...]

    def share(self, kind: ShareKind, name: str) -> Share:
        """One share; nothing found is a share of no document."""
        found = (share for share in self.shares if (share.kind, share.name) == (kind, name))
        return next(found, Share(kind, name, 0, 0))


@dataclass(frozen=True, slots=True)
class Period:
    """Originals about a target, by their identifiers: in a wave and before it."""

    target: str
    inside: Sequence[str]
    before: Sequence[str]


def readings_of(view: View, made_by: Mapping[str, str], period: Period) -> Readings | None:
    """Marks of a wave; `None` where nothing was read."""
    if made_by["read"] == "read/":
        return None
    asked = {"read": made_by["read"], "target": period.target}
    sides = {"inside": list(period.inside), "before": list(period.before)}
    shares = view.sql(_SHARES, {**asked, **sides}).to_pylist()
    name, version = made_by["read"].split("/", 1)
    read = view.sql(_READ, {"stage": name, "version": version, **sides}).to_pylist()[0]
    about = pc.field("target") == period.target
    sure = about & (pc.field("score") >= SURE)
    return Readings(
        read=read["inside"],
        read_before=read["before"],
        quotes=_marks(view, Quote, made_by, period),
        attitudes=_marks(view, Attitude, made_by, period, sure),
        claims=_marks(view, Claim, made_by, period, about),
        narratives=_marks(view, NarrativeMatch, made_by, period),
        shares=tuple(Share(**row) for row in shares),
    )


def _marks(
    view: View, record: type[Marked], made_by: Mapping[str, str], period: Period, also: pc.Expression | None = None
) -> tuple[Marked, ...]:
    where = among("document_id", list(period.inside)) & (pc.field("made_by") == made_by["read"])
    rows = view.records(record, where=where if also is None else where & also)
    return tuple(sorted(rows, key=_place))


def _place(mark: Quote | Attitude | Claim | Device | NarrativeMatch) -> tuple[str, int, int]:
    if isinstance(mark, Attitude):
        return mark.document_id, mark.target_start, mark.target_stop
    return mark.document_id, mark.start, mark.stop


_SIDES = """sides as (
  select unnest($inside) as document_id, true as inside union all select unnest($before), false)"""

_COUNTED = "count(distinct document_id) filter (inside) as documents, count(distinct document_id) filter (not inside)"

_KINDS = (
    ("stance", "kind", "attitudes", f"target = $target and kind <> 'neutral' and score >= {SURE}"),
    ("role", "role", "quotes", "role is not null"),
    ("claim", "kind", "claims", "target = $target"),
    ("narrative", "narrative", "narrative_matches", "verdict = 'match'"),
    ("device", "device", "devices", "true"),
)

_SHARES = f"with {_SIDES} " + " union all ".join(
    f"""select '{kind}' as kind, {name} as name, {_COUNTED} as before
        from {table} join sides using (document_id) where made_by = $read and {which} group by {name}"""
    for kind, name, table, which in _KINDS
)
_SHARES += " order by 1, 3 desc, 4 desc, 2"

_READ = f"""with {_SIDES}
select count(*) filter (inside) as inside, count(*) filter (not inside) as before from sides
where document_id in (select item_id from works where stage = $stage and version = $version)"""
