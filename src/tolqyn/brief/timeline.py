"""The picture's content: the days, what they are called, and the same figures as a table."""

from datetime import date

from tolqyn.brief.citing import Scribe, Told, row, row_of
from tolqyn.brief.figures import counts_shown, last_day
from tolqyn.brief.parts import Column, Day, Flag, Picture, Row, Section, Sentence, Table
from tolqyn.brief.phrases import Slot


def timeline(scribe: Scribe) -> Section | None:
    """Observed, expected, upper bound and exposure by day; `None` where no day was counted."""
    counts = counts_shown(scribe.findings)
    if not counts:
        return None
    words, wave = scribe.words, scribe.findings.wave
    first, last = counts[0].day.isoformat(), counts[-1].day.isoformat()
    picture = Picture(
        title=words.label("timeline.title"),
        description=words.label("timeline.description", first=first, last=last),
        caption=_caption(scribe),
        days=tuple(Day(c.day, c.originals, c.expected, c.upperbound, float(c.exposure)) for c in counts),
        flags=_flags(scribe),
        wave=(wave.onset, last_day(scribe.findings)),
        onset_between=(wave.onset_from, wave.onset_until),
        table=_table(scribe, tuple(count.day for count in counts)),
    )
    return Section("timeline", words.label("timeline.heading"), (picture,))


def _caption(scribe: Scribe) -> Sentence:
    """The sentence under the picture; it rests on one digest over all days that are drawn."""
    slots: dict[str, Told | Slot] = {"peak": scribe.told("wave.peak")}
    originals = scribe.told("wave.peak_originals")
    drawn = scribe.figure("wave.days_digest")
    if originals.slot is None:
        return scribe.say("timeline.caption-plain", also=(drawn,), given=slots)
    return scribe.say("timeline.caption", also=(drawn,), originals=originals, given=slots)


def _flags(scribe: Scribe) -> tuple[Flag, ...]:
    """Onset, strongest day, end, and the calendar's entries near the onset."""
    wave, words = scribe.findings.wave, scribe.words
    flags = [
        Flag(wave.onset, words.label("timeline.onset", day=wave.onset.isoformat()), "onset"),
        Flag(wave.peak, words.label("timeline.peak", day=wave.peak.isoformat()), "peak"),
    ]
    if wave.end is not None:
        flags.append(Flag(wave.end, words.label("timeline.end", day=wave.end.isoformat()), "end"))
    days = sorted({near.event.day for near in scribe.findings.events})
    return (*flags, *(Flag(day, words.label("timeline.event"), "event") for day in days))


def _table(scribe: Scribe, days: tuple[date, ...]) -> Table:
    """The picture as a table, folded: what a screen reader and a doubter read."""
    label = scribe.words.label
    numbers = ("timeline.observed", "timeline.expected", "timeline.upperbound", "timeline.exposure")
    columns = (Column(label("timeline.day")), *(Column(label(key), "number") for key in numbers))
    return Table(label("timeline.table"), columns, tuple(_row(scribe, day) for day in days), folded=True)


def _row(scribe: Scribe, day: date) -> Row:
    cited = scribe.figure("day.row", day=day.isoformat())
    shown, observed, expected, upperbound, exposure = row_of(cited.value)
    cells = (
        scribe.cell(shown),
        scribe.cell(observed),
        scribe.cell(expected, "about"),
        scribe.cell(upperbound, "about"),
        scribe.cell(exposure),
    )
    return row(cells, cited)
