"""The pages, in the order in which addresses are tried: what resolves any identifier comes last."""

from fastapi import APIRouter

from tolqyn.web.pages import (
    alerting,
    brief,
    calendar,
    checking,
    entering,
    feeding,
    grid,
    identifiers,
    judging,
    listings,
    overview,
    search,
    watching,
    wave,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    search.router,
    calendar.router,
    grid.router,
    checking.router,
    listings.router,
    judging.router,
    entering.router,
    alerting.router,
    watching.router,
    feeding.router,
    wave.router,
    brief.router,
    identifiers.router,
)
