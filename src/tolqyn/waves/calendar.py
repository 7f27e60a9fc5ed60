"""A calendar of events from TOML, ICS and public holidays, as records of the model."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import holidays
from icalendar import Calendar

from tolqyn.model.errors import Invalid
from tolqyn.model.identifiers import identify
from tolqyn.model.settings import Event


def events_from_toml(text: str) -> tuple[Event, ...]:
    """Events of a TOML text: tables `[[event]]` with `day`, `title`, `class`, optional `targets` and `source`.

    >>> events_from_toml('[[event]]\\nday = 2024-11-28\\ntitle = "Пауза в переговорах"\\nclass = "policy"')[0].title
    'Пауза в переговорах'
    """
    try:
        tables = tomllib.loads(text).get("event", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"the calendar is not TOML: {error}", "see [[event]] in docs/reference/settings.md") from error
    return tuple(_from_table(table, place) for place, table in enumerate(tables, start=1))


def _from_table(table: Mapping[str, Any], place: int) -> Event:
    day, title, kind = table.get("day"), table.get("title"), table.get("class")
    if not isinstance(day, date) or not title or not kind:
        raise Invalid(f"event {place} lacks a day, title or class", 'write day = 2024-11-28, title = "…", class = "…"')
    plain = day.date() if isinstance(day, datetime) else day
    return _event(plain, str(title), str(kind), tuple(table.get("targets", ())), table.get("source"))


def events_from_ics(data: bytes | str, event_class: str) -> tuple[Event, ...]:
    """The events of an ICS calendar, each on its first day; all of one class, which the caller declares."""
    try:
        entries = Calendar.from_ical(data).walk("VEVENT")
    except ValueError as error:
        raise Invalid(f"the calendar is not ICS: {error}", "export it again as .ics") from error
    found = []
    for entry in entries:
        start = entry.get("dtstart")
        if start is not None:
            day = start.dt.date() if isinstance(start.dt, datetime) else start.dt
            found.append(_event(day, str(entry.get("summary", "")), event_class, (), str(entry.get("url", "")) or None))
    return tuple(found)


def holiday_events(country: str, years: Sequence[int]) -> tuple[Event, ...]:
    """The public holidays of a country (ISO 3166 alpha-2) as events of class `holiday`."""
    try:
        named = holidays.country_holidays(country.upper(), years=years)
    except NotImplementedError as error:
        raise Invalid(f"no holidays are known for {country!r}", "give an ISO 3166 alpha-2 code") from error
    return tuple(_event(day, name, "holiday", (country.upper(),), None) for day, name in sorted(named.items()))


def by_class(events: Sequence[Event], target: str | None = None) -> dict[str, list[date]]:
    """Days of events by class, for `align`; with a target, only events of that target or of none."""
    days: dict[str, list[date]] = defaultdict(list)
    for event in events:
        if target is None or not event.targets or target in event.targets:
            days[event.category].append(event.day)
    return {name: sorted(found) for name, found in sorted(days.items())}


def _event(day: date, title: str, kind: str, targets: tuple[str, ...], source: Any) -> Event:
    name = identify("evt", day.isoformat(), kind, title)
    return Event(name, day, title, kind, targets, None if source is None else str(source))
