"""A series as a picture: the specification that briefs draw from, in the interface language, and its rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tolqyn.brief.chart import Drawing, draw
from tolqyn.brief.parts import Day, Flag, Picture, Sentence, Table
from tolqyn.model.wave import Wave, WaveEvent
from tolqyn.queries.standing import Point
from tolqyn.web.wording import Words

Kind = Literal["onset", "peak", "end", "event"]

WIDTHS = {"wide": 900.0, "narrow": 350.0}
BEFORE, AFTER = timedelta(days=56), timedelta(days=21)
"""Days around a wave that are drawn, as in briefs."""

COLUMNS = ("day", "originals", "documents", "expected", "upperbound", "exposure")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of a series, and the wave that it is drawn for."""

    picture: Picture
    points: tuple[Point, ...]
    wave: Wave | None
    words: Words

    @property
    def drawings(self) -> list[tuple[str, Drawing]]:
        """One for a wide screen, one for a phone."""
        return [(name, self.drawing(width)) for name, width in WIDTHS.items()]

    def drawing(self, width: float = WIDTHS["wide"]) -> Drawing:
        """Where every mark goes, for one width."""
        return draw(self.picture, width, self.words.locale)

    @property
    def has_events(self) -> bool:
        """Whether an entry of the calendar is drawn."""
        return any(flag.kind == "event" for flag in self.picture.flags)


def days_around(wave: Wave, last: date) -> tuple[date, date]:
    """The days that are drawn of a wave: eight weeks before the onset to three weeks after its end."""
    return wave.onset - BEFORE, min((wave.end or last) + AFTER, last)


def timeline(words: Words, points: Sequence[Point], wave: Wave | None, events: Sequence[WaveEvent]) -> Timeline | None:
    """The picture of some days of a series; `None` where there is no day to draw."""
    if not points:
        return None
    first, last = points[0].day, points[-1].day
    span = (wave.onset, min(wave.end or last, last)) if wave else (last, last)
    picture = Picture(
        title=str(words("chart.title")),
        description=str(words("chart.description", first=first, last=last)),
        caption=Sentence("", ()),
        days=tuple(Day(p.day, p.originals, p.expected, p.upperbound, float(p.exposure)) for p in points),
        flags=_flags(words, wave, events, (first, last)),
        wave=span,
        onset_between=(wave.onset_from, wave.onset_until) if wave else span,
        table=Table("", (), ()),
    )
    return Timeline(picture, tuple(points), wave, words)


def _flags(words: Words, wave: Wave | None, events: Sequence[WaveEvent], shown: tuple[date, date]) -> tuple[Flag, ...]:
    """Onset, strongest day and end of the wave, and the entries of the calendar, as far as they are drawn."""
    flags: list[Flag] = []
    if wave:
        named: tuple[tuple[Kind, date | None], ...] = (("onset", wave.onset), ("peak", wave.peak), ("end", wave.end))
        flags += [
            Flag(day, str(words(f"chart.{kind}", day=words.day(day, "d MMM"))), kind) for kind, day in named if day
        ]
    flags += [Flag(event.day, event.event_id, "event") for event in events]
    return tuple(flag for flag in flags if shown[0] <= flag.day <= shown[1])


def as_csv(points: Sequence[Point]) -> str:
    """The series as a table for a spreadsheet; an unknown figure is an empty cell."""
    sink = io.StringIO()
    rows = csv.writer(sink, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for point in points:
        rows.writerow("" if (value := getattr(point, name)) is None else value for name in COLUMNS)
    return sink.getvalue()
