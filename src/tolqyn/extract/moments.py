"""A date as somebody wrote it becomes a moment in UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from tolqyn.extract.months import month_number

_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[T\s]+{_CLOCK})?(?!\d)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?$", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_DOTTED = re.compile(
    rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}})(?![\d.])(?:[\s,|—–-]{{0,6}}(?:[ву]\s+)?{_CLOCK})?"
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/])(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?![\d/])")
_WORD = r"([^\W\d_]{3,16})"
_TAIL = rf"(?:[\s,|—–-]{{0,6}}(?:(?:[ву]|о|at|сағат)\s+)?{_CLOCK})?"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\s?-?(?:го|е|ші|шы|чи|чы|st|nd|rd|th))?[\s.,-]{{1,3}}(?:de\s)?{_WORD}\.?,?\s(?:de\s)?(\d{{4}})(?!\d)"
    rf"(?:\s?(?:г|р|года|року|ж|жыл|жылы|йил)\b\.?)?{_TAIL}"
)
_YEAR_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{4}})\s?-?(?:жылғы|жылдың|жылы|жыл|ж|йил|йилнинг|жылдын)?\.?,?\s+(\d{{1,2}})[\s-]{{1,2}}{_WORD}{_TAIL}"
)
_MONTH_DAY_YEAR = re.compile(rf"{_WORD}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})(?!\d){_TAIL}")
_LONGEST = 200


def read_moment(text: str) -> datetime | None:
    """Moment in UTC that a machine-readable or written date names, `None` where it names none.

    A date without a time is midnight UTC, and a time without an offset is taken as UTC: the day that is counted is then
    the day that the page shows. Days of slashed dates are believed only where day and month cannot be confused.

    >>> read_moment("28 ноября 2024 г. в 19:30").isoformat()
    '2024-11-28T19:30:00+00:00'
    >>> read_moment("2024 жылғы 28 қараша").date().isoformat(), read_moment("2020-06-29T00:16:15+03:00").isoformat()
    ('2024-11-28', '2020-06-28T21:16:15+00:00')
    """
    text = " ".join(text[:_LONGEST].split())
    return _machine(text) or written_moment(text)


def written_moment(text: str) -> datetime | None:
    """The first date written out in a short text, in any of the languages of `month_names`.

    >>> written_moment("Опубліковано: 28 листопада 2024, 09:15").isoformat()
    '2024-11-28T09:15:00+00:00'
    """
    for pattern, order in ((_DAY_MONTH_YEAR, (3, 2, 1)), (_YEAR_DAY_MONTH, (1, 3, 2)), (_MONTH_DAY_YEAR, (3, 1, 2))):
        for found in pattern.finditer(text):
            month = month_number(found[order[1]])
            moment = month and _moment((found[order[0]], month, found[order[2]]), found.groups()[3:])
            if moment:
                return moment
    return _dotted(text)


def _machine(text: str) -> datetime | None:
    """ISO 8601 in its usual shapes, seconds or milliseconds since 1970, RFC 5322."""
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _moment(found.groups()[:3], found.groups()[3:])
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    if found := _ISO.search(text) or _YEAR_FIRST.search(text):
        return _moment(found.groups()[:3], found.groups()[3:])
    if not text[:1].isalpha() and not text[:1].isdigit():
        return None
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _dotted(text: str) -> datetime | None:
    """28.11.2024 and, where it cannot be read in two ways, 28/11/2024."""
    if found := _DOTTED.search(text):
        return _moment((found[3], found[2], found[1]), found.groups()[3:])
    if found := _SLASHED.search(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 or first == second:
            return _moment((found[3], second, first), ())
        if second > 12:
            return _moment((found[3], first, second), ())
    return None


def _moment(day: tuple[str | int, ...], clock: tuple[str | None, ...]) -> datetime | None:
    """Moment of a (year, month, day) and an (hour, minute, second, offset) of which anything may be missing."""
    hour, minute, second, offset = (*clock, None, None, None, None)[:4]
    year, month, number = (int(part) for part in day)
    try:
        zone = _zone(offset)
        moment = datetime(year, month, number, int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return _moment(day, ()) if hour else None


def _zone(offset: str | None) -> timezone:
    """Fixed zone of `+03:00`, `+0300` or `Z`; UTC where nothing is said."""
    if not offset or offset[0] not in "+-":
        return UTC
    digits = offset[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if offset[0] == "-" else shift)
