"""Places of an answer's parts in the whole text, and who is named there."""

from collections.abc import Sequence

from tolqyn.annotate.remote.asking import Window
from tolqyn.annotate.remote.standing import Standing
from tolqyn.annotate.roles import Marked
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.spans import Span

Places = tuple[Span, tuple[Span | None, ...]]
"""Where an item's chief words stand in the text, and where each other part does."""


def places(window: Window, standing: Standing, chief: str, parts: Sequence[str | None]) -> Places | Rejected:
    """Spans in the whole text; the first part that does not stand in the window refuses the item."""
    found = standing.find(chief)
    if isinstance(found, Rejected):
        return found
    others: list[Span | None] = []
    for words in parts:
        place = standing.find(words, near=found) if words else None
        if isinstance(place, Rejected):
            return place
        others.append(_moved(window, place) if place else None)
    whole = _moved(window, found)
    return (whole, tuple(others)) if whole.start < whole.stop else Rejected(Reason.WORDS_ABSENT, "no words")


def entity_at(marked: Marked, place: Span | None) -> str | None:
    """Entity of the name, else the target, that shares a letter with a place."""
    if place is None:
        return None
    names = [(name.start, name.stop, name.entity) for name in marked.names]
    targets = [(one.start, one.stop, one.target) for one in marked.text.targets]
    return next((who for start, stop, who in names + targets if start < place.stop and place.start < stop), None)


def _moved(window: Window, place: Span) -> Span:
    return Span(window.span.start + place.start, window.span.start + place.stop)
