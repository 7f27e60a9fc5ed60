"""Dates as machines and people write them."""

from datetime import UTC, date, datetime

import pytest

from tolqyn.extract.address_date import date_in_address
from tolqyn.extract.dating import Claim, believe
from tolqyn.extract.moments import read_moment, written_moment
from tolqyn.extract.months import month_names


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-11-28T23:40:00+03:00", datetime(2024, 11, 28, 20, 40, tzinfo=UTC)),
        ("2024-11-28T23:40:00.123Z", datetime(2024, 11, 28, 23, 40, tzinfo=UTC)),
        ("2020-02-18T05:46:51+0300", datetime(2020, 2, 18, 2, 46, 51, tzinfo=UTC)),
        ("2020-06-07T15:06Z", datetime(2020, 6, 7, 15, 6, tzinfo=UTC)),
        ("20241128T101500Z", datetime(2024, 11, 28, 10, 15, tzinfo=UTC)),
        ("1732766400", datetime(2024, 11, 28, 4, tzinfo=UTC)),
        ("1732766400000", datetime(2024, 11, 28, 4, tzinfo=UTC)),
        ("Thu, 28 Nov 2024 23:30:00 -0500", datetime(2024, 11, 29, 4, 30, tzinfo=UTC)),
        ("28 ноября 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("28 ноября 2024 года, 19:30", datetime(2024, 11, 28, 19, 30, tzinfo=UTC)),
        ("28 листопада 2024 р. о 09:15", datetime(2024, 11, 28, 9, 15, tzinfo=UTC)),
        ("28 лістапада 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("2024 жылғы 28 қараша", datetime(2024, 11, 28, tzinfo=UTC)),
        ("28 қараша 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("28 Қараша, 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("2024-жылы 28-ноябрь", datetime(2024, 11, 28, tzinfo=UTC)),
        ("28 ноември 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("28 Kasım 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("November 28, 2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("14.05.2025, 20:28", datetime(2025, 5, 14, 20, 28, tzinfo=UTC)),
        ("28/11/2024", datetime(2024, 11, 28, tzinfo=UTC)),
        ("2024/11/28", datetime(2024, 11, 28, tzinfo=UTC)),
        ("05/06/2024", None),
        ("31 лютого 2024", None),
        ("2024-13-45", None),
        ("сегодня в 20:12", None),
        ("заседание 5 созыва 2024", None),
        ("", None),
    ],
)
def test_moments(text: str, moment: datetime | None) -> None:
    assert read_moment(text) == moment


def test_written_date_inside_other_words() -> None:
    assert written_moment("Автор: Анна Лугова | 3 мая 2023 г., 11:05 | 120 просмотров") == datetime(
        2023, 5, 3, 11, 5, tzinfo=UTC
    )


def test_month_names_do_not_contradict() -> None:
    names = month_names()
    assert {names[word] for word in ("января", "січня", "қаңтар", "студзеня", "january", "ocak", "yanvar")} == {1}
    assert all(1 <= number <= 12 for number in names.values())


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://zarya.example/2024/11/28/most", date(2024, 11, 28)),
        ("https://zarya.example/2024/1/2/", date(2024, 1, 2)),
        ("https://zarya.example/news/2024-11-28-most.html", date(2024, 11, 28)),
        ("https://zarya.example/20241128/123.html", date(2024, 11, 28)),
        ("https://zarya.example/28-11-2024/most", date(2024, 11, 28)),
        ("https://zarya.example/2024/nov/28/most", date(2024, 11, 28)),
        ("https://zarya.example/2024/11/most", None),
        ("https://zarya.example/a202411289", None),
        ("https://[зaря/2024/11/28", None),
    ],
)
def test_days_in_addresses(address: str, day: date | None) -> None:
    found = date_in_address(address)
    assert (found.date() if found else None) == day


def test_claims_are_asked_one_by_one() -> None:
    asked: list[str] = []

    def claims():  # type: ignore[no-untyped-def]
        for name in ("meta", "page"):
            asked.append(name)
            yield Claim(datetime(2024, 11, 28, tzinfo=UTC), name)

    believe(claims(), now=datetime(2024, 12, 4, tzinfo=UTC), founded=None)
    assert asked == ["meta"]
