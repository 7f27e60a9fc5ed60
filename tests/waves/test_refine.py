"""Refined days and states of a wave, and the pieces of the distribution that everything rests on."""

import numpy as np
from scipy.stats import nbinom

from tolqyn.waves import gather
from tolqyn.waves.layout import Spread
from tolqyn.waves.negbin import log_kernel, log_pmf, upper_quantile, upper_tail
from tolqyn.waves.refine import refine
from tolqyn.waves.writing import _status

CALM = Spread(0.02, 0.5, 0.02, 0.1)
EXACT = np.zeros((2, 40))


def test_a_clear_step_is_placed_to_the_day() -> None:
    base = np.full(40, 6.0)
    counts = np.where((np.arange(40) >= 15) & (np.arange(40) < 28), 30.0, 6.0)
    low, onset, high, end_low, end, end_high, over = refine(counts, base, EXACT, CALM, 0.01, 1)
    assert (low, onset, high) == (15, 15, 15)
    assert end_low <= end <= end_high and abs(end - 27) <= 1 and over > 0.9


def test_a_faint_step_has_a_wide_interval() -> None:
    rng = np.random.default_rng(3)
    base = np.full(40, 1.0)
    counts = rng.poisson(np.where(np.arange(40) >= 15, 2.0, 1.0)).astype(float)
    low, onset, high, *_ = refine(counts, base, EXACT, CALM, 0.01, 1)
    assert high - low >= 4 and low <= onset <= high


def test_days_without_evidence_say_nothing() -> None:
    base = np.full(40, 6.0)
    counts = np.where(np.arange(40) >= 20, 30.0, 6.0)
    base[15:20] = 0.0
    low, _, high, *_ = refine(counts, base, EXACT, CALM, 0.01, 1)
    assert low >= 14 and high == 20 and low < 20


def test_the_same_seed_draws_the_same() -> None:
    counts = np.random.default_rng(1).poisson(4.0, 40).astype(float)
    one, two = (refine(counts, np.full(40, 2.0), EXACT, CALM, 0.01, 5) for _ in range(2))
    np.testing.assert_array_equal(one, two)


def test_a_rise_that_did_not_hold_is_retracted() -> None:
    assert [_status(True, 9, 1.4), _status(True, 9, 0.9)] == ["over", "retracted"]
    assert [_status(False, 0, 0.9), _status(False, 5, 2.0)] == ["rising", "on"]


def test_the_negative_binomial_agrees_with_scipy() -> None:
    for mean, size in ((0.05, 0.3), (3.0, 2.0), (40.0, 15.0), (350.0, 60.0)):
        p = size / (size + mean)
        for count in (0.0, 1.0, 5.0, 23.0, 80.0):
            assert np.isclose(log_pmf(count, mean, size), nbinom.logpmf(count, size, p), atol=1e-8)
            assert np.isclose(upper_tail(count, mean, size), nbinom.sf(count - 1, size, p), rtol=1e-6, atol=1e-13)
        assert upper_quantile(1 / 364, mean, size) == nbinom.isf(1 / 364, size, p)
    gap = log_kernel(7.0, 3.0, 2.0) - log_kernel(7.0, 5.0, 2.0)
    assert np.isclose(gap, log_pmf(7.0, 3.0, 2.0) - log_pmf(7.0, 5.0, 2.0))


def test_large_means_use_an_expansion_that_is_near() -> None:
    mean, size = 2500.0, 80.0
    p = size / (size + mean)
    assert abs(upper_quantile(1 / 364, mean, size) / nbinom.isf(1 / 364, size, p) - 1) < 0.01
    assert abs(np.log(upper_tail(3200.0, mean, size) / nbinom.sf(3199, size, p))) < 0.4


def test_gathered_tails_ignore_missing_steps() -> None:
    tails = np.array([[0.5, np.nan, 0.02, 0.02]])
    np.testing.assert_allclose(gather(tails, 2)[0], [0.0, 0.0, 1.452, 2.904], atol=0.002)
