"""Words of a message look for themselves in a passage, whatever the language."""

import pytest

from tolqyn.annotate.encoder import Centring, Encoder
from tolqyn.annotate.narratives.words import Words, cover, words_of


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def words(encoder: Encoder, text: str, language: str) -> Words:
    return words_of(text, language, encoder, Centring.shipped())


def test_a_text_covers_itself_whole(encoder: Encoder) -> None:
    own = words(encoder, "Запад готовит переворот", "ru")
    assert cover(own, own).whole == pytest.approx(1, abs=1e-5)
    assert cover(own, own).least == pytest.approx(1, abs=1e-5)


def test_a_translation_covers_more_than_the_same_matter(encoder: Encoder) -> None:
    message = words(encoder, "Запад готовит государственный переворот", "ru")
    same = cover(message, words(encoder, "Батыс мемлекеттік төңкеріс дайындап жатыр", "kk"))
    other = cover(message, words(encoder, "Көшеде мыңдаған адам наразылық білдірді", "kk"))
    assert same.whole > other.whole
    assert same.least > other.least


def test_a_part_that_is_missing_shows_in_the_least(encoder: Encoder) -> None:
    message = words(encoder, "США разрабатывают биологическое оружие", "ru")
    whole = cover(message, words(encoder, "США создают биологическое оружие", "ru"))
    part = cover(message, words(encoder, "США проводят выборы президента", "ru"))
    assert whole.least > part.least + 0.1


def test_nothing_covers_nothing(encoder: Encoder) -> None:
    assert cover(words(encoder, "Запад", "ru"), words(encoder, "", "ru")).whole == 0
    assert cover(words(encoder, "…", "ru"), words(encoder, "Запад", "ru")).least == 0


def test_words_that_are_left_out_do_not_count(encoder: Encoder) -> None:
    left = words_of("Запад бросит страну", "ru", encoder, Centring.shipped(), {"страну"})
    assert len(left.rarities) == 2
