"""What other programs fetch: waves as an Atom feed, archived bytes as a file, what was turned away."""

from datetime import UTC, datetime, time

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn import archive
from tolqyn.model.wave import Wave
from tolqyn.web.asking import Asking
from tolqyn.web.pages.asked import Ask
from tolqyn.web.rendering import environment

router = APIRouter(include_in_schema=False)

ENTRIES = 50
REJECTIONS = 500


@router.get("/feed.atom")
def feed(ask: Ask) -> Response:
    """The newest waves, narrowed by `target` and `press`: each is an entry once, under its lasting name."""
    target, press = ask.text("target"), ask.text("press")
    waves = [wave for wave in ask.desk.waves if target in (None, wave.target) and press in (None, wave.press)]
    newest = sorted(waves, key=lambda wave: (wave.detected_on, wave.wave_id), reverse=True)[:ENTRIES]
    base = str(ask.request.base_url).rstrip("/")
    drawn = (
        environment()
        .get_template("feed.atom.j2")
        .render(ask=ask, t=ask.words, waves=newest, base=base, seen=_seen, entry=lambda wave: _title(ask, wave))
    )
    return Response(drawn, media_type="application/atom+xml")


@router.get("/{name}/bytes")
def archived(ask: Ask, name: str) -> Response:
    """The archived bytes as they travelled, as a file to keep: never shown, as they may hold anything."""
    payload = archive.read(ask.house.place.evidence, ask.desk.capture(name))
    headers = {"Content-Disposition": f'attachment; filename="{name}.bin"', "Content-Security-Policy": "sandbox"}
    return Response(payload, media_type="application/octet-stream", headers=headers)


@router.get("/rejections")
def rejections(ask: Ask) -> Response:
    """What was turned away, for one reason or all, newest runs first."""
    reason = ask.text("reason")
    rows = ask.desk.view.sql(
        f"""select item_id, stage, version, reason, detail, run_id from rejections
        where $reason is null or reason = $reason order by run_id, item_id limit {REJECTIONS}""",
        {"reason": reason},
    ).to_pylist()
    return ask.page("rejections.html.j2", rows=rows, reason=reason, most=REJECTIONS)


def _seen(wave: Wave) -> str:
    return datetime.combine(wave.detected_on, time(), UTC).isoformat()


def _title(ask: Asking, wave: Wave) -> str:
    return f"{ask.target(wave.target)} · {ask.press(wave.press)} · × {ask.words.number(wave.strength, 'times')}"
