"""Holidays by country: the one module that knows the `holidays` package."""

from typing import Any

import holidays
import numpy as np

from tolqyn.model.errors import Invalid
from tolqyn.waves.intake import adapt_days
from tolqyn.waves.records import Flags


def holiday_mask(country: str, days: Any) -> Flags:
    """Which of the days are public holidays in the country (ISO 3166 alpha-2) of a press.

    >>> holiday_mask("KZ", np.array(["2024-12-15", "2024-12-16"], dtype="datetime64[D]")).tolist()
    [False, True]
    """
    stamps = adapt_days(days).astype("datetime64[D]").tolist()
    try:
        calendar = holidays.country_holidays(country.upper(), years=range(stamps[0].year, stamps[-1].year + 1))
    except NotImplementedError as error:
        raise Invalid(
            f"no holidays are known for {country!r}", "give an ISO 3166 alpha-2 code, or leave it out"
        ) from error
    return np.array([day in calendar for day in stamps], dtype=np.bool_)
