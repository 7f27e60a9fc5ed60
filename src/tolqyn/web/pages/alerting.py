"""Alerts: the saved questions, what was sent, and what would have been sent last month."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.web.alerts.due import Notice
from tolqyn.web.alerts.questions import FILE, load_questions
from tolqyn.web.alerts.sending import Outbox, all_notices
from tolqyn.web.asking import Asking
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)

MONTH = timedelta(days=31)


def _recent(ask: Asking) -> list[Notice]:
    """What the questions had to say in the month up to the newest day of the workspace."""
    found = all_notices(ask.desk, load_questions(ask.house.place.root))
    return [notice for notice in found if ask.desk.days and ask.desk.days[1] - notice.day <= MONTH]


@router.get("/alerts")
def alerts(ask: Ask) -> Response:
    """Questions and a preview."""
    root = ask.house.place.root
    sent = Outbox(root / "alerts" / "sent.jsonl").sent()
    return ask.page("alerts.html.j2", questions=load_questions(root), found=_recent(ask), sent=sent, file=FILE)


@router.get("/alerts.json")
def alerts_json(ask: Ask) -> Response:
    """The preview as JSON."""
    fields = Notice.__dataclass_fields__
    return ask.json({"notices": [{name: getattr(row, name) for name in fields} for row in _recent(ask)]})
