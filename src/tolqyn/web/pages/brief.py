"""Briefs: the self-contained page as it is sent to others, and its other forms to keep."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.web.pages.asked import Ask, wave_of

router = APIRouter(include_in_schema=False)

TYPES = {".html": "text/html", ".md": "text/markdown", ".json": "application/json"}

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""That of the brief itself: it carries its style with it, and no script that runs."""


@router.get("/{name}/brief.{ending}")
def brief(ask: Ask, name: str, ending: str) -> Response:
    """The brief of a wave in one of its forms; `?save` hands it over as a file."""
    wave_of(ask, name)
    with TemporaryDirectory() as folder:
        written = ask.house.answers_of(ask.desk).brief(name, Path(folder) / f"{name}.{ending[:8]}")
        body = written.read_bytes()
    headers = {"Content-Security-Policy": POLICY}
    if "save" in ask.request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return Response(body, media_type=TYPES.get(f".{ending}", "application/octet-stream"), headers=headers)
