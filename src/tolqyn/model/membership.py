"""Which sources a press is made of."""

from collections.abc import Iterable

from tolqyn.model.settings import Press, Settings, Source


def belongs(source_id: str, source: Source | None, press: Press) -> bool:
    """Whether a source is of a press: named by it, or matching its filters; a press without either takes every one.

    >>> belongs("хабар", None, Press("kz", "Қазақстан", sources=("хабар",)))
    True
    """
    if press.sources:
        return source_id in press.sources
    if press.countries and (source is None or source.country not in press.countries):
        return False
    return not (press.kinds and (source is None or source.kind not in press.kinds))


def press_members(settings: Settings, press: Press, seen: Iterable[str]) -> list[str]:
    """The sources of a press among those that were seen, in their order."""
    known = {source.source_id: source for source in settings.sources}
    return [source_id for source_id in seen if belongs(source_id, known.get(source_id), press)]
