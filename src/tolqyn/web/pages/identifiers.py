"""`GET /ID`: the page of anything by its identifier, for good; `/ID.json` is what `tolqyn show ID --json` prints."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from tolqyn.queries import rhythm
from tolqyn.queries.layers import quotes_of
from tolqyn.queries.listing import Wanted, documents
from tolqyn.queries.standing import points_of
from tolqyn.web.asking import Asking
from tolqyn.web.charts.heat import by_week
from tolqyn.web.charts.timeline import timeline
from tolqyn.web.pages.asked import Ask
from tolqyn.web.pages.calendar import near
from tolqyn.web.pages.document import document_page
from tolqyn.web.pages.wave import wave_page
from tolqyn.web.quieting import path_of

router = APIRouter(include_in_schema=False)

TARGET_DAYS = 120
YEAR = 371


def _capture(ask: Asking, shown: dict[str, Any]) -> Response:
    return ask.page("capture.html.j2", shown=shown)


def _link(ask: Asking, shown: dict[str, Any]) -> Response:
    sides = ask.desk.headlines([shown["document_id"], shown["original_id"]])
    return ask.page("link.html.j2", shown=shown, sides=sides, judgements=shown.get("judgements", []))


def _mark(ask: Asking, shown: dict[str, Any]) -> Response:
    """A mark stands in its document: there is its page."""
    name = ask.request.path_params["name"]
    return RedirectResponse(f"{path_of(shown['document_id'])}#{quote(name)}", 307)


def _entity(ask: Asking, shown: dict[str, Any]) -> Response:
    known = ask.desk.headlines(shown["down"]["documents"])
    rows = sorted(known.values(), key=lambda row: row["number"], reverse=True)
    return ask.page("entity.html.j2", shown=shown, rows=rows, quotes=quotes_of(ask.desk.view, shown["entity_id"]))


def _source(ask: Asking, shown: dict[str, Any]) -> Response:
    name = shown["source_id"]
    row = next((row for row in rhythm.sources(ask.desk) if row.source_id == name), None)
    days = {day["day"]: day["documents"] for day in _days_of_source(ask, name)}
    listed = documents(ask.desk, _newest(ask, name, row.documents if row else 0))
    return ask.page(
        "source.html.j2",
        shown=shown,
        row=row,
        followed=rhythm.followed(ask.desk, name),
        field=by_week(days, *_year(ask)) if days else None,
        listed=listed,
    )


def _target(ask: Asking, shown: dict[str, Any]) -> Response:
    name = shown["target_id"]
    press = ask.text("press") or "all"
    last = ask.desk.days[1] if ask.desk.days else date.min
    days = None if ask.text("days") == "all" or ask.desk.days is None else (last - timedelta(days=TARGET_DAYS), last)
    waves = [wave for wave in ask.desk.waves if wave.target == name]
    newest = next((wave for wave in waves if wave.press == press and wave.series == "coverage"), None)
    events = ask.desk.events.get(newest.wave_id, []) if newest else []
    counts = {row["day"]: row["documents"] for row in rhythm.target_days(ask.desk, name)}
    return ask.page(
        "target.html.j2",
        shown=shown,
        press=press,
        waves=waves,
        chart=timeline(ask.words, points_of(ask.desk, (press, name, "coverage"), days), newest, events),
        field=by_week(counts, *_year(ask)) if counts else None,
        listed=documents(ask.desk, Wanted(target=name, offset=_last_page(ask, name))),
    )


def _press(ask: Asking, shown: dict[str, Any]) -> Response:
    name = shown["press_id"]
    members = set(ask.desk.members.get(name, ()))
    rows = [row for row in rhythm.sources(ask.desk) if row.source_id in members]
    waves = [wave for wave in ask.desk.waves if wave.press == name]
    return ask.page("press.html.j2", shown=shown, rows=rows, waves=waves)


def _event(ask: Asking, shown: dict[str, Any]) -> Response:
    found = [(ask.desk.wave_by_name.get(row.wave_id), row) for row in near(ask).get(shown["event_id"], [])]
    return ask.page("event.html.j2", shown=shown, found=[pair for pair in found if pair[0]])


def _thing(ask: Asking, shown: dict[str, Any]) -> Response:
    return ask.page("thing.html.j2", shown=shown)


PAGES: dict[str, Callable[[Asking, dict[str, Any]], Response]] = {
    "document": document_page,
    "capture": _capture,
    "link": _link,
    **dict.fromkeys(("mention", "name", "quote", "attitude", "claim", "device"), _mark),
    "entity": _entity,
    "source": _source,
    "target": _target,
    "press": _press,
    "event": _event,
}


@router.get("/{name:path}")
def anything(ask: Ask, name: str) -> Response:
    """The page of whatever is called so, or what the command line shows of it where the name ends in `.json`."""
    if name.endswith(".json"):
        return ask.json(ask.house.answers_of(ask.desk).show(name.removesuffix(".json")))
    if name.startswith("wav_"):
        return wave_page(ask, name)
    shown = ask.house.answers_of(ask.desk).show(name)
    return PAGES.get(shown["noun"], _thing)(ask, shown)


def _year(ask: Asking) -> tuple[date, date]:
    """The last year that something was published in, or as much of it as there is."""
    first, last = ask.desk.days or (date.min, date.min)
    return max(first, last - timedelta(days=YEAR)), last


def _days_of_source(ask: Asking, name: str) -> list[dict[str, Any]]:
    return rhythm.source_days(ask.desk, *(ask.desk.days or (date.min, date.max)), (name,))


def _newest(ask: Asking, name: str, total: int) -> Wanted:
    return Wanted(source=name, offset=ask.number("offset", max(total - 20, 0), 10**9), limit=20)


def _last_page(ask: Asking, name: str) -> int:
    total = next((row["documents"] for row in rhythm.targets(ask.desk) if row["target"] == name), 0)
    return ask.number("offset", max(total - 50, 0), 10**9)
