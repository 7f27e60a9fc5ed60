"""What to call things in front of a reader."""

from functools import cache

from babel import Locale

from tolqyn.model.settings import Settings
from tolqyn.store import View


def target_name(settings: Settings, target: str, language: str = "en") -> str:
    """Name of a target: the workspace's own, else the country's from CLDR.

    >>> target_name(Settings("", (), (), (), ()), "GE", "kk")
    'Грузия'
    """
    for own in settings.targets:
        if own.target_id == target and own.name != target:
            return own.name
    return territory_name(target, language)


def territory_name(target: str, language: str) -> str:
    """Name of a country from CLDR, by its code; any other identifier stays as it is."""
    return _territories(language).get(target, target)


def source_name(settings: Settings, source_id: str) -> str:
    """Name of a source as the workspace declares it, else its identifier."""
    return next((source.name for source in settings.sources if source.source_id == source_id), source_id)


def source_names(view: View, settings: Settings) -> dict[str, str]:
    """Names of all sources: as declared, else as a capture of the channel tells it, else the identifier."""
    names = {}
    for row in view.sql("select source_id, min(hints) as hints from captures group by 1").to_pylist():
        told = dict(row["hints"])
        names[row["source_id"]] = told.get("chat_name") or told.get("channel") or row["source_id"]
    return names | {source.source_id: source.name for source in settings.sources}


def press_name(settings: Settings, press_id: str) -> str:
    """Name of a press as the workspace declares it."""
    return next((press.name for press in settings.presses if press.press_id == press_id), press_id)


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)
