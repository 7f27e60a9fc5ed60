"""Stand-off marks on documents, each with its annotator's name, version and score."""

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["PER", "ORG", "LOC", "GPE"]

MentionForm = Literal["name", "adjective", "demonym", "capital", "leader", "alias"]
"""By which kind of word a target is named."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text (`start`/`stop` in code points of the document's reading) and the target that it names."""

    mention_id: str
    document_id: str
    start: int
    stop: int
    surface: str
    target: str
    type: EntityType
    form: MentionForm
    score: float
    annotator: str
    version: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A document is about a target: how many mentions, and whether one stands in the headline or the lead."""

    document_id: str
    target: str
    mentions: int
    prominent: bool
    score: float
    made_by: str | None = None
