"""Imports that were begun and not ended: written down before the first byte, so that the next `run` ends them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tolqyn.model.identifiers import identify
from tolqyn.store import Place


@dataclass(frozen=True, slots=True)
class Intent:
    """What a user asked to import."""

    kind: str
    paths: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()

    @property
    def file_name(self) -> str:
        """Name of the file that stands for the intent while it is not done."""
        return f"{identify('imp', self.kind, *self.paths, *map('='.join, self.mapping + self.options))}.json"


def folder_of(place: Place) -> Path:
    """Where intents of a workspace lie."""
    return place.root / "unfinished"


def note_intent(folder: Path, intent: Intent) -> Path:
    """Write the intent down, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / intent.file_name
    draft = target.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(intent), ensure_ascii=False), encoding="utf-8")
    draft.replace(target)
    return target


def unfinished(folder: Path) -> list[Intent]:
    """Intents that no import has ended, oldest name first."""
    return [_read(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("imp_*.json"))]


def _read(told: Mapping[str, object]) -> Intent:
    def pairs(value: object) -> tuple[tuple[str, str], ...]:
        assert isinstance(value, list)
        return tuple((str(name), str(column)) for name, column in value)

    paths = told["paths"]
    assert isinstance(paths, list)
    return Intent(str(told["kind"]), tuple(map(str, paths)), pairs(told["mapping"]), pairs(told["options"]))
