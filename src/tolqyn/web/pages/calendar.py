"""The calendar of events, with the waves that began near each."""

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.model.settings import Event
from tolqyn.model.wave import WaveEvent
from tolqyn.web.asking import Asking
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)


def near(ask: Asking) -> dict[str, list[WaveEvent]]:
    """For each event the waves near it."""
    found: dict[str, list[WaveEvent]] = {}
    for rows in ask.desk.events.values():
        for row in rows:
            found.setdefault(row.event_id, []).append(row)
    return found


def _events(ask: Asking) -> list[Event]:
    since, until, category = ask.day("since"), ask.day("until"), ask.text("category")
    rows = [
        event
        for event in ask.desk.settings.events
        if (since is None or event.day >= since) and (until is None or event.day <= until)
        if category in (None, event.category)
    ]
    return sorted(rows, key=lambda event: (-event.day.toordinal(), event.event_id))


@router.get("/events")
def events(ask: Ask) -> Response:
    """Events, newest first."""
    categories = sorted({event.category for event in ask.desk.settings.events})
    return ask.page("events.html.j2", events=_events(ask), near=near(ask), categories=categories)


@router.get("/events.json")
def events_json(ask: Ask) -> Response:
    """The same as JSON."""
    waves = near(ask)
    return ask.json(
        {
            "events": [
                {**_plain(event), "waves": [row.wave_id for row in waves.get(event.event_id, [])]}
                for event in _events(ask)
            ]
        }
    )


def _plain(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}
