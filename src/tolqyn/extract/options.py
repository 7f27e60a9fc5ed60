"""What an extraction may know besides the bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tolqyn.model.settings import Source


@dataclass(frozen=True, slots=True)
class Options:
    """`now` bounds the dates that are believed; `sources` tell when a source was founded and what it usually speaks.

    The bounds keep one hostile page from holding a worker: bytes of a page and elements of its tree.
    """

    now: datetime
    sources: Mapping[str, Source] = field(default_factory=dict)
    max_page_bytes: int = 10 << 20
    max_elements: int = 150_000
    min_page_letters: int = 40

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            object.__setattr__(self, "now", self.now.replace(tzinfo=UTC))

    def founded(self, source_id: str) -> date | None:
        """Day on which a source began, `None` where nobody says."""
        source = self.sources.get(source_id)
        return source.founded if source else None

    def usual_languages(self, source_id: str) -> tuple[str, ...]:
        """Languages in which a source usually publishes, empty where nobody says."""
        source = self.sources.get(source_id)
        return source.languages if source else ()
