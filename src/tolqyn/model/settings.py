"""What a workspace declares in `tolqyn.toml`: sources, presses, targets, events."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tolqyn.model.mark import EntityType

SourceKind = Literal["state", "state-linked", "party", "independent", "aggregator", "blogger"]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or channel that is watched. `kind` is somebody's judgement: `kind_by` says whose, `kind_since` when."""

    source_id: str
    name: str
    address: str
    kind: SourceKind | None = None
    kind_by: str | None = None
    kind_since: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    channel: str | None = None
    founded: date | None = None
    verified: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A named set of sources whose coverage is counted together. Empty `sources` and filters mean every source."""

    press_id: str
    name: str
    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[SourceKind, ...] = ()
    holidays: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Whom coverage is about: a country by its ISO 3166 code, or a person or organisation with its aliases.

    `leaders` are people who speak for it, with the years or dates in which they did.
    """

    target_id: str
    name: str
    type: EntityType = "GPE"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the calendar."""

    event_id: str
    day: date
    title: str
    category: str
    targets: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A message that people wrote down, as one sentence or more in any language; `targets` are whom it is about, none
    for any. `source` says where it was taken from, `unlike` are sentences that look alike and do not carry it (a
    denial, the roles turned round), `note` says what counts. `{target}` in a sentence stands for whom a text names.
    `cues` are groups of beginnings of words (`переворот|майдан|coup`; `ес=` is a whole word), one of each group being
    needed for a sure match."""

    narrative_id: str
    sentences: tuple[str, ...]
    targets: tuple[str, ...] = ()
    source: str | None = None
    unlike: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Which component reads each role, by its name; `none` leaves the role out. `starter_narratives` adds the catalogue
    that ships with the package to the workspace's own messages."""

    names: str = "default"
    quotes: str = "default"
    attitudes: str = "default"
    claims: str = "default"
    devices: str = "default"
    vectors: str = "default"
    narratives: str = "default"
    starter_narratives: bool = True


@dataclass(frozen=True, slots=True)
class Politeness:
    """How collection behaves towards hosts, and its bounds: seconds, bytes, counts."""

    user_agent: str = "tolqyn/0.1 (press monitoring; obeys robots.txt)"
    delay_s: float = 2.0
    total_s: float = 60.0
    connect_s: float = 10.0
    max_bytes: int = 20 << 20
    max_decoded_bytes: int = 50 << 20
    max_redirects: int = 5
    max_hosts_at_once: int = 32
    max_articles_per_source: int = 500
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """One workspace. `presses` always holds the press `all`; every country is a target beside `targets`, unless
    `countries` is `listed`. `holidays` are the countries whose public holidays count as events."""

    name: str
    sources: tuple[Source, ...]
    presses: tuple[Press, ...]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    politeness: Politeness = Politeness()
    min_documents: int = 10
    copy_window_days: int = 14
    engine: Literal["local", "ray"] = "local"
    countries: Literal["all", "listed"] = "all"
    holidays: tuple[str, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    reading: Reading = Reading()
