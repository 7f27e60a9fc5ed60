"""What earlier rounds left behind, as far as the next one needs it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tolqyn.model.capture import Fetch, Lead

_GOT = frozenset({"captured", "known", "unchanged"})
_MAX_TRIES = 10
_FIRST_WAIT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(hours=12)
_FORBIDDEN_WAIT = timedelta(days=1)
_GONE = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 414, 415, 451})
_NEWEST = re.compile(r"newest post (\d+)")


@dataclass(frozen=True, slots=True)
class Known:
    """Earlier fetches and leads.

    `last` holds the last fetch of each address that succeeded, `done` the articles that need no further try, `leads`
    every lead identifier ever found, `pending` the leads still to be fetched, `waits` until when an address is left
    alone, `newest_posts` the highest post number read of each channel page.
    """

    last: Mapping[str, Fetch] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    pending: tuple[Lead, ...] = ()
    waits: Mapping[str, datetime] = field(default_factory=dict)
    newest_posts: Mapping[str, int] = field(default_factory=dict)


def known_from(fetches: Iterable[Fetch], leads: Iterable[Lead]) -> Known:
    """What the tables of fetches and leads say, whatever their order.

    An article is done when it was captured, when its server said that there is none (4xx but 408, 425, 429), when
    it was refused by an address rule, or after ten failures, which takes two days at least: after each the wait
    doubles, from ten minutes to half a day. What robots.txt forbids is asked about again after a day.
    """
    last: dict[str, Fetch] = {}
    done: set[str] = set()
    tries: defaultdict[str, int] = defaultdict(int)
    waits: dict[str, datetime] = {}
    newest: dict[str, int] = {}
    for fetch in sorted(fetches, key=lambda fetch: (fetch.at, fetch.fetch_id)):
        if fetch.outcome in _GOT:
            last[fetch.address] = fetch
            waits.pop(fetch.address, None)
            newest[fetch.address] = max(newest.get(fetch.address, 0), _newest_post(fetch))
        if fetch.purpose == "article":
            tries[fetch.address] += fetch.outcome == "failed"
        if until := _wait(fetch, tries[fetch.address]):
            waits[fetch.address] = until
        if fetch.purpose == "article" and _settled(fetch, tries[fetch.address]):
            done.update(address for address in (fetch.address, fetch.final_address) if address)
    leads = tuple(leads)
    return Known(
        last=last,
        done=frozenset(done),
        leads=frozenset(lead.lead_id for lead in leads),
        pending=tuple(lead for lead in leads if lead.address not in done),
        waits=waits,
        newest_posts={address: number for address, number in newest.items() if number},
    )


def _newest_post(fetch: Fetch) -> int:
    """Highest post number that a fetched channel page showed, 0 for any other page."""
    found = _NEWEST.search(fetch.detail or "")
    return int(found[1]) if found else 0


def _wait(fetch: Fetch, failures: int) -> datetime | None:
    """Until when an address is left alone: as long as its server asked, or longer after each failure of an article."""
    if fetch.outcome in _GOT:
        return None
    if fetch.retry_at:
        return fetch.retry_at
    if fetch.purpose != "article":
        return None
    if fetch.outcome == "refused":
        return fetch.at + _FORBIDDEN_WAIT
    doubled = _FIRST_WAIT * float(2 ** min(failures - 1, 10))
    return fetch.at + min(doubled, _LONGEST_WAIT)


def _settled(fetch: Fetch, failures: int) -> bool:
    """Whether an article needs no further try."""
    if fetch.outcome in _GOT or failures >= _MAX_TRIES:
        return True
    if fetch.outcome == "refused":
        return fetch.reason in ("bad-address", "refused-address")
    return fetch.status in _GONE or fetch.reason in ("unknown-form", "too-large")
