"""Heads, features and hints, on invented text: figures on real text are in evaluation/devices."""

import numpy as np
import pytest

from tolqyn.annotate.devices import DEVICES, GROUPS, HeadDevices
from tolqyn.annotate.devices.annotator import SENTENCES
from tolqyn.annotate.devices.features import FORM, features
from tolqyn.annotate.devices.heads import Heads
from tolqyn.annotate.encoder import MODEL
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Device

TARGETS = TargetAnnotator(countries="listed")
LOADED = (
    "Эти предатели и воры продали страну! Если мы не остановим их сегодня, завтра детей погонят на убой. "
    "Или вы с народом, или вы с врагом. Все знают, что Запад всегда лжёт. Разве можно верить этому шуту?"
)


def hints(text: str, language: str | None = "ru") -> tuple[Device, ...]:
    return HeadDevices().annotate([Marked(bare_text(text, language, TARGETS))])[0]


def test_the_scheme_has_25_devices_in_6_groups() -> None:
    assert (len(DEVICES), len(set(DEVICES)), len(GROUPS)) == (25, 25, 6)


def test_the_shipped_heads_fit_the_scheme_and_the_encoder() -> None:
    heads = Heads.shipped()
    assert heads.weights.shape == (3 * 384 + FORM, len(DEVICES))
    assert heads.model == MODEL
    assert len(heads.as_json()) < 1 << 20


def test_heads_are_the_same_after_a_journey_through_text() -> None:
    text = Heads.shipped().as_json()
    assert Heads.from_json(text).as_json() == text


def test_loaded_words_get_more_hints_than_dry_ones() -> None:
    dry = "Заседание комитета состоится в среду. В повестке три вопроса. Отчёт опубликован на сайте ведомства."
    assert len(hints(LOADED)) > len(hints(dry))


def test_a_hint_stands_on_its_sentence_with_its_chance() -> None:
    heads = Heads.shipped()
    for hint in hints(LOADED):
        assert LOADED[hint.start : hint.stop].endswith((".", "!", "?"))
        assert hint.score >= heads.thresholds[DEVICES.index(hint.device)] - 1e-3


@pytest.mark.parametrize("language", [None, "xx", "de"])
def test_a_language_without_a_mean_gets_no_hints(language: str | None) -> None:
    assert hints(LOADED, language) == ()


def test_a_long_text_is_read_from_its_beginning() -> None:
    text = " ".join(f"Предатели номер {number} снова продали страну!" for number in range(60))
    spans = {hint.start for hint in hints(text)}
    assert len(spans) <= SENTENCES


def test_crumbs_are_not_read() -> None:
    assert hints("Да. Нет! 12:30. 🔥🔥🔥") == ()


def test_features_know_neighbours_and_the_whole() -> None:
    vectors = np.eye(3, 384, dtype=np.float32)
    made = features(vectors, ["Бір?", "Екі!", "Үш 3"], np.zeros(384, np.float32))
    own, near, whole = made[0, :384], made[0, 384:768], made[0, 768:1152]
    assert own[0] == 1
    assert near[:3].tolist() == [0, 0.5, 0.5]
    assert whole[:3] == pytest.approx([1 / 3] * 3)
    assert made[:, 1153].tolist() == [1, 0, 0]


def test_a_sentence_alone_is_its_own_neighbour() -> None:
    made = features(np.eye(1, 384, dtype=np.float32), ["Жалғыз"], np.zeros(384, np.float32))
    assert made[0, 384] == 1
