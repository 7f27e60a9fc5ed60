"""Where a workspace keeps its things."""

from dataclasses import dataclass
from pathlib import Path

from tolqyn.model.errors import Invalid

SETTINGS = "tolqyn.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of a workspace. Only `evidence` and `judgements` cannot be computed again."""

    root: Path

    @property
    def settings(self) -> Path:
        """What people declare: sources, presses, targets, events."""
        return self.root / SETTINGS

    @property
    def evidence(self) -> Path:
        """The archive: WARC files."""
        return self.root / "evidence"

    @property
    def lake(self) -> Path:
        """The tables."""
        return self.root / "lake"

    @property
    def judgements(self) -> Path:
        """What people decided."""
        return self.root / "judgements"

    @property
    def index(self) -> Path:
        """The full-text index; may be deleted at any time."""
        return self.root / "index"

    @classmethod
    def find(cls, start: Path) -> "Place":
        """The nearest folder, from `start` upwards, that holds a `tolqyn.toml`; else `start` itself."""
        start = start.resolve()
        return cls(next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start))

    def required(self) -> "Place":
        """This place, where a verb needs a workspace that exists; raises `Invalid` otherwise."""
        if not self.settings.is_file():
            raise Invalid(f"{self.root} is no workspace: it holds no {SETTINGS}", f"tolqyn init {self.root}")
        return self
