"""Which of the dates that speak for a document is believed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tolqyn.model.document import DateSource
from tolqyn.model.rejected import Reason

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""No page on the web that is watched here is older; a date before it is a default value or a misreading."""

_AHEAD = timedelta(days=1)
"""A clock may be a day ahead: local time written without an offset, at most UTC+14."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A date and who claims it."""

    moment: datetime
    source: DateSource


@dataclass(frozen=True, slots=True)
class Dating:
    """The believed date and how it is known; else the reason against the most trusted claim."""

    published_at: datetime | None
    date_source: DateSource | None
    date_note: str | None


def believe(claims: Iterable[Claim], *, now: datetime, founded: date | None) -> Dating:
    """The first claim, in the order given, that is neither in the future nor before its source existed.

    Claims are taken one by one, so that a costly search in the visible text runs only when nothing better is believed.

    >>> now = datetime(2024, 12, 4, tzinfo=UTC)
    >>> claims = [Claim(datetime(2042, 1, 1, tzinfo=UTC), "json-ld"), Claim(datetime(2024, 11, 28, tzinfo=UTC), "url")]
    >>> believe(claims, now=now, founded=None).date_source
    'url'
    >>> believe(claims[:1], now=now, founded=None).date_note
    'date-in-future'
    """
    against: Reason | None = None
    for claim in claims:
        objection = _objection(claim.moment, now, founded)
        if objection is None:
            return Dating(claim.moment, claim.source, None)
        against = against or objection
    return Dating(None, None, str(against or Reason.DATE_NOT_FOUND))


def _objection(moment: datetime, now: datetime, founded: date | None) -> Reason | None:
    """Why a date cannot be true."""
    if moment > now + _AHEAD:
        return Reason.DATE_IN_FUTURE
    if moment < _EARLIEST or (founded is not None and moment.date() < founded):
        return Reason.DATE_BEFORE_SOURCE
    return None
