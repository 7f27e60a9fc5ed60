"""Days as a field of squares: a target through the year by weeks, or sources by days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p

LEVELS = 5
CELL, GAP, ROW = 13.0, 2.0, 16.0
LEFT, TOP, NAMES = 34.0, 18.0, 190.0
"""Room for the names of days, for months, and for the names of sources."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A square: where it stands, how dark it is (0 to `LEVELS`), its day, and how many it counts."""

    x: float
    y: float
    level: int
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """A year of squares: a column for each week, with its headings along the top and down the side."""

    cells: tuple[Cell, ...]
    tops: tuple[tuple[float, date], ...]
    sides: tuple[tuple[float, date], ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Field:
    """Sources by days: one path for each darkness, so that a hundred sources are a small picture."""

    levels: tuple[tuple[int, str], ...]
    tops: tuple[tuple[float, date], ...]
    rows: tuple[str, ...]
    first: date
    size: float
    left: float
    top: float
    width: float
    height: float


def level_of(count: int, most: int) -> int:
    """How dark a square is: on a logarithmic scale, as one loud day would leave all others blank.

    >>> [level_of(n, 100) for n in (0, 1, 10, 100)]
    [0, 1, 3, 5]
    """
    return 0 if not count or not most else max(1, round(LEVELS * log1p(count) / log1p(most)))


def by_week(counts: Mapping[date, int], first: date, last: date) -> Week:
    """A target's or a source's year: a column for each week, a row for each day of the week."""
    start = first - timedelta(days=first.weekday())
    most, pitch = max(counts.values(), default=0), CELL + GAP
    days = [start + timedelta(days=at) for at in range((last - start).days + 1)]
    cells = tuple(
        Cell(LEFT + at // 7 * pitch, TOP + at % 7 * pitch, level_of(counts.get(day, 0), most), day, counts.get(day, 0))
        for at, day in enumerate(days)
        if day >= first
    )
    tops = tuple((LEFT + at // 7 * pitch, day) for at, day in enumerate(days) if day.day == 1)
    sides = tuple((TOP + at * pitch + 11, start + timedelta(days=at)) for at in (0, 2, 4))
    return Week(cells, tops, sides, LEFT + ((len(days) - 1) // 7 + 1) * pitch + 30, TOP + 7 * pitch)


def by_source(rows: Sequence[tuple[str, Mapping[date, int]]], first: date, last: date) -> Field:
    """Sources down the side, days along the top: where a source begins, falls silent or floods is plain to see."""
    most = max((count for _, days in rows for count in days.values()), default=0)
    span = (last - first).days + 1
    size = max(4.0, min(CELL, round(720 / span, 1)))
    paths: dict[int, list[str]] = {level: [] for level in range(1, LEVELS + 1)}
    for line, (_, days) in enumerate(rows):
        for day, count in sorted(days.items()):
            if count:
                x, y = NAMES + (day - first).days * size, TOP + line * ROW
                paths[level_of(count, most)].append(f"M{x:.1f},{y:.0f}h{size - 1:.1f}v{ROW - 2:.0f}h-{size - 1:.1f}z")
    every = 7 if span <= 62 else 14
    tops = tuple((NAMES + at * size, first + timedelta(days=at)) for at in range(0, span - 4, every))
    levels = tuple((level, "".join(path)) for level, path in paths.items() if path)
    width, height = NAMES + span * size, TOP + len(rows) * ROW
    return Field(levels, tops, tuple(name for name, _ in rows), first, size, NAMES, TOP, width, height)
