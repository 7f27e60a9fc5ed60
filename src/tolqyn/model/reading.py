"""What a careful reader marks in a text: names, quotes, attitudes, claims, devices, narratives; and its vectors.

Every span counts code points of the document's `reading`, half-open. `annotator` is `name/version` of the component
that made a mark, `made_by` the stage and version that ran it, written by the pipeline. Scores are 0 to 1.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tolqyn.model.mark import EntityType
from tolqyn.model.spans import Span

Role = Literal[
    "official", "politician", "expert", "journalist", "blogger", "military", "business", "citizen", "anonymous"
]
"""As what somebody is quoted, by the words of the text."""

Polarity = Literal[-1, 0, 1]

AttitudeKind = Literal[
    "hostile", "reports-hostility", "quotes-hostility", "supportive", "reports-support", "quotes-support", "neutral"
]
"""Whose attitude it is: the document's own, one that it reports of an entity, or one that a quoted speaker voices."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a text names a target of the workspace: what `targets` marked, for annotators that ask about targets."""

    start: int
    stop: int
    target: str
    score: float
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What annotators read: a document's reading with its language, day, sentences and the targets named in it.

    `headline_stop` is where the headline ends. A bare text has an identifier too, made from its words.
    """

    document_id: str
    text: str
    language: str | None
    day: date | None
    headline_stop: int
    sentences: tuple[Span, ...]
    targets: tuple[Naming, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place named in a text.

    `normal` is the fullest normal form within the document («Карина» → «Ерлан Карин»), `entity` the entity of the
    register: a target's identifier where it is one, else `ent_…` made from the name's script-free key.
    """

    name_id: str
    document_id: str
    start: int
    stop: int
    surface: str
    type: EntityType
    normal: str
    entity: str
    score: float
    annotator: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what names of any document, script and language name; `names` are its normal forms, commonest first.

    `name` is what people called it, else the commonest normal form. `joined` are identifiers that names were given when
    they were read and that mean this entity.
    """

    entity_id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    joined: tuple[str, ...]
    mentions: int
    documents: int
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else: content, the cue that introduces it, the speaker, and as what the text presents him.

    `via` is the outlet or channel that the quote passes through, as the text names it. A speaker whom the text leaves
    open is `None`; `role_start`..`role_stop` are the words that give the role.
    """

    quote_id: str
    document_id: str
    form: Literal["direct", "partial", "reported"]
    start: int
    stop: int
    cue_start: int | None
    cue_stop: int | None
    speaker_start: int | None
    speaker_stop: int | None
    speaker_name: str | None
    speaker_entity: str | None
    role: Role | None
    role_start: int | None
    role_stop: int | None
    via: str | None
    score: float
    annotator: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Attitude:
    """Who is for or against whom: a holder's polarity towards a target, with the words that show it.

    `holder` says who: the author, somebody unknown, an entity or a quoted speaker, whose span stands in
    `holder_start`..`holder_stop`. `target` is a target's or an entity's identifier; `expression` may be missing.
    """

    attitude_id: str
    document_id: str
    holder: Literal["author", "unknown", "entity", "speaker"]
    holder_start: int | None
    holder_stop: int | None
    holder_entity: str | None
    target: str
    target_start: int
    target_stop: int
    polarity: int
    kind: AttitudeKind
    expression_start: int | None
    expression_stop: int | None
    score: float
    annotator: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody is blamed for something, warned, or something is foretold: by whom, whom it concerns, what, on what
    condition. The whole is a sentence; `content` is what is blamed, threatened or foretold."""

    claim_id: str
    document_id: str
    kind: Literal["blame", "warning", "prediction"]
    start: int
    stop: int
    cue_start: int
    cue_stop: int
    holder: Literal["author", "unknown", "entity", "speaker"]
    holder_start: int | None
    holder_stop: int | None
    holder_entity: str | None
    target: str | None
    target_start: int | None
    target_stop: int | None
    content_start: int
    content_stop: int
    condition_start: int | None
    condition_stop: int | None
    score: float
    annotator: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A hint that a sentence uses a persuasion technique, never a verdict."""

    device_id: str
    document_id: str
    start: int
    stop: int
    device: str
    score: float
    annotator: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class NarrativeMatch:
    """A passage that carries a catalogued message; `unsure` is the honest band between match and nothing."""

    document_id: str
    narrative: str
    start: int
    stop: int
    score: float
    verdict: Literal["match", "unsure"]
    annotator: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Vector:
    """A raw, unit-length vector of a passage, as little-endian half-precision floats; `part` says which passage."""

    document_id: str
    part: Literal["lead", "sentence", "quote"]
    start: int
    stop: int
    model: str
    values: bytes
    made_by: str | None = None


Mark = Name | Quote | Attitude | Claim | Device | NarrativeMatch | Vector
"""Anything that an annotator of a role may write."""
