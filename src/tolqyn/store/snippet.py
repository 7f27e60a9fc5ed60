"""Which stretch of a text to show for a search."""

from collections.abc import Sequence

from tolqyn.model.spans import Span

WIDTH = 240
"""Code points shown: about three lines."""


def best_stretch(text: str, marks: Sequence[Span], width: int = WIDTH) -> Span:
    """Stretch of at most about `width` code points that holds most marks, the earliest of equals, cut between words.

    >>> text = "Сенат. " * 50 + "Тбилиси протестует."
    >>> best_stretch(text, [Span(350, 357)], 30).of(text)
    'Сенат. Тбилиси протестует.'
    """
    if len(text) <= width:
        return Span(0, len(text))
    fullest = max(marks, key=lambda first: (_held(marks, first, width), -first.start), default=Span(0, 0))
    start = max(0, min(fullest.start - width // 4, len(text) - width))
    stop = min(len(text), max(start + width, fullest.stop))
    return Span(_after_space(text, start, fullest.start), _before_space(text, fullest.stop, stop))


def _held(marks: Sequence[Span], first: Span, width: int) -> int:
    """How many marks a stretch holds that begins a quarter before `first`."""
    return sum(1 for mark in marks if first.start <= mark.start and mark.stop <= first.start + width - width // 4)


def _after_space(text: str, start: int, limit: int) -> int:
    """Where the first whole word begins between `start` and `limit`."""
    if start == 0 or text[start - 1].isspace():
        return start
    return next((place + 1 for place in range(start, limit) if text[place].isspace()), start)


def _before_space(text: str, limit: int, stop: int) -> int:
    """Where the last whole word ends between `limit` and `stop`."""
    if stop == len(text) or text[stop].isspace():
        return stop
    return next((place for place in range(stop, limit, -1) if text[place - 1].isspace()), stop + 1) - 1
