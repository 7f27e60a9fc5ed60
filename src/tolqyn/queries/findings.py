"""What the tables can show about one wave: the only thing a brief may speak of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.link import Link
from tolqyn.model.settings import Event, Narrative, Source
from tolqyn.model.wave import Count, Monitored, Wave, WaveEvent
from tolqyn.queries.marks import Readings


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document with the capture that its words stand in."""

    document: Document
    capture: Capture
    source_name: str
    original: bool


@dataclass(frozen=True, slots=True)
class SourceShare:
    """What one source contributed to a wave; `usual_share` is its share of the coverage before."""

    source_id: str
    name: str
    documents: int
    originals: int
    share: float
    usual_share: float | None
    first_document_id: str
    first_at: datetime


@dataclass(frozen=True, slots=True)
class CopyFinding:
    """A document of the wave that repeats an earlier one; the earlier one may stand outside the wave."""

    link: Link
    copy: Exhibit
    original: Exhibit


@dataclass(frozen=True, slots=True)
class SourcePresence:
    """When a source of the press was seen publishing; `state` compares that with the days of the series."""

    source_id: str
    name: str
    first_day: date
    last_day: date
    documents: int
    state: Literal["steady", "joined", "silent", "gaps"]


@dataclass(frozen=True, slots=True)
class NearbyEvent:
    """An entry of the calendar near the onset, with how often chance would put one of its class there."""

    event: Event
    alignment: WaveEvent


@dataclass(frozen=True, slots=True)
class Limits:
    """What the figures cannot show: counted, so that a brief can say it."""

    history_days: int
    documents: int
    undated: int
    rejected: tuple[tuple[str, int], ...]
    unknown_language: int


@dataclass(frozen=True, slots=True)
class WaveFindings:
    """Everything that is known about one wave at one snapshot, in the order in which a reader asks for it."""

    workspace: str
    snapshot: int
    drawn_at: datetime
    wave: Wave
    target_name: str
    press_name: str
    counts: tuple[Count, ...]
    exhibits: tuple[Exhibit, ...]
    shares: tuple[SourceShare, ...]
    copies: tuple[CopyFinding, ...]
    presences: tuple[SourcePresence, ...]
    events: tuple[NearbyEvent, ...]
    earlier: tuple[Wave, ...]
    monitored: Monitored
    limits: Limits
    sources: tuple[Source, ...]
    readings: Readings | None = None
    narratives: tuple[Narrative, ...] = ()
