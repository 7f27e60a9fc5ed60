"""What belongs together, and by which reasons."""

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about one event. `first_document_id` is the earliest, `label_document_id` the one most like the others.

    `originals` counts those that copy nothing. A document that resembles no other is a story of its own.
    """

    story_id: str
    first_document_id: str
    label_document_id: str
    documents: int
    originals: int
    sources: int
    first_at: datetime | None
    last_at: datetime | None
    languages: tuple[str, ...]
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class StoryMember:
    """A document of a story, the earlier document by which it came there, and why; `after_id` is `None` for the first.

    `score` is the probability that both report one event; 1 for the first and for copies.
    """

    story_id: str
    document_id: str
    after_id: str | None
    score: float
    reasons: tuple[str, ...]
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class StoryMerge:
    """Two stories turned out to be one: `merged_id` is no name any more, `story_id` is the older one, which stays."""

    story_id: str
    merged_id: str
    document_id: str | None
    score: float | None
    reasons: tuple[str, ...]
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteUse:
    """One document's use of words that several quote. `reuse_id` names the words, after whoever quoted them first.

    `containment` is the share of the shorter quotation's shingles that this one and an earlier one have in common.
    """

    reuse_id: str
    quote_id: str
    document_id: str
    source_id: str
    published_at: datetime | None
    start: int
    stop: int
    speaker: str | None
    containment: float
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a document's text came from, and how that is known.

    `evidence` is `forwarded-from`, `links-to-original`, `attributes-to`, `names-source`, or only `first-seen`. `sure`
    says whether the order holds whatever the uncertainty of both dates: the lag lies in `lag_low_s`..`lag_high_s`.
    `path` is what was crossed: `channel→site`, `ru→kk`.
    """

    document_id: str
    source_id: str
    after_id: str
    after_source_id: str
    evidence: tuple[str, ...]
    path: tuple[str, ...]
    lag_s: float | None
    lag_low_s: float | None
    lag_high_s: float | None
    sure: bool
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class FoundNarrative:
    """Stories over weeks or months that carry one message, labelled by a sentence of their own.

    The label is `start`..`stop` of `label_document_id`'s reading. `catalogued` is the entry of a catalogue that most of
    its stories match, `None` where none does.
    """

    narrative_id: str
    label_document_id: str
    start: int
    stop: int
    stories: int
    documents: int
    sources: int
    first_at: datetime | None
    last_at: datetime | None
    catalogued: str | None
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class NarrativeMember:
    """A story of a found narrative, with its nearness to what the narrative said before."""

    narrative_id: str
    story_id: str
    document_id: str
    score: float
    reasons: tuple[str, ...]
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
