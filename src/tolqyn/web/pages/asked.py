"""How a handler comes by the request, and what all pages of documents ask for."""

from typing import Annotated

from fastapi import Depends, Request

from tolqyn.model.errors import Invalid
from tolqyn.model.wave import Wave
from tolqyn.queries.listing import PAGE, Wanted
from tolqyn.web.access.gate import admit
from tolqyn.web.asking import Asking

MOST_ROWS = 500


def asking(request: Request) -> Asking:
    """The request with the house, once it is known who asks."""
    house = request.app.state.house
    return Asking(request, house, admit(request, house))


Ask = Annotated[Asking, Depends(asking)]


def wave_of(ask: Asking, name: str) -> Wave:
    """The wave of that name; raises `Invalid` where there is none."""
    wave = ask.desk.wave_by_name.get(name)
    if wave is None:
        raise Invalid(f"there is no wave {name}", "tolqyn waves lists the waves of this workspace")
    return wave


def wanted_of_wave(ask: Asking, wave: Wave) -> Wanted:
    """The documents of a wave, narrowed by the parameters `day`, `source`, `originals`, `offset`, `limit`."""
    day = ask.day("day")
    last = ask.desk.days[1] if ask.desk.days else wave.onset
    return Wanted(
        target=wave.target,
        sources=tuple(ask.desk.members.get(wave.press, ())),
        source=ask.text("source"),
        since=day or wave.onset,
        until=day or wave.end or last,
        originals=ask.text("originals") is not None,
        offset=ask.number("offset", 0, 10**9),
        limit=ask.number("limit", PAGE, MOST_ROWS) or PAGE,
    )
