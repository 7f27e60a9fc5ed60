"""Check: do the sums agree, which sources fell silent, what was turned away, are the archived bytes whole."""

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.queries import rhythm
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)


@router.get("/check")
def check(ask: Ask) -> Response:
    """The accounts at once; every archived record is read back only when the reader asks for it."""
    accounts = ask.house.accounts()
    findings = ask.house.check() if ask.text("bytes") else None
    silent = [row for row in rhythm.sources(ask.desk) if row.silent]
    sizes = ask.desk.view.sizes()
    return ask.page("check.html.j2", accounts=accounts, findings=findings, silent=silent, sizes=sizes)


@router.get("/check.json")
def check_json(ask: Ask) -> Response:
    """What `tolqyn check --json` prints."""
    rows = [{"kind": f.kind, "item": f.item, "detail": f.detail, "remedy": f.remedy} for f in ask.house.check()]
    return ask.json({"findings": rows, **ask.house.accounts()})
