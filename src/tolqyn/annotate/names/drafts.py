"""A name on its way: found and typed, its normal form not yet joined with the others of its document."""

from dataclasses import dataclass

from tolqyn.model.mark import EntityType


@dataclass(frozen=True, slots=True, order=True)
class Draft:
    """A name in a text; `entity` is set where a list or a target already says what it names."""

    start: int
    stop: int
    surface: str
    type: EntityType
    normal: str
    score: float
    entity: str | None = None
    sure: bool = False
    """Whether the normal form comes from a list rather than from rules."""
