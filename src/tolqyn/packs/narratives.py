"""The starter catalogue of messages that ships with the package, and the catalogue of a workspace."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tolqyn.model.settings import Narrative, Settings


@cache
def starter_narratives() -> tuple[Narrative, ...]:
    """General messages, written down here in several languages; `{target}` stands for whom a text is about.

    >>> any("{target}" in sentence for one in starter_narratives() for sentence in one.sentences)
    True
    """
    told = tomllib.loads(files("tolqyn.packs").joinpath("narratives.toml").read_text(encoding="utf-8"))
    return tuple(
        Narrative(
            narrative_id=one["id"],
            sentences=tuple(one["sentences"]),
            targets=tuple(one.get("targets", ())),
            source=one.get("source"),
            unlike=tuple(one.get("unlike", ())),
            cues=tuple(_expanded(group, told["sets"]) for group in one.get("cues", ())),
            note=one.get("note"),
        )
        for one in told["narrative"]
    )


def catalogue_of(settings: Settings) -> tuple[Narrative, ...]:
    """The messages that a workspace is read for: its own, then those of the starter catalogue unless it declines them.

    One of its own that goes by the identifier of a starter message takes that one's place.
    """
    own = {one.narrative_id for one in settings.narratives}
    starter = starter_narratives() if settings.reading.starter_narratives else ()
    return (*settings.narratives, *(one for one in starter if one.narrative_id not in own))


def _expanded(group: str, sets: Mapping[str, str]) -> str:
    """A group of cues with the set that it names, if it names one."""
    return sets[group.removeprefix("@")] if group.startswith("@") else group
