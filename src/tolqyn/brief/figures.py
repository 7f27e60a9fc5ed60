"""The named figures that a brief may state: each is one question to the findings, and has one answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from statistics import median

from tolqyn.brief.mark_figures import QUESTIONS as MARK_QUESTIONS
from tolqyn.brief.parts import Scalar, Value
from tolqyn.brief.quoting import shown_name
from tolqyn.model.document import Document
from tolqyn.model.errors import Invalid
from tolqyn.model.identifiers import digest_of
from tolqyn.model.wave import Count, Wave
from tolqyn.queries.findings import CopyFinding, Exhibit, WaveFindings

Ask = Mapping[str, str | int]


def evaluate(findings: WaveFindings, name: str, arguments: Ask) -> Value:
    """Answer a named figure: `wave.originals`, `share.row`, `monitored.series` …; days and moments come as ISO 8601.

    Whoever verifies a brief draws the findings of its wave at its snapshot and asks here again.
    Raises `Invalid` for a name that is not known, or a wave other than the one in the findings.
    """
    if arguments.get("wave_id", findings.wave.wave_id) != findings.wave.wave_id:
        raise Invalid(f"{name} is asked of wave {arguments['wave_id']}", "draw the findings of that wave")
    question = _QUESTIONS.get(name)
    try:
        if question is not None:
            return question(findings, arguments)
        if name.startswith("wave.") and name[5:] in _WAVE_FIELDS:
            return plain(getattr(findings.wave, name[5:]))
    except (LookupError, ValueError, StopIteration) as missing:
        raise Invalid(f"{name} has no answer: {missing}", "draw the brief again from this workspace") from missing
    raise Invalid(f"no figure is named {name}", "draw the brief again with this version of tolqyn")


def plain(value: object) -> Scalar:
    """A value as JSON can hold it.

    >>> plain(datetime(2024, 11, 28, 16, 5, tzinfo=UTC)), plain("Тбилиси")
    ('2024-11-28T16:05:00Z', 'Тбилиси')
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"not a value of a figure: {value!r}")


def last_day(findings: WaveFindings) -> date:
    """Last day of the wave as far as it is known: its end, or while it is on the last day counted."""
    wave = findings.wave
    return wave.end or max((count.day for count in findings.counts), default=wave.detected_on)


def counts_shown(findings: WaveFindings) -> tuple[Count, ...]:
    """The days of the picture: eight weeks before the onset, the wave, and three weeks after its end."""
    first, last = findings.wave.onset - timedelta(days=56), last_day(findings) + timedelta(days=21)
    return tuple(sorted((c for c in findings.counts if first <= c.day <= last), key=lambda count: count.day))


def digest_of_days(rows: Sequence[Sequence[object]]) -> str:
    """One digest for a table of days: day, observed, expected, upper bound, exposure."""
    return digest_of("\n".join(",".join(repr(cell) for cell in row) for row in rows).encode())


def documents_of(findings: WaveFindings) -> dict[str, Exhibit]:
    """Every document that the findings hold, the wave's own and those it copies, by identifier."""
    copied = [side for copy in findings.copies for side in (copy.copy, copy.original)]
    return {exhibit.document.document_id: exhibit for exhibit in (*copied, *findings.exhibits)}


def pairs_of(findings: WaveFindings) -> dict[tuple[str, str], list[CopyFinding]]:
    """Copies by who copied from whom: (source of the earlier document, source of the later)."""
    pairs: dict[tuple[str, str], list[CopyFinding]] = {}
    for copy in findings.copies:
        key = (copy.original.document.source_id, copy.copy.document.source_id)
        pairs.setdefault(key, []).append(copy)
    return pairs


def moment_of(document: Document) -> str | None:
    """Moment of publication as ISO 8601, `None` where no date is believed."""
    return str(plain(document.published_at)) if document.published_at else None


def days_counted(findings: WaveFindings) -> list[list[object]]:
    """The picture's days as plain rows, the input of their digest."""
    shown = counts_shown(findings)
    return [[c.day.isoformat(), c.originals, c.expected, c.upperbound, float(c.exposure)] for c in shown]


def _document(findings: WaveFindings, ask: Ask) -> Exhibit:
    return documents_of(findings)[str(ask["document_id"])]


def _day_row(findings: WaveFindings, ask: Ask) -> Value:
    row = next(row for row in days_counted(findings) if row[0] == ask["day"])
    return tuple(plain(cell) for cell in row)


def _share_row(findings: WaveFindings, ask: Ask) -> Value:
    share = next(s for s in findings.shares if s.source_id == ask["source_id"])
    return (
        shown_name(share.name),
        share.documents,
        share.originals,
        share.share,
        share.usual_share,
        share.first_at.astimezone(UTC).date().isoformat(),
    )


def _copy_row(findings: WaveFindings, ask: Ask) -> Value:
    copy = next(c for c in findings.copies if c.link.link_id == ask["link_id"])
    return (
        shown_name(copy.copy.source_name),
        moment_of(copy.copy.document),
        shown_name(copy.original.source_name),
        moment_of(copy.original.document),
        copy.link.lag_s,
        ", ".join(copy.link.reasons),
    )


