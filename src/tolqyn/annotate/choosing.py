"""Which components read a workspace, and what each is told of it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from tolqyn.annotate.discovery import build
from tolqyn.annotate.reader import Reader
from tolqyn.annotate.roles import ROLES, Annotator, Role
from tolqyn.model.settings import Narrative, Reading

DEFAULTS: Mapping[Role, str] = {
    "names": "default",
    "quotes": "rules",
    "attitudes": "adapter",
    "claims": "lexical",
    "devices": "heads",
    "vectors": "e5",
    "narratives": "e5",
}
"""What reads where the settings say `default`: nothing that needs a network, an account or a key."""

LEFT_OUT = "none"


def reader_for(reading: Reading, narratives: tuple[Narrative, ...]) -> Reader:
    """The reader that the settings ask for; raises `Invalid` for a component that is not installed.

    >>> reader_for(Reading(**dict.fromkeys(ROLES, "none")), ()).version
    ''
    """
    chosen = {role: _named(reading, role) for role in ROLES}
    told: dict[Role, dict[str, Any]] = {"narratives": {"narratives": narratives}}
    return Reader({role: build(role, name, told.get(role)) for role, name in chosen.items() if name != LEFT_OUT})


@cache
def default_reader(narratives: tuple[Narrative, ...]) -> Reader:
    """The reader of a bare text, in this process."""
    return reader_for(Reading(), narratives)


def _named(reading: Reading, role: Role) -> str:
    name: str = getattr(reading, role)
    return DEFAULTS[role] if name == "default" else name


__all__ = ["DEFAULTS", "Annotator", "default_reader", "reader_for"]
