"""Sources that join or fall silent change the exposure, and make no wave and no lull."""

import numpy as np
import pytest

from tolqyn.model.errors import Invalid
from tolqyn.waves import detect, effective_exposure, source_shares

DAYS = np.arange("2023-01-02", "2023-10-30", dtype="datetime64[D]")
SHARES = np.array([0.002, 0.01, 0.05, 0.005])
SIZES = np.array([120.0, 60.0, 40.0, 200.0])


def press(seed: int, watched: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    output = rng.poisson(SIZES * watched)
    return output.astype(float), rng.binomial(output, SHARES).astype(float)


def test_shares_are_recovered() -> None:
    output, topic = press(1, np.ones((DAYS.size, 4)))
    np.testing.assert_allclose(source_shares(output, topic), SHARES, rtol=0.35)


@pytest.mark.parametrize("column", [0, 1, 2, 3])
@pytest.mark.parametrize("silent", ["first", "last", "middle"])
def test_a_source_that_joins_or_leaves_is_no_wave(column: int, silent: str) -> None:
    watched = np.ones((DAYS.size, 4))
    spans = {"first": slice(0, 200), "last": slice(200, None), "middle": slice(150, 200)}
    watched[spans[silent], column] = 0
    output, topic = press(2, watched)
    output[watched == 0] = np.nan
    found = detect(topic.sum(axis=1), effective_exposure(output, topic), DAYS)
    changes = [day for day in (spans[silent].start, spans[silent].stop) if day]
    near = [w for w in found.waves for day in changes if 0 <= (w.detected_on - DAYS[day].item()).days <= 30]
    assert near == []


def test_a_source_that_joins_amid_a_wave_does_not_hide_it() -> None:
    watched = np.ones((DAYS.size, 4))
    watched[:250, 1] = 0
    output, topic = press(3, watched)
    topic[245:265] += np.random.default_rng(4).binomial(np.nan_to_num(output[245:265]).astype(int), 3 * SHARES)
    found = detect(topic.sum(axis=1), effective_exposure(output, topic), DAYS)
    assert [abs((wave.onset - DAYS[245].item()).days) <= 2 for wave in found.waves] == [True]


def test_shapes_must_agree() -> None:
    with pytest.raises(Invalid, match="shape"):
        effective_exposure(np.ones((3, 2)), np.ones((3, 1)))
