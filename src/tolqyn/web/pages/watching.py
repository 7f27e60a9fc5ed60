"""For those who watch the server: is it well, and how much is there and happens."""

from collections.abc import Iterator

from fastapi import APIRouter
from starlette.responses import Response

from tolqyn.queries import rhythm
from tolqyn.store import Store
from tolqyn.web.pages.asked import Ask

router = APIRouter(include_in_schema=False)

STALE_S = 3 * 86400
"""Three days without a commit: then collection or `run` has stopped, which a server in front should learn."""


@router.get("/health")
def health(ask: Ask) -> Response:
    """Whether the tables can be read and how old their newest state is; 503 where nothing was written for long."""
    newest = next(reversed(Store(ask.house.place.lake).snapshots()), None)
    age = (ask.house.now() - newest.at).total_seconds() if newest else None
    state = "empty" if age is None else "stale" if age > STALE_S else "well"
    told = {"state": state, "snapshot": ask.desk.view.snapshot, "age_s": None if age is None else round(age)}
    return ask.json(told, 503 if "strict" in ask.request.query_params and state != "well" else 200)


@router.get("/metrics")
def metrics(ask: Ask) -> Response:
    """Figures in Prometheus' text format."""
    return Response("".join(_lines(ask)), media_type="text/plain; version=0.0.4; charset=utf-8")


def _lines(ask: Ask) -> Iterator[str]:
    desk = ask.desk
    sources = rhythm.sources(desk)
    figures = {
        "documents": ("Documents that are current.", desk.totals["documents"]),
        "copies": ("Documents that repeat another.", desk.totals["copies"]),
        "sources": ("Sources that were seen or are declared.", len(sources)),
        "sources_silent": ("Sources that have fallen silent.", sum(row.silent for row in sources)),
        "waves_open": ("Waves that go on.", sum(wave.end is None for wave in desk.waves)),
        "judgements": ("Judgements that people made.", len(ask.house.judgements.all())),
        "snapshot": ("Number of the snapshot that pages show.", desk.view.snapshot),
    }
    for name, (meaning, value) in figures.items():
        yield f"# HELP tolqyn_{name} {meaning}\n# TYPE tolqyn_{name} gauge\ntolqyn_{name} {value}\n"
    yield "# HELP tolqyn_rejected Items that were turned away, by reason.\n# TYPE tolqyn_rejected gauge\n"
    for reason, count in desk.kept("accounts", ask.house.accounts)["rejections"].items():
        yield f'tolqyn_rejected{{reason="{reason}"}} {count}\n'
