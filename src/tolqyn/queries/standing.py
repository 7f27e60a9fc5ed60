"""What swells now, what has ebbed, what is quiet: every watched series with its last weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from tolqyn.model.wave import SeriesKind, Wave
from tolqyn.queries.desk import Desk

RECENT_DAYS = 60
"""Days of a series that an overview draws."""

EBBED_DAYS = 30
"""A wave that ended no longer ago than this is shown among those that have ebbed."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a series: originals, what was expected, what the baseline still explains, what all was published."""

    day: date
    originals: int
    documents: int
    expected: float | None
    upperbound: float | None
    exposure: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A watched series, its last weeks, and the wave that it stands in or stood in last."""

    press: str
    target: str
    series: SeriesKind
    points: tuple[Point, ...]
    wave: Wave | None

    @property
    def observed(self) -> int:
        """Originals of the last seven days."""
        return sum(point.originals for point in self.points[-7:])

    @property
    def expected(self) -> float | None:
        """What was expected for those days; `None` before a baseline could be fitted."""
        known = [point.expected for point in self.points[-7:] if point.expected is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of a workspace on its last day, for one press or all of them."""

    day: date | None
    swelling: tuple[Standing, ...]
    ebbed: tuple[Standing, ...]
    quiet: tuple[Standing, ...]


def overview(desk: Desk, press: str | None = None) -> Overview:
    """Series in a wave (strongest evidence first), series whose wave has ended of late, and the rest by coverage."""
    return desk.kept(("overview", press), lambda: _overview(desk, press))


def _overview(desk: Desk, press: str | None) -> Overview:
    if desk.days is None:
        return Overview(None, (), (), ())
    day = desk.days[1]
    recent = _recent(desk, press, day)
    waves = [wave for wave in desk.waves if wave.status != "retracted" and press in (None, wave.press)]
    on = sorted((wave for wave in waves if wave.end is None), key=_weight)
    ended = [wave for wave in waves if wave.end is not None and day - wave.end <= timedelta(days=EBBED_DAYS)]
    busy = {_series(wave) for wave in (*on, *ended)}
    quiet = [Standing(*key, points, None) for key, points in recent.items() if key not in busy]
    return Overview(
        day,
        tuple(_standing(wave, recent) for wave in on),
        tuple(_standing(wave, recent) for wave in sorted(ended, key=_weight)),
        tuple(sorted(quiet, key=lambda row: (-sum(p.originals for p in row.points), row.press, row.target))),
    )


def points_of(desk: Desk, key: tuple[str, str, str], days: tuple[date, date] | None = None) -> tuple[Point, ...]:
    """The days of one series (press, target, series), all of them or those from the first to the last of `days`."""
    press, target, series = key
    first, last = days or (date.min, date.max)
    query = """
    select day, originals, documents, expected, upperbound, exposure from figure
    where press = $press and target = $target and series = $series and day between $first and $last order by day"""
    asked = {"press": press, "target": target, "series": series, "first": first, "last": last}
    return tuple(Point(**row) for row in desk.rows(query, asked))


def _recent(desk: Desk, press: str | None, day: date) -> dict[tuple[str, str, SeriesKind], tuple[Point, ...]]:
    query = f"""
    select press, target, series, day, originals, documents, expected, upperbound, exposure from figure
    where day > $since {"and press = $press" if press else ""} order by press, target, series, day"""
    asked = {"since": day - timedelta(days=RECENT_DAYS)} | ({"press": press} if press else {})
    found: dict[tuple[str, str, SeriesKind], list[Point]] = {}
    for row in desk.rows(query, asked):
        key = row.pop("press"), row.pop("target"), row.pop("series")
        found.setdefault(key, []).append(Point(**row))
    return {key: tuple(points) for key, points in found.items()}


def _standing(wave: Wave, recent: dict[tuple[str, str, SeriesKind], tuple[Point, ...]]) -> Standing:
    return Standing(*_series(wave), recent.get(_series(wave), ()), wave)


def _series(wave: Wave) -> tuple[str, str, SeriesKind]:
    return wave.press, wave.target, wave.series


def _weight(wave: Wave) -> tuple[bool, float, float, str]:
    return wave.tier == "notice", -wave.e_value, -wave.excess, wave.wave_id
