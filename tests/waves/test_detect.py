"""`detect` on series with a known course: what it finds, what it leaves alone, and what it does with bad input."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from tolqyn.model.errors import Invalid
from tolqyn.waves import Known, Options, detect

DAYS = np.arange("2023-01-02", "2024-03-04", dtype="datetime64[D]")


def quiet(seed: int, mean: float, series: int = 1) -> np.ndarray:
    """Poisson counts with a weekend dip."""
    rng = np.random.default_rng(seed)
    week = np.where(np.arange(DAYS.size) % 7 >= 5, 0.6, 1.1)
    return rng.poisson(mean * week, (series, DAYS.size)).astype(float)


def with_wave(counts: np.ndarray, start: int, stop: int, ratio: float, seed: int = 7) -> np.ndarray:
    """The same counts with `ratio` times as many on some days."""
    rng = np.random.default_rng(seed)
    raised = counts.copy()
    raised[..., start:stop] += rng.poisson((ratio - 1) * counts.mean(), raised[..., start:stop].shape)
    return raised


def test_a_planted_wave_is_found_with_its_days() -> None:
    counts = with_wave(quiet(1, 5.0), 300, 314, 4.0)[0]
    (wave,) = detect(counts, 100.0, DAYS).waves
    assert abs((wave.onset - DAYS[300].item()).days) <= 2
    assert wave.end is not None and abs((wave.end - DAYS[313].item()).days) <= 3
    assert wave.onset_interval[0] <= wave.onset <= wave.onset_interval[1]
    assert wave.status == "over" and wave.tier == "alarm" and not wave.immature and not wave.new_normal
    assert 2.5 < wave.strength < 6 and wave.strength_interval[0] < wave.strength < wave.strength_interval[1]
    assert wave.excess == pytest.approx(wave.observed - wave.expected)


def test_quiet_series_keep_the_promise() -> None:
    found = detect(np.vstack([quiet(s, m, 25) for s, m in ((2, 0.1), (3, 1.0), (4, 8.0), (5, 60.0))]), 100.0, DAYS)
    assert found.monitored.series == 100
    assert found.monitored.expected_false_alarms == pytest.approx(found.monitored.series_days / 364)
    assert len(found.waves) <= found.monitored.expected_false_alarms


def test_a_huge_first_day_alarms_at_once_when_many_sources_carry_it() -> None:
    counts = quiet(6, 3.0)[0]
    counts[-2] = 90
    sources = np.minimum(counts, 2)
    sources[-2] = 15
    waves = detect(counts, 100.0, DAYS, known=Known(sources=sources)).waves
    assert [wave.detected_on for wave in waves] == [DAYS[-2].item()]
    assert waves[0].onset == DAYS[-2].item()


def test_one_day_of_one_source_alone_does_not_alarm() -> None:
    counts = quiet(6, 3.0)[0]
    counts[-20] = 40
    assert not detect(counts, 100.0, DAYS).alarm.any()


def test_exposure_explains_more_documents() -> None:
    rng = np.random.default_rng(8)
    exposure = np.where(np.arange(DAYS.size) > 300, 400.0, 100.0)
    assert detect(rng.poisson(0.05 * exposure), exposure, DAYS).waves == ()


def test_days_without_exposure_carry_no_evidence() -> None:
    counts = with_wave(quiet(1, 5.0), 300, 314, 4.0)[0]
    exposure = np.full(DAYS.size, 100.0)
    exposure[200:230] = 0.0
    exposure[250] = np.nan
    found = detect(counts, exposure, DAYS)
    assert np.isnan(found.expected[200:230]).all() and np.isnan(found.e_value[250])
    assert not found.notice[200:230].any()
    assert len(found.waves) == 1


def test_a_level_that_stays_is_a_new_normal() -> None:
    counts = with_wave(quiet(1, 5.0), 250, DAYS.size, 3.0)[0]
    waves = detect(counts, 100.0, DAYS).waves
    assert waves[0].new_normal and waves[0].end is not None
    assert len(waves) == 1


def test_four_weeks_are_needed_and_young_series_are_marked() -> None:
    short = DAYS[:45]
    counts = np.full(45, 2.0)
    counts[20] = 60
    counts[-5:] = 25
    found = detect(counts, 50.0, short)
    assert not found.notice[:28].any() and np.isnan(found.expected[:27]).all()
    assert [wave.immature for wave in found.waves] == [True]


def test_nothing_looks_ahead() -> None:
    counts = with_wave(quiet(9, 4.0, 3), 330, 345, 4.0)
    whole = detect(counts, 100.0, DAYS)
    for cut in (200, 333, 338, 360):
        part = detect(counts[:, :cut], 100.0, DAYS[:cut])
        for name in ("expected", "upperbound", "e_value", "notice", "alarm"):
            np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[:, :cut])


def test_two_runs_are_equal() -> None:
    counts = with_wave(quiet(1, 5.0), 300, 314, 4.0)
    one, two = (detect(counts, 100.0, DAYS) for _ in range(2))
    assert one.waves == two.waves
    np.testing.assert_array_equal(one.e_value, two.e_value)


def test_every_array_library_gives_the_same() -> None:
    counts = with_wave(quiet(1, 5.0, 2), 300, 314, 4.0)
    dates = [day.item() for day in DAYS]
    plain = detect(counts, 100.0, DAYS).waves
    frame = pd.DataFrame({"Грузия": counts[0], "Қазақстан": counts[1]}, index=pd.to_datetime(dates))
    assert detect(frame, 100.0, frame.index).waves == plain
    assert detect(pl.DataFrame({"a": counts[0], "b": counts[1]}), 100.0, pl.Series(dates)).waves == plain
    assert detect(pa.table({"a": counts[0], "b": counts[1]}), 100.0, dates).waves == plain
    assert detect(pa.array(counts[0]), 100.0, pa.array(dates)).waves == detect(counts[0], 100.0, dates).waves
    assert detect(pl.Series(counts[0]), np.full(DAYS.size, 100.0), dates).expected.shape == (DAYS.size,)


def test_weekly_counts_work_alike() -> None:
    rng = np.random.default_rng(3)
    weeks = np.arange("2018-01-01", "2024-01-01", 7, dtype="datetime64[D]")
    counts = rng.poisson(20, weeks.size)
    counts[250:256] = 55
    wave = detect(counts, 1.0, weeks).waves[-1]
    assert wave.onset == weeks[250].item() and wave.tier == "alarm"
    assert abs((wave.end - weeks[255].item()).days) <= 7


def test_holidays_are_learnt() -> None:
    flags = np.zeros(DAYS.size)
    flags[::17] = 1
    rng = np.random.default_rng(11)
    counts = rng.poisson(np.where(flags > 0, 4.0, 12.0))
    found = detect(counts, 100.0, DAYS, known=Known(holidays=flags))
    late = np.arange(DAYS.size) > 300
    assert found.expected[late & (flags > 0)].mean() < 0.6 * found.expected[late & (flags == 0)].mean()


@pytest.mark.parametrize(
    ("observed", "exposure", "days", "what"),
    [
        ([1, 2, 3], 1.0, DAYS[:2], "3 counts a series, but 2 days"),
        ([1, -2], 1.0, DAYS[:2], "negative"),
        ([1, 2], 1.0, DAYS[[1, 0]], "do not rise"),
        ([1, 2], [1.0, 2.0, 3.0], DAYS[:2], "does not fit"),
    ],
)
def test_bad_input_names_the_remedy(observed: list[float], exposure: object, days: np.ndarray, what: str) -> None:
    with pytest.raises(Invalid, match=what) as caught:
        detect(observed, exposure, days)
    assert caught.value.remedy


def test_patience_is_a_dial() -> None:
    counts = np.vstack([quiet(21, 2.0, 60)])
    patient = detect(counts, 100.0, DAYS, options=Options(patience_days=20 * 364.0))
    eager = detect(counts, 100.0, DAYS, options=replace(Options(), patience_days=30.0))
    assert len(patient.waves) <= len(eager.waves)
    assert eager.monitored.expected_false_alarms > patient.monitored.expected_false_alarms


def test_nothing_but_zeros_is_no_wave() -> None:
    found = detect(np.zeros((3, DAYS.size)), 100.0, DAYS)
    assert found.waves == () and np.nanmax(found.expected) < 0.5


def test_dates_are_plain_dates() -> None:
    counts = with_wave(quiet(1, 5.0), 300, 314, 4.0)[0]
    wave = detect(counts, 100.0, [day.item() for day in DAYS]).waves[0]
    assert type(wave.onset) is date and type(wave.detected_on) is date


def test_waves_of_one_series_do_not_overlap() -> None:
    counts = with_wave(with_wave(quiet(1, 5.0), 250, 262, 4.0), 272, 280, 5.0)[0]
    waves = detect(counts, 100.0, DAYS).waves
    assert len(waves) == 2
    assert waves[0].end is not None and waves[0].end < waves[1].onset