def _pair_row(findings: WaveFindings, ask: Ask) -> Value:
    copies = pairs_of(findings)[(str(ask["original_source"]), str(ask["copy_source"]))]
    lags = [copy.link.lag_s for copy in copies if copy.link.lag_s is not None]
    return (
        shown_name(copies[0].original.source_name),
        shown_name(copies[0].copy.source_name),
        len(copies),
        median(lags) if lags else None,
    )


def _event_row(findings: WaveFindings, ask: Ask) -> Value:
    near = next(e for e in findings.events if e.event.event_id == ask["event_id"])
    before = (findings.wave.onset - near.event.day).days
    return (shown_name(near.event.title), near.event.day.isoformat(), abs(before), near.alignment.chance)


def _presence_row(findings: WaveFindings, ask: Ask) -> Value:
    seen = next(p for p in findings.presences if p.source_id == ask["source_id"])
    return (shown_name(seen.name), seen.state, seen.first_day.isoformat(), seen.last_day.isoformat(), seen.documents)


def _earlier(findings: WaveFindings, _: Ask) -> Value:
    return plain(max((wave.onset for wave in findings.earlier), default=None))


def _peak_originals(findings: WaveFindings, _: Ask) -> Value:
    return next((count.originals for count in findings.counts if count.day == findings.wave.peak), None)


def _from_outside(findings: WaveFindings, _: Ask) -> int:
    inside = {exhibit.document.document_id for exhibit in findings.exhibits}
    return sum(copy.original.document.document_id not in inside for copy in findings.copies)


def _dated_originals(findings: WaveFindings) -> int:
    return sum(e.original and e.document.published_at is not None for e in findings.exhibits)


_WAVE_FIELDS = frozenset(member.name for member in fields(Wave))

_QUESTIONS: dict[str, Callable[[WaveFindings, Ask], Value]] = {
    "brief.workspace": lambda f, _: shown_name(f.workspace),
    "brief.snapshot": lambda f, _: f.snapshot,
    "brief.drawn_at": lambda f, _: plain(f.drawn_at),
    "wave.target_name": lambda f, _: shown_name(f.target_name),
    "wave.press_name": lambda f, _: shown_name(f.press_name),
    "wave.last_day": lambda f, _: plain(last_day(f)),
    "wave.length_days": lambda f, _: (last_day(f) - f.wave.onset).days + 1,
    "wave.peak_originals": _peak_originals,
    "wave.earlier": lambda f, _: len(f.earlier),
    "wave.latest_earlier_onset": _earlier,
    "wave.undated": lambda f, _: sum(e.document.published_at is None for e in f.exhibits),
    "wave.copied": lambda f, _: f.wave.documents - f.wave.originals,
    "wave.exhibits": lambda f, _: len(f.exhibits),
    "wave.dated_originals": lambda f, _: _dated_originals(f),
    "wave.dated_originals_beyond": lambda f, ask: _dated_originals(f) - int(ask["first"]),
    "wave.copies": lambda f, _: len(f.copies),
    "wave.copies_from_outside": _from_outside,
    "wave.copies_beyond": lambda f, ask: len(f.copies) - int(ask["first"]),
    "wave.copying_pairs": lambda f, _: len(pairs_of(f)),
    "wave.copies_channel_to_site": lambda f, _: sum(
        c.original.document.kind == "post" and c.copy.document.kind == "article" for c in f.copies
    ),
    "wave.days_digest": lambda f, _: digest_of_days(days_counted(f)),
    "events.near": lambda f, _: len(f.events),
    "share.row": _share_row,
    "copy.row": _copy_row,
    "pair.row": _pair_row,
    "event.row": _event_row,
    "day.row": _day_row,
    "presence.row": _presence_row,
    "presence.sources": lambda f, _: len(f.presences),
    "presence.state": lambda f, ask: sum(p.state == ask["state"] for p in f.presences),
    "document.source": lambda f, ask: shown_name(_document(f, ask).source_name),
    "document.published_at": lambda f, ask: moment_of(_document(f, ask).document),
    "document.language": lambda f, ask: _document(f, ask).document.language,
    "monitored.series": lambda f, _: f.monitored.series,
    "monitored.days": lambda f, _: f.monitored.days,
    "monitored.expected_false_alarms": lambda f, _: f.monitored.expected_false_alarms,
    "limits.history_days": lambda f, _: f.limits.history_days,
    "limits.documents": lambda f, _: f.limits.documents,
    "limits.undated": lambda f, _: f.limits.undated,
    "limits.unknown_language": lambda f, _: f.limits.unknown_language,
    "limits.rejected": lambda f, _: sum(count for _, count in f.limits.rejected),
    "limits.rejected_for": lambda f, ask: dict(f.limits.rejected)[str(ask["reason"])],
    **MARK_QUESTIONS,
}
