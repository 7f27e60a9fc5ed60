"""What a workspace can be asked: the read path as one object, quick to load, never waiting for a writer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from tolqyn import brief as briefs
from tolqyn import export as exports
from tolqyn.model.errors import Invalid
from tolqyn.model.membership import press_members
from tolqyn.model.settings import Settings
from tolqyn.queries import timelines
from tolqyn.queries.findings import WaveFindings
from tolqyn.queries.gathering import Gatherer
from tolqyn.queries.searching import EVERYWHERE, Narrowing, search
from tolqyn.queries.showing import Shower
from tolqyn.queries.timelines import Asked
from tolqyn.queries.versions import current_rows
from tolqyn.store import Place, Store, TextIndex, View, load_settings

Progress = Callable[[str, int, int], None]


def silence(_stage: str, _done: int, _total: int) -> None:
    """No progress wanted."""


@dataclass(frozen=True)
class Answers:
    """A workspace to read: waves, search, any identifier, findings, briefs, exports.

    >>> Answers.at(Path("қайда-жоқ")).settings
    Traceback (most recent call last):
    ...
    tolqyn.model.errors.Invalid: ...
    """

    place: Place
    progress: Progress = field(default=silence, compare=False)

    @classmethod
    def at(cls, folder: Path, progress: Progress = silence) -> Self:
        """The workspace that `folder` lies in: the nearest parent that holds a `tolqyn.toml`."""
        return cls(Place.find(folder), progress)

    @cached_property
    def settings(self) -> Settings:
        """What `tolqyn.toml` declares."""
        return load_settings(self.place.required().settings)

    @property
    def store(self) -> Store:
        """The tables."""
        return Store(self.place.lake)

    @property
    def index(self) -> TextIndex:
        """The full-text index."""
        return TextIndex(self.place.index)

    def view(self) -> View:
        """The newest state of the tables."""
        return self.store.view()

    def waves(self, asked: Asked) -> dict[str, Any]:
        """Waves and what was monitored, as the contract prints them."""
        settings, view = self.settings, self.view()
        events = timelines.events_of(view)
        compared = timelines.recurrences_of(view)
        found = timelines.waves(view, asked)
        rows = [
            timelines.wave_json(wave, events.get(wave.wave_id, []), settings, compared.get(wave.wave_id, []))
            for wave in found
        ]
        return {"waves": rows, "monitored": timelines.monitored_json(timelines.monitored(view, asked.press))}

    def strongest(self, asked: Asked) -> str:
        """Identifier of the wave with the strongest evidence; raises `Invalid` where there is none."""
        self.place.required()
        found = timelines.waves(self.view(), asked)
        if not found:
            raise Invalid("there is no such wave", "tolqyn run brings the waves up to date")
        return max(found, key=lambda wave: (wave.e_value, wave.excess, wave.wave_id)).wave_id

    def search(self, query: str, narrowing: Narrowing = EVERYWHERE) -> list[dict[str, Any]]:
        """Documents that hold all words of the query in any of their forms, best first."""
        return search(self.view(), self.index, self.settings, query, narrowing)

    def show(self, name: str) -> dict[str, Any]:
        """Anything by its identifier: the thing, one step up, one step down."""
        return Shower(self.place, self.view(), self.settings).show(name)

    def findings(self, wave_id: str, snapshot: int | None = None) -> WaveFindings:
        """Everything that the tables hold about one wave, now or at a past snapshot; drawn at that snapshot's time."""
        settings, view = self.settings, self.store.view(snapshot)
        seen = view.sql("select distinct source_id from documents order by 1").column("source_id").to_pylist()
        members = {press.press_id: frozenset(press_members(settings, press, seen)) for press in settings.presses}
        at = next((shot.at for shot in self.store.snapshots() if shot.number == view.snapshot), None)
        if at is None:
            raise Invalid("this workspace holds nothing yet", "tolqyn import or tolqyn collect, then tolqyn run")
        return Gatherer(view, settings, current_rows(view), members).findings(wave_id, at)

    def brief(self, wave_id: str, path: Path) -> Path:
        """Write the brief of a wave in the format that the ending of `path` names, whole or not at all."""
        if path.suffix not in briefs.ENDINGS:
            raise Invalid(f"no brief ends in {path.suffix or 'nothing'}", f"choose one of: {', '.join(briefs.ENDINGS)}")
        findings = self.findings(wave_id)
        composed = briefs.compose(findings)
        briefs.check(composed, findings)
        written = briefs.render(composed, path.suffix)
        draft = path.with_name(f".{path.name}.draft")
        try:
            draft.write_bytes(written)
            draft.replace(path)
        except OSError as problem:
            draft.unlink(missing_ok=True)
            why = f"{path} cannot be written: {problem.strerror}"
            raise Invalid(why, "name a file in a folder that exists and that you may write to") from None
        return path

    def export(self, kind: str, wave_id: str, path: Path) -> exports.Exported:
        """Write a wave for another system, whole or not at all; `kind` is one of `tolqyn.export.KINDS`."""
        exports.known(kind)
        return exports.export(kind, self.findings(wave_id), self.place.evidence, path)
