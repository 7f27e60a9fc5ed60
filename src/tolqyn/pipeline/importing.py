"""`import`: files that others saved, taken in whole even when the process that began is killed."""

from collections.abc import Mapping
from pathlib import Path

from tolqyn.collect import imports
from tolqyn.model.run import Run
from tolqyn.model.settings import Settings
from tolqyn.pipeline.intake import Clock, Intake, Progress
from tolqyn.pipeline.unfinished import Intent, folder_of, note_intent, unfinished
from tolqyn.store import Place, Writer


def import_files(place: Place, settings: Settings, intent: Intent, intake: Intake, progress: Progress) -> list[Run]:
    """Read what the intent names; it is written down first and struck out at the end."""
    items = imports.read(intent.kind, list(map(Path, intent.paths)), _options(settings, intent), intake.clock())
    note = note_intent(folder_of(place), intent)
    runs = intake.take("import", items, progress)
    note.unlink()
    return runs


def finish_imports(place: Place, settings: Settings, writer: Writer, clock: Clock, progress: Progress) -> list[Run]:
    """End the imports that a killed process began."""
    runs: list[Run] = []
    for intent in unfinished(folder_of(place)):
        runs += import_files(place, settings, intent, Intake(place, writer, clock), progress)
    return runs


def _options(settings: Settings, intent: Intent) -> imports.ImportOptions:
    told = dict(intent.options)
    addresses = told.get("addresses")
    return imports.ImportOptions(
        sources=_names(settings),
        columns=dict(intent.mapping),
        addresses=Path(addresses) if addresses else None,
        channel=told.get("channel"),
        source=told.get("source"),
        encoding=told.get("encoding"),
    )


def _names(settings: Settings) -> Mapping[str, str]:
    """Channels, hosts and names of the workspace's sources, each with the source that it stands for."""
    names: dict[str, str] = {}
    for source in settings.sources:
        host = source.address.partition("//")[2].partition("/")[0].removeprefix("www.")
        if source.channel:
            names[source.channel.lower()] = source.source_id
        elif host:
            names[host.lower()] = source.source_id
        for name in (source.source_id, source.name):
            names.setdefault(name.lower(), source.source_id)
    return names
