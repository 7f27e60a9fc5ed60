"""Counts that a classifier made: a surge of what it examined is no wave of what it looks for."""

import numpy as np
import pytest

from tolqyn.model.errors import Invalid
from tolqyn.waves import Error, Known, Options, detect, replay, true_share

DAYS = np.arange("2021-01-04", "2023-07-03", dtype="datetime64[D]")
RIGHT = Error(0.8, 0.9)
SURGE = slice(700, 714)


def drawn(seed: int, series: int, hostile: float, surge: float, rise: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Flagged and examined documents: others surge for two weeks, hostile ones rise by `rise` in the same days."""
    rng = np.random.default_rng(seed)
    calm, loud = np.full((series, DAYS.size), 12.0), np.full((series, DAYS.size), hostile)
    calm[:, SURGE] *= surge
    loud[:, SURGE] *= rise
    true, other = rng.poisson(loud), rng.poisson(calm)
    flagged = rng.binomial(true, RIGHT.sensitivity) + rng.binomial(other, 1.0 - RIGHT.specificity)
    return flagged.astype(float), (true + other).astype(float)


def raised(flagged: np.ndarray, known: Known | None) -> int:
    """Series with a wave that is raised during the surge."""
    found = detect(flagged, 100.0, DAYS, known=known).waves
    first, last = DAYS[SURGE][0], DAYS[SURGE][-1] + np.timedelta64(7, "D")
    return len({wave.series for wave in found if first <= np.datetime64(wave.detected_on) <= last})


def test_a_surge_of_what_is_examined_alarms_only_without_the_error() -> None:
    flagged, examined = drawn(1, 20, 1.0, 5.0)
    assert raised(flagged, None) >= 18
    assert raised(flagged, Known(error=RIGHT, examined=examined)) <= 1


def test_a_rise_of_what_is_looked_for_is_found_amid_the_surge() -> None:
    flagged, examined = drawn(2, 20, 2.0, 2.0, 5.0)
    assert raised(flagged, Known(error=RIGHT, examined=examined)) >= 18


def test_a_specificity_measured_on_few_costs_power_and_not_the_promise() -> None:
    rng = np.random.default_rng(3)
    flagged, examined = drawn(3, 20, 1.0, 5.0)
    measured = Error(0.8, rng.binomial(200, 0.9) / 200, checked=200)
    assert raised(flagged, Known(error=measured, examined=examined)) <= 1


def test_an_exact_classifier_changes_nothing() -> None:
    flagged, examined = drawn(4, 2, 2.0, 1.0, 4.0)
    exact = detect(flagged, 100.0, DAYS)
    again = detect(flagged, 100.0, DAYS, known=Known(error=Error(1.0, 1.0), examined=examined))
    assert again.waves == exact.waves
    mixed = detect(flagged, 100.0, DAYS, known=Known(error=[None, RIGHT], examined=examined))
    np.testing.assert_array_equal(mixed.e_value[0], exact.e_value[0])
    assert not np.array_equal(mixed.e_value[1], exact.e_value[1], equal_nan=True)


def test_replay_carries_the_error() -> None:
    flagged, examined = drawn(5, 1, 2.0, 1.0, 5.0)
    known = Known(error=RIGHT, examined=examined)
    whole = detect(flagged, 100.0, DAYS, known=known, options=Options())
    last = [found for _, found in replay(flagged, 100.0, DAYS, known=known)][-1]
    np.testing.assert_allclose(last.e_value[:, 0], whole.e_value[:, -1])


@pytest.mark.parametrize("share", [0.0, 0.1, 0.35, 1.0])
def test_the_share_is_recovered_and_its_interval_holds(share: float) -> None:
    rng = np.random.default_rng(6)
    covered = 0
    for _ in range(300):
        true = rng.binomial(400, share)
        flagged = rng.binomial(true, 0.8) + rng.binomial(400 - true, 0.1)
        measured = Error(rng.binomial(300, 0.8) / 300, rng.binomial(300, 0.9) / 300, checked=300, found=300)
        estimate, low, high = true_share(flagged, 400, measured)
        assert 0.0 <= low <= estimate <= high <= 1.0
        covered += low <= share <= high
    assert covered / 300 >= 0.86


@pytest.mark.parametrize(("sensitivity", "specificity"), [(0.5, 0.5), (0.0, 1.0), (1.2, 0.9), (0.9, -0.1)])
def test_a_classifier_that_says_nothing_is_refused(sensitivity: float, specificity: float) -> None:
    with pytest.raises(Invalid):
        Error(sensitivity, specificity)


def test_what_does_not_fit_is_named() -> None:
    flagged, examined = drawn(7, 2, 1.0, 1.0)
    with pytest.raises(Invalid, match="how many documents were examined"):
        detect(flagged, 100.0, DAYS, known=Known(error=RIGHT))
    with pytest.raises(Invalid, match="do not fit"):
        detect(flagged, 100.0, DAYS, known=Known(error=[RIGHT], examined=examined))
    with pytest.raises(Invalid, match="no document"):
        true_share(0, 0, RIGHT)
