"""One request: who asks for what in which language, and the ways to answer it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal
from urllib.parse import unquote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tolqyn.model.errors import Invalid
from tolqyn.queries.desk import Desk
from tolqyn.queries.names import press_name, target_name
from tolqyn.web.access.people import Visitor
from tolqyn.web.house import VISITOR_COOKIE, House
from tolqyn.web.rendering import environment
from tolqyn.web.wording import Words, chosen_language, words

LANGUAGE_COOKIE, THEME_COOKIE, NAME_COOKIE = "tolqyn-language", "tolqyn-theme", "tolqyn-name"
Theme = Literal["auto", "light", "dark"]
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Asking:
    """A request with all that a page needs; the desk is taken once, so that one page is one snapshot."""

    request: Request
    house: House
    visitor: Visitor | None = None

    @cached_property
    def desk(self) -> Desk:
        """The snapshot that this page is drawn from."""
        return self.house.desk

    @cached_property
    def words(self) -> Words:
        """The interface language: as chosen, else as the browser accepts."""
        asked = self.request.query_params.get("lang") or self.request.cookies.get(LANGUAGE_COOKIE)
        return words(chosen_language(asked, self.request.headers.get("accept-language", "")))

    @property
    def theme(self) -> Theme:
        """Light, dark, or whatever the reader's machine prefers."""
        asked = self.request.query_params.get("theme") or self.request.cookies.get(THEME_COOKIE)
        return "light" if asked == "light" else "dark" if asked == "dark" else "auto"

    @property
    def partial(self) -> bool:
        """Whether a script asks for a part of a page."""
        return self.request.headers.get("hx-request") == "true"

    def target(self, name: str) -> str:
        """Name of a target in the interface language."""
        return target_name(self.desk.settings, name, self.words.language)

    def press(self, name: str) -> str:
        """Name of a press; the one that every workspace has in the interface language."""
        declared = press_name(self.desk.settings, name)
        return self.words.text["press.all"] if name == "all" and declared in ("all", "All sources") else declared

    def source(self, name: str) -> str:
        """Name of a source."""
        return self.desk.names.get(name, name)

    def text(self, name: str) -> str | None:
        """A parameter of the request, `None` where it is missing or blank."""
        return (self.request.query_params.get(name) or "").strip() or None

    def day(self, name: str) -> date | None:
        """A day among the parameters; raises `Invalid` for anything but YYYY-MM-DD."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise Invalid(f"not a day: {text}", "write days as YYYY-MM-DD, for example 2024-11-28") from None

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number among the parameters, from 0 to `most`."""
        text = self.text(name) or ""
        return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 12 else default

    def link(self, path: str | None = None, **changed: object) -> str:
        """An address with the parameters of this one but for those that change; `None` drops one."""
        kept = {name: value for name, value in self.request.query_params.items() if name not in ("lang", "theme")}
        asked = {name: str(value) for name, value in {**kept, **changed}.items() if value is not None}
        here = self.request.url.path if path is None else path
        return f"{here}?{urlencode(asked)}" if asked else here

    def to(self, path: str, **asked: object) -> str:
        """An address with parameters; those that are `None` or empty are left out."""
        given = {name: str(value) for name, value in asked.items() if value not in (None, "")}
        return f"{path}?{urlencode(given)}" if given else path

    @property
    def name(self) -> str:
        """Under which name this reader judges: that of the session, else the one given last."""
        if self.visitor is not None:
            return self.visitor.name
        return unquote(self.request.cookies.get(NAME_COOKIE, ""))[:80]

    @property
    def known(self) -> bool:
        """Whether this reader may see what the workspace is: who must log in first learns nothing of it."""
        return self.visitor is not None or not self.house.people.any()

    @property
    def csrf(self) -> str:
        """What a form must bring back, so that no page elsewhere can send one in this reader's name."""
        return self.house.token_of(self.request)

    def page(self, template: str, status: int = 200, **given: object) -> Response:
        """A page from its template."""
        drawn = environment().get_template(template).render(ask=self, t=self.words, desk=self.desk, **given)
        response = HTMLResponse(_SURROGATES.sub("\ufffd", drawn), status)
        response.headers["Vary"] = "Cookie, Accept-Language, HX-Request"
        self._remember(response)
        return response

    def json(self, value: object, status: int = 200) -> Response:
        """The answer that the command line prints with `--json`."""
        return json_response(value, status)

    def _remember(self, response: Response) -> None:
        """Keep what the reader chose on this machine: language and colours, nothing else."""
        for parameter, cookie, chosen in (
            ("lang", LANGUAGE_COOKIE, self.words.language),
            ("theme", THEME_COOKIE, self.theme),
        ):
            if parameter in self.request.query_params:
                response.set_cookie(cookie, chosen, max_age=31536000, samesite="lax", httponly=True)
        visitor = getattr(self.request.state, "visitor", None)
        if visitor is not None:
            response.set_cookie(VISITOR_COOKIE, visitor, max_age=31536000, samesite="strict", httponly=True)


def json_response(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """One JSON document, as the command line prints it; half characters, which no encoding carries, are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    body = _SURROGATES.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"
    return Response(body, status, dict(headers or {}), "application/json")


def _plain(value: Any) -> str:
    return str(value)
