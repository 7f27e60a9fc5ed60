"""The front page: what swells now, for which press, how strong, how sure; what has ebbed; what is quiet."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.model.wave import Monitored
from tolqyn.queries import rhythm, timelines
from tolqyn.queries.standing import Overview, Standing, overview
from tolqyn.queries.timelines import Asked
from tolqyn.web.charts.spark import spark
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)

QUIET_SHOWN, CARDS, WAVES = 24, 24, 100


@router.get("/")
def front(ask: Ask) -> Response:
    """The overview of all presses, or of one."""
    press = ask.text("press")
    found = overview(ask.desk, press)
    monitored = timelines.monitored_json(_monitored(ask, press))
    silent = sum(row.silent for row in rhythm.sources(ask.desk))
    quiet = found.quiet if ask.text("quiet") == "all" else found.quiet[:QUIET_SHOWN]
    given: dict[str, Any] = {"found": found, "quiet": quiet, "press": press, "monitored": monitored, "silent": silent}
    return ask.page("overview.html.j2", **given, spark=spark, most=CARDS)


@router.get("/index.json")
def front_json(ask: Ask) -> Response:
    """The same as JSON."""
    press = ask.text("press")
    found = overview(ask.desk, press)
    return ask.json({**_overview_json(ask, found), "monitored": timelines.monitored_json(_monitored(ask, press))})


@router.get("/waves")
def waves(ask: Ask) -> Response:
    """All waves, newest first."""
    asked = _asked(ask)
    rows = [wave for wave in ask.desk.waves if asked.admits(wave)]
    presses = [press.press_id for press in ask.desk.settings.presses]
    offset = ask.number("offset", 0, len(rows))
    after = offset + WAVES if offset + WAVES < len(rows) else None
    shown = rows[offset : offset + WAVES]
    return ask.page(
        "waves.html.j2", waves=shown, total=len(rows), offset=offset, after=after, asked=asked, presses=presses
    )


@router.get("/waves.json")
def waves_json(ask: Ask) -> Response:
    """What `tolqyn waves --json` prints."""
    return ask.json(ask.house.answers.waves(_asked(ask)))


@router.get("/targets")
def targets(ask: Ask) -> Response:
    """Everybody that documents are about."""
    rows = rhythm.targets(ask.desk)
    open_waves = {wave.target for wave in ask.desk.waves if wave.end is None}
    return ask.page("targets.html.j2", rows=rows, open_waves=open_waves)


@router.get("/targets.json")
def targets_json(ask: Ask) -> Response:
    """The same as JSON."""
    return ask.json({"targets": rhythm.targets(ask.desk)})


def _asked(ask: Ask) -> Asked:
    return Asked(ask.text("target"), ask.text("press"), ask.day("since"), ask.day("until"))


def _monitored(ask: Ask, press: str | None) -> Monitored:
    return timelines.summed([row for row in ask.desk.monitored if press is None or row.press == press], press)


def _overview_json(ask: Ask, found: Overview) -> dict[str, object]:
    day = found.day.isoformat() if found.day else None
    groups = {name: [_standing(ask, row) for row in getattr(found, name)] for name in ("swelling", "ebbed", "quiet")}
    return {"day": day, **groups}


def _standing(ask: Ask, row: Standing) -> dict[str, object]:
    return {
        "press": row.press,
        "target": row.target,
        "target_name": ask.target(row.target),
        "series": row.series,
        "observed_7_days": row.observed,
        "expected_7_days": row.expected,
        "wave": row.wave and ask.desk.wave_json(row.wave),
    }
