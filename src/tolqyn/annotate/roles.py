"""The roles of reading and what a component of each must do; components are found by discovery."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from tolqyn.model.reading import Mark, Name, Quote, Text

Role = Literal["names", "quotes", "attitudes", "claims", "devices", "vectors", "narratives"]

ROLES: tuple[Role, ...] = ("names", "quotes", "attitudes", "claims", "devices", "vectors", "narratives")
"""In the order in which they read: quotes know the names, attitudes and claims know both."""

GROUP = "tolqyn.annotators"
"""Entry-point group: an entry point is named `role.component`, its value is a callable that answers the component."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what earlier roles have marked in it."""

    text: Text
    names: tuple[Name, ...] = ()
    quotes: tuple[Quote, ...] = ()


@runtime_checkable
class Annotator(Protocol):
    """A component of a role: pure, deterministic, built once for a process.

    `name` and `version` stand as `name/version` in each mark's `annotator`. `annotate` answers one tuple of marks for
    each text, in its order, whatever the batch: a text's marks do not depend on its neighbours. Languages that it
    does not know give no marks.
    """

    @property
    def role(self) -> Role:
        """What it marks."""
        ...

    @property
    def name(self) -> str:
        """Its name, without a slash."""
        ...

    @property
    def version(self) -> str:
        """Raised whenever its marks may change."""
        ...

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Mark, ...]]:
        """Marks of each text, ordered by where they start."""
        ...
