"""The application: guards around routes, and every failure as a page or a JSON document that names the remedy."""

from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from tolqyn.model.errors import Damaged, Held, Invalid, TolqynError, Unavailable
from tolqyn.web.access.gate import Unknown
from tolqyn.web.api import version1
from tolqyn.web.asking import Asking, json_response
from tolqyn.web.guards import Guards
from tolqyn.web.house import House
from tolqyn.web.pages import ROUTERS

STATUS: dict[type[TolqynError], int] = {Invalid: 404, Held: 409, Unavailable: 503, Damaged: 502}


class Assets(StaticFiles):
    """Files of ours; one whose address names its content may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file with how long it may be kept."""
        response = await super().get_response(path, scope)
        if scope.get("query_string", b"").startswith(b"v="):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(house: House) -> FastAPI:
    """The pages and the API of one workspace."""
    app = FastAPI(title="Tolqyn", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.house = house
    app.mount("/static", Assets(directory=Path(str(files("tolqyn.web").joinpath("static")))), name="static")
    for router in (version1.router, *ROUTERS):
        app.include_router(router)
    for error in (TolqynError, HTTPException):
        app.add_exception_handler(error, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guards, options=house.options)
    return app


def _failed(request: Request, error: Exception) -> Response:
    """What went wrong and what to do, in the form that was asked for."""
    status, problem, remedy = _told(error)
    path = request.url.path
    if path.startswith("/api/") or path.endswith(".json"):
        return json_response({"problem": problem, "remedy": remedy}, status)
    if isinstance(error, Unknown):
        return RedirectResponse(f"/login?{urlencode({'back': path})}", 303)
    asking = Asking(request, request.app.state.house)
    return asking.page("failure.html.j2", status, problem=problem, remedy=remedy, code=status)


def _told(error: Any) -> tuple[int, str, str]:
    if isinstance(error, Invalid):
        return (400 if error.problem.startswith("not a ") else 404), error.problem, error.remedy
    if isinstance(error, TolqynError):
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
        first, _, rest = str(error).partition("\n")
        return status, first, rest
    return error.status_code, str(error.detail), ""
