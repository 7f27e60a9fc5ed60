"""What belongs together, and by which reasons."""

from dataclasses import dataclass
from typing import Literal

Relation = Literal["copy", "translation", "same-event", "same-message"]


@dataclass(frozen=True, slots=True)
class Link:
    """A decision about two documents: score, named reasons, and the two passages it rests on.

    `document_id` is the later one, `original_id` the earlier; `lag_s` is how many seconds lie between them
    (`None` where a date is missing). Passages are spans in code points of each document's reading.
    """

    link_id: str
    relation: Relation
    document_id: str
    original_id: str
    score: float
    reasons: tuple[str, ...]
    lag_s: float | None
    start: int
    stop: int
    original_start: int
    original_stop: int
    made_by: str | None = None


COPY_GROUPS = """up as (
  select document_id, original_id from links where relation = 'copy' and made_by = $link
  union all
  select up.document_id, links.original_id from up join links on links.document_id = up.original_id
  where links.relation = 'copy' and links.made_by = $link),
copy_groups as (
  select document_id, original_id as root from up
  where original_id not in (select document_id from links where relation = 'copy' and made_by = $link))"""
"""SQL for `with recursive`: every copy with the document at the head of its chain, for the parameter `$link`.

A link leads from a copy to the text that it was compared with, which may be a copy itself; links lead back in time, so
that every chain ends.
"""

MEMBERS = f"""{COPY_GROUPS},
members as (
  select d.document_id, d.source_id, (d.published_at at time zone 'UTC')::date as day,
         row_number() over (partition by coalesce(g.root, d.document_id) order by d.published_at, d.document_id) = 1
           as original
  from documents d left join copy_groups g using (document_id)
  where d.made_by = $extract and d.published_at is not null and d.source_id in (select unnest($members)))"""
"""SQL for `with recursive`: the dated documents of a press, and whether each is the first of its copies there, for the
parameters `$extract`, `$link` and `$members`. A press that reprints others still has a first one of its own."""
