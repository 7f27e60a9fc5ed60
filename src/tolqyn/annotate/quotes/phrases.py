"""A noun phrase that may be a speaker: a role, what belongs to it, and a name."""

from dataclasses import dataclass
from typing import Literal

from tolqyn.annotate.quotes.lexicon import Head
from tolqyn.annotate.quotes.morphology import Case, Gender
from tolqyn.annotate.quotes.passage import Range


@dataclass(frozen=True, slots=True)
class Phrase:
    """A possible speaker: all of it, the name in it, the words of the role beside the name, and its head noun."""

    whole: Range
    name: Range | None
    role: Range | None
    head: Head | None
    kind: Literal["name", "role", "org", "pronoun", "possessive"]
    gender: Gender | None = None
    plural: bool | None = None
    case: Case = "n"

    @property
    def speaker(self) -> Range:
        """What is the speaker's span: the name of a person, an outlet or a channel, else the whole phrase."""
        return self.name if self.name is not None else self.whole
