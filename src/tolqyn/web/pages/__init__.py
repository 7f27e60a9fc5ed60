"""The pages, in the order in which addresses are tried: what resolves any identifier comes last."""

from fastapi import APIRouter

from tolqyn.web.pages import brief, calendar, checking, grid, identifiers, listings, overview, search, wave

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    search.router,
    calendar.router,
    grid.router,
    checking.router,
    listings.router,
    wave.router,
    brief.router,
    identifiers.router,
)
