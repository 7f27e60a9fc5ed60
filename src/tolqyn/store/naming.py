"""Which table holds which record."""

import re

import pyarrow as pa

from tolqyn.model.capture import Capture, Fetch, Lead
from tolqyn.model.document import Document
from tolqyn.model.link import (
    Direction,
    FoundNarrative,
    Link,
    NarrativeMember,
    QuoteUse,
    Story,
    StoryMember,
    StoryMerge,
)
from tolqyn.model.mark import Coverage, Mention
from tolqyn.model.reading import Attitude, Claim, Device, Entity, Name, NarrativeMatch, Quote, Vector
from tolqyn.model.rejected import Rejection
from tolqyn.model.run import Run, Work
from tolqyn.model.tables import schema_of
from tolqyn.model.wave import Control, Count, Monitored, Recurrence, Wave, WaveEvent

TABLES: dict[type, str] = {
    Capture: "captures",
    Lead: "leads",
    Fetch: "fetches",
    Document: "documents",
    Mention: "mentions",
    Coverage: "coverages",
    Name: "names",
    Quote: "quotes",
    Attitude: "attitudes",
    Claim: "claims",
    Device: "devices",
    Vector: "vectors",
    NarrativeMatch: "narrative_matches",
    Link: "links",
    Story: "stories",
    StoryMember: "story_members",
    StoryMerge: "story_merges",
    QuoteUse: "quote_uses",
    Direction: "directions",
    FoundNarrative: "found_narratives",
    NarrativeMember: "narrative_members",
    Entity: "entities",
    Count: "counts",
    Wave: "waves",
    WaveEvent: "wave_events",
    Recurrence: "recurrences",
    Control: "controls",
    Monitored: "monitored",
    Run: "runs",
    Work: "works",
    Rejection: "rejections",
}
"""Records whose tables SQL may name before the first row is written; any other record needs no entry here."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def table_name(record: type) -> str:
    """Table of a record: its entry in `TABLES`, else its name in snake case with an `s`.

    >>> from tolqyn.model.wave import WaveEvent
    >>> table_name(WaveEvent), table_name(type("OpenQuote", (), {}))
    ('wave_events', 'open_quotes')
    """
    return TABLES.get(record) or f"{_HUMP.sub('_', record.__name__).lower()}s"


def stored_schema(record: type) -> pa.Schema:
    """Schema in which a table is read: every column may be null, for a file written before the column was declared."""
    return pa.schema([pa.field(field.name, field.type) for field in schema_of(record)])
