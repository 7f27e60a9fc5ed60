"""The benchmark's score, on cases that can be counted by hand."""

import pytest

from evaluation.extraction.shingles import score, shingles


def test_runs_of_four() -> None:
    assert sum(shingles("бір екі үш төрт бес").values()) == 2
    assert list(shingles("бір екі")) == [("бір", "екі")]
    assert not shingles(" … ")


def test_precision_counts_what_was_found_and_recall_what_is_true() -> None:
    found = score([("а б в г д", "а б в г"), ("е ж з и", ""), ("", "лишнее")])
    assert found.precision == pytest.approx((1 + 0) / 2)
    assert found.recall == pytest.approx((0.5 + 0) / 2)
    assert found.f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)


def test_repetition_counts() -> None:
    found = score([("а б в г", "а б в г а б в г")])
    assert found.precision == pytest.approx(1 / 5)
    assert found.recall == 1.0
