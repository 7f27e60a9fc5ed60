"""The daily step: the same answers as one pass, from a state that can be put away and fetched again."""

import io

import numpy as np
import pytest

from tolqyn.model.errors import Invalid
from tolqyn.waves import Options, State, detect, replay, start, step

DAYS = np.arange("2023-01-02", "2023-07-31", dtype="datetime64[D]")


def panel() -> np.ndarray:
    rng = np.random.default_rng(5)
    counts = rng.poisson(4.0, (3, DAYS.size)).astype(float)
    counts[1, 150:165] += rng.poisson(12, 15)
    return counts


def test_days_one_by_one_equal_all_at_once() -> None:
    counts = panel()
    whole = detect(counts, 100.0, DAYS)
    state = start(3, DAYS[0].item())
    evidence, alarms = [], []
    for i in range(DAYS.size):
        found, state = step(state, counts[:, i : i + 1], 100.0, DAYS[i : i + 1])
        evidence.append(found.e_value[:, 0])
        alarms.append(found.alarm[:, 0])
    np.testing.assert_array_equal(np.array(evidence).T, whole.e_value)
    np.testing.assert_array_equal(np.array(alarms).T, whole.alarm)


def test_a_wave_keeps_its_identity_from_day_to_day() -> None:
    counts = panel()
    known = set()
    last = ()
    for _, found in replay(counts, 100.0, DAYS):
        known |= {(wave.series, wave.detected_on) for wave in found.waves}
        last = found.waves or last
    whole = detect(counts, 100.0, DAYS).waves
    assert known == {(wave.series, wave.detected_on) for wave in whole}
    assert last[0] == whole[-1]


def test_replay_sees_no_future() -> None:
    counts = panel()
    changed = counts.copy()
    changed[:, 158:] = 0
    one = [found for _, found in replay(counts, 100.0, DAYS)][:158]
    two = [found for _, found in replay(changed, 100.0, DAYS)][:158]
    assert [found.waves for found in one] == [found.waves for found in two]


def test_the_state_survives_saving() -> None:
    counts = panel()
    _, state = step(start(3, DAYS[0].item()), counts[:, :155], 100.0, DAYS[:155])
    kept = io.BytesIO()
    np.savez(kept, **state.to_arrays())
    kept.seek(0)
    again = State.from_arrays(dict(np.load(kept)))
    one, _ = step(state, counts[:, 155:], 100.0, DAYS[155:])
    two, _ = step(again, counts[:, 155:], 100.0, DAYS[155:])
    assert one.waves == two.waves and len(one.waves) == 1


def test_a_gap_or_a_wrong_panel_is_refused() -> None:
    state = start(3, DAYS[0].item())
    with pytest.raises(Invalid, match="expects 2023-01-02"):
        step(state, np.ones((3, 1)), 1.0, DAYS[4:5])
    with pytest.raises(Invalid, match="watches 3 series"):
        step(state, np.ones((2, 1)), 1.0, DAYS[:1])
    with pytest.raises(Invalid, match="lacks"):
        State.from_arrays({"mean": np.zeros(1)})


def test_options_travel() -> None:
    counts = panel()
    state = start(3, DAYS[0].item(), options=Options(effects=(2.0, 4.0)))
    found, state = step(state, counts, 100.0, DAYS, options=Options(effects=(2.0, 4.0)))
    assert state.effects.shape[1] == 2 and found.monitored.series == 3
