"""How a figure is written out: counts, expectations, shares, days, moments and spans of time."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from tolqyn.brief.parts import Scalar

MINUTE, HOUR, DAY = 60, 3600, 86400


def count(locale: Locale, value: Scalar) -> str:
    """A count with its thousands apart; a text as it is."""
    return value if isinstance(value, str) else str(format_decimal(value, "#,##0", locale=locale))


def about(locale: Locale, value: Scalar) -> str:
    """An expectation: whole from 10 up, one decimal below.

    >>> about(Locale("uk"), 18.4), about(Locale("en"), 2.42), about(Locale("en"), 3.0)
    ('18', '2.4', '3')
    """
    return str(format_decimal(value, "#,##0" if _number(value) >= 9.95 else "0.#", locale=locale))


def times(locale: Locale, value: Scalar) -> str:
    """A ratio: one decimal below 20."""
    return str(format_decimal(value, "#,##0" if _number(value) >= 19.95 else "0.#", locale=locale))


def small(locale: Locale, value: Scalar) -> str:
    """A figure below one, with two decimals."""
    return str(format_decimal(value, "0.##", locale=locale))


def percent(locale: Locale, value: Scalar) -> str:
    """A share in percent: whole from 1 % up, below it as many decimals as tell it from nothing.

    >>> percent(Locale("kk"), 0.31), percent(Locale("en"), 0.004), percent(Locale("en"), 0.00002)
    ('31\\xa0%', '0.4\\xa0%', '0.002\\xa0%')
    """
    hundred = _number(value) * 100
    pattern = (
        "0"
        if hundred >= 0.95 or hundred == 0
        else next((p for p in ("0.#", "0.##", "0.###", "0.####") if round(hundred, len(p) - 2) > 0), "0.######")
    )
    return f"{format_decimal(hundred, pattern, locale=locale)}\u00a0%"


def long_date(locale: Locale, value: Scalar) -> str:
    """A day as prose has it."""
    return str(format_date(date.fromisoformat(str(value)[:10]), "d MMMM y", locale=locale))


def short_date(locale: Locale, value: Scalar) -> str:
    """A day as an axis has it."""
    return str(format_date(date.fromisoformat(str(value)[:10]), "d MMM", locale=locale))


def interval(locale: Locale, first: Scalar, last: Scalar, pattern: str) -> str:
    """Two days with what they share said once; `pattern` joins them.

    >>> interval(Locale("en"), "2024-11-27", "2024-11-29", "{first} to {last}")
    '27 to 29 November 2024'
    """
    one, other = date.fromisoformat(str(first)), date.fromisoformat(str(last))
    same_year, same_month = one.year == other.year, one.month == other.month
    short = "d" if same_year and same_month else "d MMMM" if same_year else "d MMMM y"
    return pattern.format(first=format_date(one, short, locale=locale), last=long_date(locale, last))


def moment(locale: Locale, value: Scalar) -> str:
    """A moment as prose has it."""
    return f"{long_date(locale, value)}, {_utc(value):%H:%M}"


def stamp(_: Locale, value: Scalar) -> str:
    """A moment as tables have it, the same in every language."""
    return f"{_utc(value):%Y-%m-%d %H:%M}"


def lag(locale: Locale, value: Scalar) -> str:
    """A span of seconds in its two largest units.

    >>> lag(Locale("uk"), 8070.0), lag(Locale("en"), 12.0)
    ('2\\xa0h 14\\xa0min', '12\\xa0s')
    """
    seconds = round(abs(_number(value)))
    if seconds < MINUTE:
        return f"{seconds}\u00a0s"
    if seconds < HOUR:
        return f"{seconds // MINUTE}\u00a0min"
    if seconds < DAY:
        return f"{seconds // HOUR}\u00a0h {seconds % HOUR // MINUTE}\u00a0min"
    return f"{count(locale, seconds // DAY)}\u00a0d {seconds % DAY // HOUR}\u00a0h"


def form_of_plural(locale: Locale, value: Scalar, forms: str) -> str:
    """The form of a word that goes with a number, by the language's own rules, in CLDR's order of categories.

    `rounded:` before the forms counts what `about` shows rather than the figure itself.

    >>> form_of_plural(Locale("en"), 1, "source|sources"), form_of_plural(Locale("en"), 0.96, "rounded:was|were")
    ('source', 'was')
    """
    number = _number(value)
    if forms.startswith("rounded:"):
        forms, number = forms.removeprefix("rounded:"), round(number, 1 if number < 9.95 else 0)
    order = [
        tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in {*locale.plural_form.tags, "other"}
    ]
    return forms.split("|")[min(order.index(locale.plural_form(number)), forms.count("|"))]


def _number(value: Scalar) -> float:
    if isinstance(value, str) or value is None:
        raise TypeError(f"not a number: {value!r}")
    return float(value)


def _utc(value: Scalar) -> datetime:
    return datetime.fromisoformat(str(value)).astimezone(UTC)


FORMS: dict[str, Callable[[Locale, Scalar], str]] = {
    "": count,
    "about": about,
    "times": times,
    "small": small,
    "percent": percent,
    "chance": percent,
    "date": long_date,
    "short": short_date,
    "moment": moment,
    "stamp": stamp,
    "lag": lag,
}
