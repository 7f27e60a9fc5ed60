"""The tools of one worker process, built once and used for every item."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from tolqyn import annotate, extract, packs
from tolqyn.model.capture import Capture
from tolqyn.model.settings import Settings, Source
from tolqyn.store import Place


@dataclass(frozen=True)
class Bench:
    """What a stage may use: the settings, the folder of the archive, and annotators that are slow to build."""

    settings: Settings
    place: Place

    @cached_property
    def targets(self) -> annotate.TargetAnnotator:
        """Marks the workspace's targets."""
        return annotate.TargetAnnotator(self.settings.targets, self.settings.countries)

    @cached_property
    def reader(self) -> annotate.Reader:
        """Reads documents with the components that the settings choose."""
        return annotate.reader_for(self.settings.reading, packs.catalogue_of(self.settings))

    def extraction(self, capture: Capture) -> extract.Options:
        """How a capture is read: no date after its arrival is believed, so that reading anew gives the same text."""
        return extract.Options(now=capture.captured_at, sources=self._sources)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.source_id: source for source in self.settings.sources}


@lru_cache(maxsize=2)
def bench_for(settings: Settings, root: Path) -> Bench:
    """The bench of a workspace in this process."""
    return Bench(settings, Place(root))
