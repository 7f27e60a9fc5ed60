"""Events of a calendar file (iCalendar)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar

from tolqyn.model.errors import Invalid
from tolqyn.model.identifiers import identify
from tolqyn.model.settings import Event
from tolqyn.model.spans import nfc

WITHOUT_CATEGORY = "event"


def events_of_ics(path: Path) -> list[Event]:
    """Entries of a calendar in order of day; the first category is the event's, `X-TOLQYN-TARGETS` its targets.

    An entry that recurs gives the one day that is written; write out the others. Raises `Invalid` where the file
    is missing or is no calendar.
    """
    try:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
    except FileNotFoundError as trouble:
        raise Invalid(f"there is no calendar file {path}", "correct `ics` in the [calendar] section") from trouble
    except ValueError as trouble:
        raise Invalid(f"{path} is no calendar file: {trouble}", "export it again as .ics") from trouble
    entries: Iterable[Any] = calendar.walk("VEVENT")
    events = [_event(entry, path.name) for entry in entries if "DTSTART" in entry and "SUMMARY" in entry]
    return sorted(events, key=lambda event: (event.day, event.event_id))


def _event(entry: Any, source: str) -> Event:
    day, title = _day(entry["DTSTART"].dt), nfc(str(entry["SUMMARY"]).strip())
    category = next(iter(_categories(entry)), WITHOUT_CATEGORY)
    targets = tuple(part.strip() for part in str(entry.get("X-TOLQYN-TARGETS", "")).split(",") if part.strip())
    return Event(identify("evt", day, title, category), day, title, category, targets, source)


def _day(moment: date | datetime) -> date:
    """UTC day of a moment; a moment without a zone keeps the day that is written."""
    if isinstance(moment, datetime):
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    return moment


def _categories(entry: Any) -> list[str]:
    """Categories of an entry, whether it has the line once, several times or not at all."""
    found = entry.get("CATEGORIES")
    lines = found if isinstance(found, list) else [found] if found is not None else []
    return [nfc(str(name).strip()) for line in lines for name in line.cats if str(name).strip()]
