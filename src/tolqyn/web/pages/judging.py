"""Judgements: what waits for one, what people said, and saying it; a later judgement counts, an earlier one stays."""

from typing import Annotated, cast, get_args
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tolqyn.model.errors import Invalid
from tolqyn.model.run import Judgement, Verdict
from tolqyn.queries.queue import queue
from tolqyn.web.asking import NAME_COOKIE, Asking
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)

Form = dict[str, str]


async def sent_form(request: Request) -> Form:
    """The fields of a form that a page sent, each once."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, max_num_fields=40).items()}


Sent = Annotated[Form, Depends(sent_form)]


@router.get("/review")
def review(ask: Ask) -> Response:
    """The queue, and the record of all judgements, newest first."""
    said = ask.house.judgements.all()
    standing = {judgement.item_id: judgement for judgement in said}
    open_items = [item for item, last in standing.items() if last.note == UNDONE]
    judged = set(standing) - set(open_items)
    return ask.page(
        "review.html.j2", waiting=queue(ask.desk, judged), said=said[::-1][:100], total=len(said), undone=UNDONE
    )


@router.get("/review.json")
def review_json(ask: Ask) -> Response:
    """All judgements as JSON, in the order in which they were made."""
    fields = Judgement.__dataclass_fields__
    return ask.json(
        {"judgements": [{name: getattr(row, name) for name in fields} for row in ask.house.judgements.all()]}
    )


UNDONE = "↶"
"""The note of a judgement that takes the one before back: nothing is erased."""


@router.post("/judgements")
def judge(ask: Ask, form: Sent) -> Response:
    """Keep a judgement and go back to the page that it was made on."""
    required_own(ask, form)
    by = ask.visitor.name if ask.visitor else form.get("by", "").strip()[:80]
    verdict = form.get("verdict", "")
    if not by or verdict not in get_args(Verdict):
        raise Invalid(
            "not a judgement: it needs a name and a verdict", "fill in your name and press one of the buttons"
        )
    note = form.get("note", "").strip()[:2000] or None
    ask.house.judge(form.get("item", ""), cast(Verdict, verdict), by, note)
    response = RedirectResponse(own_path(form.get("back", "/review")), 303)
    response.set_cookie(NAME_COOKIE, quote(by), max_age=31536000, samesite="lax", httponly=True)
    return response


def required_own(ask: Asking, form: Form) -> None:
    """Refuse a form that no page of ours gave to this browser; no page elsewhere can make one send a token."""
    if ask.request.headers.get("authorization", "").startswith("Bearer "):
        return
    site = ask.request.headers.get("sec-fetch-site", "same-origin")
    if site != "same-origin" or not ask.house.knows_token(ask.request, form.get("csrf", "")):
        raise HTTPException(
            403, "This form is not from this browser, or the server was started anew: load the page again."
        )


def own_path(path: str) -> str:
    """A path of this server, whatever a form says.

    >>> own_path("/review"), own_path("//қала.example/"), own_path("https://x.example")
    ('/review', '/', '/')
    """
    parts = urlsplit(path)
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return quote(path, safe="/:@!$,;=~?&#%") if safe else "/"
