"""Means grow as if computed at once, have a version from their content, and bring languages together."""

import numpy as np
import pytest

from tolqyn.annotate.encoder import Centring, Encoder
from tolqyn.model.errors import Invalid

DRAW = np.random.default_rng(3)
ROWS = DRAW.normal(size=(60, 8)).astype(np.float32)
LANGUAGES = ["kk"] * 30 + ["ru"] * 25 + [None] * 5


def test_growing_is_the_same_as_counting_at_once() -> None:
    at_once = Centring.of(ROWS, LANGUAGES, "m/1")
    grown = Centring.of(ROWS[:20], LANGUAGES[:20], "m/1").grown(ROWS[20:], LANGUAGES[20:])
    assert grown.counts == at_once.counts == {"kk": 30, "ru": 25}
    for language in ("kk", "ru"):
        assert np.allclose(grown.means[language], at_once.means[language], atol=1e-6)


def test_centred_rows_of_a_language_are_unit_and_lean_nowhere() -> None:
    shifted = ROWS + np.float32(50)
    centred = Centring.of(shifted, LANGUAGES, "m/1").centred(shifted[:30], LANGUAGES[:30])
    assert np.allclose(np.linalg.norm(centred, axis=1), 1, atol=1e-5)
    assert np.abs(centred.mean(axis=0)).max() < 0.3


def test_unknown_and_rare_languages_take_the_mean_of_all() -> None:
    centring = Centring.of(ROWS, LANGUAGES, "m/1")
    both = (centring.means["kk"] + centring.means["ru"]) / 2
    assert np.allclose(centring.mean(None), both, atol=1e-6)
    assert np.allclose(centring.mean("zu"), both, atol=1e-6)
    assert np.array_equal(centring.mean("kk-Cyrl"), centring.means["kk"])


def test_the_version_is_the_content() -> None:
    one, other = Centring.of(ROWS, LANGUAGES, "m/1"), Centring.of(ROWS, LANGUAGES, "m/1")
    assert one.version == other.version == Centring.from_json(one.as_json()).version
    assert one.version != Centring.of(ROWS[:50], LANGUAGES[:50], "m/1").version


def test_models_do_not_mix() -> None:
    with pytest.raises(Invalid, match="cannot be centred"):
        Centring.of(ROWS, LANGUAGES, "m/1").joined(Centring.of(ROWS, LANGUAGES, "m/2"))


def test_what_ships_covers_ten_languages_and_tells_stories_apart_across_two() -> None:
    shipped = Centring.shipped()
    assert set(shipped.means) == {"be", "bg", "en", "kk", "ky", "ru", "tr", "uk", "uz", "zh"}
    texts = ["Астанада қар жауды, жолдар жабылды.", "В Астане выпал снег, дороги закрыты.", "Суд вынес приговор."]
    kazakh, same, other = shipped.centred(Encoder.load().encode(texts), ["kk", "ru", "ru"])
    assert kazakh @ same > 0.5 > kazakh @ other


def test_nothing_is_centred_to_nothing() -> None:
    assert Centring.shipped().centred(np.empty((0, 384), np.float32), []).shape == (0, 384)
