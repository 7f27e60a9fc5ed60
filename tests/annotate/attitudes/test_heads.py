"""The sums of the heads, against the same ones written out."""

import numpy as np
import pytest

from tolqyn.annotate.attitudes.calibration import calibrated, capped, told
from tolqyn.annotate.attitudes.heads import aimed_at, attitude, judge
from tolqyn.annotate.attitudes.modelfile import Model, Settings, pack, unpack
from tolqyn.model.errors import Invalid

SETTINGS = Settings(6, 10, 12, 1.0, (0.0, 0.0, 0.0), (0.3, 0.3), ("ru",), ("ru", "kk"), 0.6, 0.5, 0.6, 0.15, 0.5, 0.2)
SIZES = {
    "query": (8, 8),
    "key": (8, 8),
    "value": (8, 8),
    "token": (8, 8),
    "aim": (8, 8),
    "pair": (9, 8),
    "attitude": (3, 32),
    "pooled": (4, 32),
    "targets": (3, 8),
}


def heads(seed: int = 1) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)
    found = {}
    for name, size in SIZES.items():
        found[f"{name}.w"] = chance.normal(size=size).astype(np.float32)
        found[f"{name}.b"] = chance.normal(size=size[:1]).astype(np.float32)
    return found


STATES = np.random.default_rng(2).normal(size=(7, 8)).astype(np.float32)


def test_chances_sum_to_one_for_each_question() -> None:
    (judged,) = judge(heads(), STATES, [(2, 3)])
    assert judged.attitude.sum() == pytest.approx(1, abs=1e-5)
    for one in (judged.holder, judged.expression, judged.related, aimed_at(heads(), STATES)):
        assert one.shape == (7, 3)
        assert one.sum(axis=1) == pytest.approx(np.ones(7), abs=1e-5)
    assert ((judged.pooled > 0) & (judged.pooled < 1)).all()


def test_attention_of_a_target_is_the_softmax_of_its_scaled_products() -> None:
    made, own = heads(), STATES[[1]].mean(axis=0)
    query = made["query.w"] @ own + made["query.b"]
    key, value = STATES @ made["key.w"].T + made["key.b"], STATES @ made["value.w"].T + made["value.b"]
    seen = []
    for part in range(4):
        at = slice(2 * part, 2 * part + 2)
        scores = np.exp(key[:, at] @ query[at] / np.sqrt(2))
        seen.append((scores / scores.sum()) @ value[:, at])
    whole = np.concatenate([own, STATES.mean(axis=0), STATES[0], *seen])
    scores = np.exp(made["attitude.w"] @ whole + made["attitude.b"])
    assert attitude(made, STATES, [1]) == pytest.approx(scores / scores.sum(), rel=1e-4)


def test_targets_of_one_sentence_do_not_touch_each_other() -> None:
    alone, together = judge(heads(), STATES, [(4,)]), judge(heads(), STATES, [(1, 2), (4,)])
    assert (alone[0].attitude == together[1].attitude).all()
    assert judge(heads(), STATES, []) == []


def test_told_takes_the_polarity_that_is_surer_for_its_threshold() -> None:
    assert told((0.29, 0.5, 0.21), SETTINGS) == 0
    assert told((0.31, 0.5, 0.19), SETTINGS) == -1
    assert told((0.31, 0.29, 0.4), SETTINGS) == 1


def test_calibration_keeps_a_distribution_and_survives_zero() -> None:
    assert sum(calibrated((0.0, 1.0, 0.0), SETTINGS)) == pytest.approx(1)
    assert calibrated((0.2, 0.5, 0.3), SETTINGS) == pytest.approx((0.2, 0.5, 0.3))


def test_a_language_that_was_not_trained_on_has_a_ceiling() -> None:
    assert capped(0.9, "ru", SETTINGS) == 0.9
    assert capped(0.9, "kk", SETTINGS) == 0.6
    assert capped(0.3, None, SETTINGS) == 0.3


def test_a_model_survives_its_file_and_one_model_has_one_file() -> None:
    model = Model({"l6.q.A": STATES}, {"mark": STATES[0]}, heads(), {}, SETTINGS)
    packed = pack(model)
    assert packed == pack(model)
    back = unpack(packed)
    assert back.settings == SETTINGS
    assert back.open["l6.q.A"] == pytest.approx(STATES, abs=2e-3)
    assert pack(back) == packed


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04", b"\x00" * 200])
def test_bytes_that_are_no_model_name_the_remedy(damaged: bytes) -> None:
    with pytest.raises(Invalid, match=r"training\.attitudes"):
        unpack(damaged)
