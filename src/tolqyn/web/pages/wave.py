"""A wave: how it stands against what was expected, and everything that it rests on."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.model.wave import Wave
from tolqyn.queries import timelines
from tolqyn.queries.listing import Wanted, by_source, documents, followings
from tolqyn.queries.standing import Point, points_of
from tolqyn.web.asking import Asking
from tolqyn.web.charts.timeline import Timeline, as_csv, days_around, timeline
from tolqyn.web.pages.asked import Ask, wanted_of_wave, wave_of

router = APIRouter(include_in_schema=False)


def wave_page(ask: Asking, name: str) -> Response:
    """The page of a wave."""
    wave = wave_of(ask, name)
    everything = wanted_of_wave(ask, wave)
    listed = documents(ask.desk, everything)
    if ask.partial:
        return ask.page("parts/listing_only.html.j2", listed=listed, wave=wave)
    whole = _whole(ask, wave)
    calendar = {event.event_id: event for event in ask.desk.settings.events}
    events = ask.desk.events.get(name, [])
    return ask.page(
        "wave.html.j2",
        wave=wave,
        chart=chart_of(ask, wave),
        listed=listed,
        shares=by_source(ask.desk, whole),
        followings=followings(ask.desk, whole),
        events=[(calendar.get(event.event_id), event) for event in events],
        monitored=timelines.summed([row for row in ask.desk.monitored if row.press == wave.press], wave.press),
        earlier=_earlier(ask, wave),
        resembled=[row for row in ask.desk.recurrences.get(name, []) if row.earlier_id in ask.desk.wave_by_name][:5],
        judgements=ask.house.judgements.for_item(name),
    )


def chart_of(ask: Asking, wave: Wave) -> Timeline | None:
    """The picture of a wave: the days around it, or all of its series where the reader asks for them."""
    return timeline(ask.words, points_shown(ask, wave), wave, ask.desk.events.get(wave.wave_id, []))


def points_shown(ask: Asking, wave: Wave) -> tuple[Point, ...]:
    """The days that are drawn."""
    last = ask.desk.days[1] if ask.desk.days else wave.onset
    days = None if ask.text("days") == "all" else days_around(wave, last)
    return points_of(ask.desk, (wave.press, wave.target, wave.series), days)


@router.get("/{name}/series.csv")
def series_csv(ask: Ask, name: str) -> Response:
    """The whole series that a wave stands in, as a table for a spreadsheet."""
    wave = wave_of(ask, name)
    body = as_csv(points_of(ask.desk, (wave.press, wave.target, wave.series)))
    return Response(body, media_type="text/csv", headers=_download(f"{name}.csv"))


@router.get("/{name}/series.json")
def series_json(ask: Ask, name: str) -> Response:
    """What a script draws: the whole series with the wave and its events."""
    wave = wave_of(ask, name)
    points = points_of(ask.desk, (wave.press, wave.target, wave.series))
    events = [{"event_id": near.event_id, "day": near.day} for near in ask.desk.events.get(name, [])]
    rows = [{key: getattr(point, key) for key in Point.__dataclass_fields__} for point in points]
    return ask.json({"wave": ask.desk.wave_json(wave), "events": events, "days": rows})


@router.get("/{name}/chart.svg")
def chart_svg(ask: Ask, name: str) -> Response:
    """The picture alone, as a file that carries its own colours."""
    chart = chart_of(ask, wave_of(ask, name))
    drawn = ask.page("parts/chart_file.svg.j2", chart=chart)
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(drawn.body, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


def _whole(ask: Asking, wave: Wave) -> Wanted:
    """All documents of a wave, whatever day or source the list is narrowed to."""
    last = ask.desk.days[1] if ask.desk.days else wave.onset
    return replace(wanted_of_wave(ask, wave), since=wave.onset, until=wave.end or last, source=None, originals=False)


def _earlier(ask: Asking, wave: Wave) -> list[Wave]:
    """Other waves of the same series, newest first."""
    key = (wave.press, wave.target, wave.series)
    return [other for other in ask.desk.waves if (other.press, other.target, other.series) == key and other != wave]


def _download(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
