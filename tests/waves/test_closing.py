"""How a wave ends: quiet weeks, an absent press, a level that outlasts its own history."""

import numpy as np

from tolqyn.waves import Known, detect

DAYS = np.arange("2021-01-04", "2023-01-02", dtype="datetime64[D]")


def rare(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).poisson(0.1, DAYS.size).astype(float)


def test_a_rare_target_falls_back_to_its_level_within_weeks() -> None:
    counts = np.stack([rare(seed) for seed in range(6)])
    counts[:, 500:505] += [3, 5, 4, 3, 2]
    found = detect(counts, 100.0, DAYS, known=Known(sources=np.minimum(counts, 3)))
    planted = [wave for wave in found.waves if abs((np.datetime64(wave.onset) - DAYS[500]).astype(int)) <= 3]
    assert {wave.series for wave in planted} == set(range(6))
    for wave in planted:
        assert wave.end is not None
        assert abs((np.datetime64(wave.end) - DAYS[504]).astype(int)) <= 7


def test_days_without_the_press_do_not_end_a_wave() -> None:
    rng = np.random.default_rng(2)
    exposure = np.full(DAYS.size, 100.0)
    exposure[510:520] = 35.0
    counts = rng.poisson(0.03 * exposure).astype(float)
    counts[500:540] = rng.poisson(0.12 * exposure[500:540])
    counts[510:520] = rng.poisson(1.0, 10)
    (wave,) = [one for one in detect(counts, exposure, DAYS).waves if one.onset >= DAYS[495].item()]
    assert wave.end is not None
    assert abs((np.datetime64(wave.end) - DAYS[539]).astype(int)) <= 3


def test_a_rise_that_outlasts_the_exposure_before_it_becomes_the_level() -> None:
    rng = np.random.default_rng(3)
    exposure = np.where(np.arange(DAYS.size) < 300, 2.0, 100.0)
    counts = rng.poisson(np.where(np.arange(DAYS.size) < 300, 0.002, 0.01) * exposure).astype(float)
    found = detect(counts, exposure, DAYS).waves
    assert found
    assert all(wave.end is not None for wave in found)
    assert any(wave.new_normal for wave in found)
