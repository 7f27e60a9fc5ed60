"""Whether each source still speaks to us, from how its addresses ended."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from tolqyn.model.capture import Fetch

_REACHED = frozenset({"captured", "known", "unchanged"})
_LISTS = frozenset({"feed", "sitemap", "discovery"})
_FEW = 4
_SILENT_TIMES = 5.0


@dataclass(frozen=True, slots=True)
class Health:
    """One source: when it was last reached, failures in a row since, its last news, and how often it brings news.

    `rhythm_s` is the median of seconds between articles fetched, `None` below four; `silent` says that nothing new came
    for five such spans (and at least a day), though the source answers; `trouble` is the last failure's reason.
    """

    source_id: str
    reached_at: datetime | None
    failures: int
    news_at: datetime | None
    rhythm_s: float | None
    silent: bool
    trouble: str | None


def health(fetches: Iterable[Fetch], now: datetime) -> list[Health]:
    """Health of every source that was ever asked, by its identifier; robots.txt says nothing of it."""
    by_source: defaultdict[str, list[Fetch]] = defaultdict(list)
    for fetch in fetches:
        if fetch.purpose != "robots":
            by_source[fetch.source_id].append(fetch)
    return [_health(source, sorted(by_source[source], key=lambda row: row.at), now) for source in sorted(by_source)]


def _health(source_id: str, fetches: list[Fetch], now: datetime) -> Health:
    lists = [fetch for fetch in fetches if fetch.purpose in _LISTS]
    good = [fetch for fetch in lists if fetch.outcome in _REACHED and fetch.reason is None]
    since = [fetch for fetch in lists if not good or fetch.at > good[-1].at]
    news = [fetch.at for fetch in fetches if _brings_news(fetch)]
    rhythm = rhythm_of(news)
    quiet = (now - news[-1]).total_seconds() if news else 0.0
    return Health(
        source_id=source_id,
        reached_at=good[-1].at if good else None,
        failures=len({fetch.at for fetch in since}),
        news_at=news[-1] if news else None,
        rhythm_s=rhythm,
        silent=rhythm is not None and quiet > max(_SILENT_TIMES * rhythm, 86_400.0),
        trouble=since[-1].reason if since else None,
    )


def _brings_news(fetch: Fetch) -> bool:
    """A captured article, or a captured page of a channel."""
    posts = (fetch.detail or "").startswith("newest post")
    return fetch.outcome == "captured" and (fetch.purpose == "article" or posts)


def rhythm_of(news: list[datetime]) -> float | None:
    """Median of seconds between news, `None` below four; those fetched within a minute count once."""
    apart = news[:1]
    for moment in news[1:]:
        if (moment - apart[-1]).total_seconds() > 60:
            apart.append(moment)
    if len(apart) < _FEW:
        return None
    return median((after - before).total_seconds() for before, after in pairwise(apart))
