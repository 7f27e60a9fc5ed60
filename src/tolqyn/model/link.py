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
