"""Log in, log out."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tolqyn.web.access.gate import SESSION_COOKIE, Attempts
from tolqyn.web.access.people import SESSION
from tolqyn.web.pages.asked import Ask
from tolqyn.web.pages.judging import Sent, own_path, required_own

router = APIRouter(include_in_schema=False)
attempts = Attempts()


@router.get("/login")
def login_page(ask: Ask) -> Response:
    """The form."""
    return ask.page("login.html.j2", back=own_path(ask.text("back") or "/"), wrong=False)


@router.post("/login")
def login(ask: Ask, form: Sent) -> Response:
    """Begin a session, or say that name or password is wrong without saying which."""
    required_own(ask, form)
    name, back = form.get("name", "")[:80], own_path(form.get("back", "/"))
    address = ask.request.client.host if ask.request.client else ""
    if not (attempts.admit(f"name {name}", 10) and attempts.admit(f"address {address}", 30)):
        raise HTTPException(429, "Too many attempts: wait five minutes.")
    key = ask.house.people.enter(name, form.get("password", ""), ask.house.now())
    if key is None:
        return ask.page("login.html.j2", 401, back=back, wrong=True)
    response = RedirectResponse(back, 303)
    secure = ask.request.url.scheme == "https"
    age = int(SESSION.total_seconds())
    response.set_cookie(SESSION_COOKIE, key, max_age=age, httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def logout(ask: Ask, form: Sent) -> Response:
    """End the session."""
    required_own(ask, form)
    ask.house.people.leave(ask.request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response
