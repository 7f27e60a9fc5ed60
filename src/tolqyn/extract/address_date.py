"""The day that an address carries in its path."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tolqyn.extract.months import month_number

_YEAR_MONTH_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[/._-]?(\d{2})[/._-]?(\d{2})(?=[/._-]|$)")
_SPARSE = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=[/._-]|$)")
_DAY_MONTH_YEAR = re.compile(r"(?<!\d)(\d{2})[/._-](\d{2})[/._-]((?:19|20)\d{2})(?=[/._-]|$)")
_NAMED = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?=/|$)")


def date_in_address(address: str) -> datetime | None:
    """Midnight UTC of the full date in the path of an address, `None` where it has none; a month is not enough.

    >>> date_in_address("https://мысал.қаз/2024/11/28/жаңалық").date().isoformat()
    '2024-11-28'
    >>> date_in_address("https://example.org/news/20241345-8812.html") is None
    True
    """
    try:
        path = urlsplit(address).path.lower()
    except ValueError:
        return None
    days = [
        *(_day(*found.groups()) for pattern in (_SPARSE, _YEAR_MONTH_DAY) for found in pattern.finditer(path)),
        *(_day(year, month_number(month) or 0, day) for year, month, day in _NAMED.findall(path)),
        *(_day(year, month, day) for day, month, year in _DAY_MONTH_YEAR.findall(path)),
    ]
    return next((day for day in days if day), None)


def _day(year: str, month: str | int, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None
