"""Where the timeline's marks go: from days to coordinates, for one width. The template only prints what stands here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale

from tolqyn.brief.numerals import count, short_date
from tolqyn.brief.parts import Day, Flag, Picture

LEFT, RIGHT = 40.0, 10.0
LABEL_ROW, PLOT, AXIS, STRIP = 19.0, 190.0, 40.0, 44.0
LETTER = 6.9
"""Room for one letter of the labels' 13-pixel type; a label that would leave the picture turns to the other side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: left edge, top, width, height, and whether its day lies in the wave."""

    x: float
    y: float
    width: float
    height: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A named day: where its line stands, and where its label goes."""

    x: float
    y: float
    label: str
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template prints; lengths are in pixels of the picture's own frame."""

    width: float
    height: float
    left: float
    right: float
    top: float
    base: float
    strip_top: float
    strip_base: float
    bars: tuple[Bar, ...]
    exposure: tuple[Bar, ...]
    expected: str
    upperbound: str
    band: str
    span: tuple[float, float]
    allowed: tuple[float, float, float]
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]
    most_exposure: str
    pins: tuple[Pin, ...]
    events: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The scales of a drawing: days to the right, counts up."""

    first: date
    days: int
    width: float
    top: float
    highest: float

    @property
    def step(self) -> float:
        """Pixels a day."""
        return (self.width - LEFT - RIGHT) / self.days

    def x(self, day: date, within: float = 0.5) -> float:
        """Where a day stands; `within` 0 is its left edge."""
        at = min(max((day - self.first).days, 0), self.days - 1)
        return round(LEFT + (at + within) * self.step, 1)

    def y(self, value: float) -> float:
        """Where a count stands."""
        return round(self.top + PLOT * (1 - value / self.highest), 1)


def draw(picture: Picture, width: float, locale: Locale) -> Drawing:
    """Lay the picture out for a frame of `width` pixels."""
    named = [flag for flag in picture.flags if flag.kind != "event"]
    scale, highest = _ticks_up(max((max(day.observed, day.upperbound or 0.0) for day in picture.days), default=0))
    first, last = picture.days[0].day, picture.days[-1].day
    frame = Frame(first, (last - first).days + 1, width, len(named) * LABEL_ROW + 8, highest)
    strip_top = frame.top + PLOT + AXIS
    most = max(day.exposure for day in picture.days)
    whole = max(most, 1.0)
    return Drawing(
        width=width,
        height=strip_top + STRIP + 20,
        left=LEFT,
        right=width - RIGHT,
        top=frame.top,
        base=frame.top + PLOT,
        strip_top=strip_top,
        strip_base=strip_top + STRIP,
        bars=_bars(picture, frame, lambda day: frame.y(day.observed), frame.top + PLOT),
        exposure=_bars(picture, frame, lambda d: strip_top + STRIP * (1 - d.exposure / whole), strip_top + STRIP),
        expected=_line(picture.days, frame, lambda day: day.expected),
        upperbound=_line(picture.days, frame, lambda day: day.upperbound),
        band=_band(picture.days, frame),
        span=(frame.x(picture.wave[0], 0), frame.x(picture.wave[1], 1)),
        allowed=(frame.x(picture.onset_between[0], 0), frame.x(picture.onset_between[1], 1), _row(0)),
        values=tuple(Tick(frame.y(value), count(locale, value)) for value in scale),
        days=tuple(_ticks_along(frame, locale)),
        most_exposure=count(locale, most),
        pins=tuple(_pin(flag, order, frame) for order, flag in enumerate(named)),
        events=tuple(frame.x(flag.day) for flag in picture.flags if flag.kind == "event" and first <= flag.day <= last),
    )


def _row(order: int) -> float:
    return order * LABEL_ROW + 14


def _bars(picture: Picture, frame: Frame, top: Callable[[Day], float], base: float) -> tuple[Bar, ...]:
    thick = round(frame.step * (0.76 if frame.step > 4 else 0.92), 2)
    return tuple(
        Bar(
            round(frame.x(day.day) - thick / 2, 1),
            round(top(day), 1),
            thick,
            round(base - top(day), 1),
            picture.wave[0] <= day.day <= picture.wave[1],
        )
        for day in picture.days
    )


def _runs(days: tuple[Day, ...]) -> Iterator[list[Day]]:
    """Stretches of days one after the other that have a baseline."""
    run: list[Day] = []
    for day in days:
        known = day.expected is not None and day.upperbound is not None
        if run and (not known or day.day - run[-1].day > timedelta(days=1)):
            yield run
            run = []
        if known:
            run.append(day)
    if run:
        yield run


def _line(days: tuple[Day, ...], frame: Frame, value: Callable[[Day], float | None]) -> str:
    return " ".join(
        "M" + " L".join(f"{frame.x(day.day)},{frame.y(value(day) or 0)}" for day in run) for run in _runs(days)
    )


def _band(days: tuple[Day, ...], frame: Frame) -> str:
    """Closed outlines between what was expected and the upper bound."""
    outlines = []
    for run in _runs(days):
        up = [f"{frame.x(day.day)},{frame.y(day.upperbound or 0)}" for day in run]
        down = [f"{frame.x(day.day)},{frame.y(day.expected or 0)}" for day in reversed(run)]
        outlines.append("M" + " L".join(up + down) + " Z")
    return " ".join(outlines)


def _ticks_up(most: float) -> tuple[list[int], float]:
    """Round values for the upright axis, three to five of them, and the highest that it shows."""
    size = 1
    while most / size > 4:
        size = size * 5 // 2 if str(size).startswith("2") else size * 2
    highest = max(size * -(-most // size), 1)
    return [int(value) for value in range(0, int(highest) + 1, size)], float(highest)


def _ticks_along(frame: Frame, locale: Locale) -> Iterator[Tick]:
    """Days for the level axis, as close as their labels allow; from a week on, Mondays."""
    every = next(n for n in (1, 2, 7, 14, 28, 56, 112, 224, 448, 896, 10**6) if n * frame.step >= 62)
    day = frame.first + timedelta(days=(-frame.first.weekday()) % 7 if every >= 7 else 0)
    while day < frame.first + timedelta(days=frame.days):
        if LEFT + 14 <= frame.x(day) <= frame.width - RIGHT - 20:
            yield Tick(frame.x(day), short_date(locale, day.isoformat()))
        day += timedelta(days=every)


def _pin(flag: Flag, order: int, frame: Frame) -> Pin:
    """A named day with its label on the side that has room: before the onset, after the others."""
    x, length = frame.x(flag.day), len(flag.label) * LETTER + 8
    before = x - length > 0 if flag.kind == "onset" else x + length > frame.width
    return Pin(x, _row(order), flag.label, flag.kind, "end" if before else "start")
