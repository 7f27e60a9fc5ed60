"""Again, and beside others: waves of a press set against earlier ones, like targets, and other presses."""

import numpy as np
import pytest
from pipeline.panels import panel, topic

from tolqyn.pipeline.comparing import Told, controls, recurrences
from tolqyn.pipeline.detecting import _waves
from tolqyn.pipeline.measuring import detect_panel
from tolqyn.pipeline.series import Panel, Topic


def told(one: Panel) -> list[Told]:
    return _waves(one, detect_panel(one), [])


def like(target: str, seed: int) -> Topic:
    return topic(target, 0.6, seed)


def test_like_targets_that_did_not_rise_leave_the_rise_standing() -> None:
    one = panel(topic("GE", 0.6, 1, (200, 215, 6.0)), *(like(target, 10 + at) for at, target in enumerate("ABCDE")))
    wave = next(found for found in told(one) if found.wave.target == "GE")
    (answer,) = controls([wave], [one])
    assert (answer.kind, answer.controls) == ("targets", 5)
    assert answer.beyond > 3.0
    assert answer.chance == pytest.approx(1 / 6)


def test_targets_that_rise_together_do_not_rise_beyond_each_other() -> None:
    together = [
        topic(target, 0.6, 20 + at, (200, 215, 6.0)) for at, target in enumerate(("GE", "AM", "AZ", "TR", "IR"))
    ]
    one = panel(*together)
    wave = next(found for found in told(one) if found.wave.target == "GE")
    (answer,) = controls([wave], [one])
    assert answer.beyond == pytest.approx(1.0, abs=0.4)


def test_other_presses_count_only_where_no_source_is_shared() -> None:
    rising = panel(topic("GE", 0.6, 1, (200, 215, 6.0)), press="kz")
    same_sources = panel(topic("GE", 0.6, 2), press="all")
    elsewhere = panel(topic("GE", 0.6, 3), press="ge", sources=("a", "b", "c", "d"))
    (wave,) = told(rising)
    (answer,) = controls([wave], [rising, same_sources, elsewhere])
    assert (answer.kind, answer.controls, answer.chance) == ("presses", 1, None)
    assert answer.rise > 3.0 * answer.usual_rise


def sources_only(target: str, source: int, days: tuple[int, int], seed: int) -> Topic:
    """A topic told of by everybody a little, and by one source much more for some days."""
    counts = topic(target, 0.3, seed).originals
    counts[days[0] : days[1], source] += 6
    return Topic(target, counts, counts)


def test_again_is_said_of_a_wave_that_is_like_an_earlier_one_and_unlike_all_others() -> None:
    rng = np.random.default_rng(4)
    counts = sources_only("GE", 0, (100, 108), 5).originals
    counts[200:208, 0] += 6
    foreign = []
    for at in range(30):
        begin = int(rng.integers(90, 200))
        foreign.append(sources_only(f"x{at}", 1 + at % 3, (begin, begin + 9), 40 + at))
    one = panel(Topic("GE", counts, counts), *foreign)
    found = told(one)
    answers = [
        row for row in recurrences(found) if row.wave_id in {w.wave.wave_id for w in found if w.wave.target == "GE"}
    ]
    assert [row.claimed for row in answers] == [True]
    assert answers[0].days_between == pytest.approx(100, abs=2)
    assert answers[0].chance <= answers[0].adjusted <= 0.05


def test_too_few_other_waves_claim_nothing() -> None:
    counts = sources_only("GE", 0, (100, 108), 5).originals
    counts[200:208, 0] += 6
    found = told(panel(Topic("GE", counts, counts), sources_only("AM", 1, (150, 158), 6)))
    answers = list(recurrences(found))
    assert answers
    assert not any(row.claimed for row in answers)
