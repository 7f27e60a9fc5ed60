"""What is said about a wave: who carries it, what stands near, whether it was seen before, and its controls."""

from datetime import date, timedelta

import numpy as np
import pytest

from tolqyn.model.errors import Invalid
from tolqyn.waves import (
    Profile,
    Reach,
    align,
    by_class,
    contrast,
    detect,
    effective_exposure,
    events_from_ics,
    events_from_toml,
    holiday_events,
    holiday_mask,
    loudness,
    resemble,
)
from tolqyn.waves.discovery import discover

DAYS = np.arange("2023-01-02", "2023-10-30", dtype="datetime64[D]")


def press(extra: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    output = rng.poisson(60.0, (DAYS.size, 6)).astype(float)
    topic = rng.poisson(0.6, (DAYS.size, 6)).astype(float)
    topic[240:255] += rng.poisson(extra, (15, 6))
    return output, topic


def test_a_broad_wave_stands_without_its_loudest_source() -> None:
    output, topic = press(np.full(6, 2.0))
    (wave,) = detect(topic.sum(axis=1), effective_exposure(output, topic), DAYS).waves
    answer = loudness(topic, output, DAYS, wave)
    assert answer.effective_sources > 4 and answer.top_share < 0.4 and answer.survives_without_loudest


def test_a_loud_wave_falls_with_its_source() -> None:
    output, topic = press(np.array([0, 0, 0, 12.0, 0, 0]))
    (wave,) = detect(topic.sum(axis=1), effective_exposure(output, topic), DAYS).waves
    answer = loudness(topic, output, DAYS, wave)
    assert answer.top_source == 3 and answer.top_share > 0.9 and answer.effective_sources < 1.3
    assert not answer.survives_without_loudest
    with pytest.raises(Invalid):
        loudness(topic, output[:5], DAYS, wave)


def onsets_on(days: list[date]) -> list[tuple[date, tuple[date, date]]]:
    return [(day, (day, day)) for day in days]


def test_linked_events_stand_out_and_others_do_not() -> None:
    rng = np.random.default_rng(2)
    events = sorted(date(2020, 1, 1) + timedelta(days=int(d)) for d in rng.choice(1400, 30, replace=False))
    linked = onsets_on([day + timedelta(days=1) for day in events[::2]])
    answers = align(
        linked, {"саммит": events, "праздник": [date(2020, 1, 1) + timedelta(days=40 * i) for i in range(35)]}
    )
    by_name = {answer.event_class: answer for answer in answers}
    assert by_name["саммит"].testable and by_name["саммит"].adjusted is not None
    assert by_name["саммит"].adjusted <= 0.01 and len(by_name["саммит"].near) >= 15
    assert all(0 < near.chance <= 1 and 0 <= near.lag_days <= 3 for near in by_name["саммит"].near)
    assert by_name["праздник"].chance is not None and by_name["праздник"].chance > 0.05


def test_a_few_onsets_are_not_testable() -> None:
    events = [date(2024, 1, 1) + timedelta(days=20 * i) for i in range(20)]
    together = onsets_on([date(2024, 3, 1) + timedelta(days=i) for i in range(12)])
    (answer,) = align(together, {"x": events}, reach=Reach(lag_days=2))
    assert not answer.testable and answer.chance is None
    assert align([], {"x": events})[0].onsets == 0


def test_nearness_names_the_caller_s_own_places() -> None:
    late, early = date(2024, 6, 3), date(2024, 2, 5)
    (answer,) = align(onsets_on([late, early]), {"x": [late, early]})
    assert {(near.onset, near.event) for near in answer.near} == {(0, 0), (1, 1)}


def test_a_calendar_is_read() -> None:
    text = '[[event]]\nday = 2024-11-28\ntitle = "Тбилиси"\nclass = "policy"\ntargets = ["GE"]\n'
    (event,) = events_from_toml(text)
    assert event.day == date(2024, 11, 28) and event.event_id == events_from_toml(text)[0].event_id
    entry = ("BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20241127", "SUMMARY:Сапар", "END:VEVENT")
    ics = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *entry, "END:VCALENDAR", ""))
    (visit,) = events_from_ics(ics, "visit")
    assert visit.title == "Сапар" and visit.day == date(2024, 11, 27)
    feasts = holiday_events("KZ", [2024])
    assert date(2024, 12, 16) in {feast.day for feast in feasts}
    assert by_class([event, visit], "KZ") == {"visit": [date(2024, 11, 27)]}
    for broken in ("[[event]]\ntitle = 1", "=", '[[event]]\nday = "x"\ntitle = "a"\nclass = "b"'):
        with pytest.raises(Invalid):
            events_from_toml(broken)
    with pytest.raises(Invalid):
        holiday_mask("??", DAYS)
    assert holiday_mask("ru", np.array(["2024-01-01"], dtype="datetime64[D]")).tolist() == [True]


def test_again_needs_likeness_that_is_rare() -> None:
    rng = np.random.default_rng(3)

    def some(seed: int) -> Profile:
        r = np.random.default_rng(seed)
        names = r.choice(200, 4, replace=False)
        return Profile(
            {f"нарратив {i}": 1.0 for i in names}, {f"s{i}": 1.0 for i in r.choice(50, 5)}, tuple(r.random(12))
        )

    now = some(1)
    near = Profile(now.narratives, {**now.sources, "s99": 0.2}, tuple(np.array(now.excess) + 0.05 * rng.random(12)))
    others = [some(100 + i) for i in range(60)]
    first, second = resemble(now, [some(2), near], others)
    assert first.earlier == 1 and first.claimed and first.distance < 0.1
    assert not second.claimed
    assert not resemble(now, [near], others[:10])[0].claimed
    assert resemble(now, [], others) == ()


def test_controls_tell_a_general_rise_from_a_special_one() -> None:
    rng = np.random.default_rng(4)
    controls = rng.poisson(5.0, (20, DAYS.size)).astype(float)
    series = rng.poisson(5.0, DAYS.size).astype(float)
    series[240:255] += rng.poisson(15, 15)
    (wave,) = detect(series, 100.0, DAYS).waves
    alone = contrast(series, 100.0, DAYS, wave, controls)
    assert alone.chance == pytest.approx(1 / 21) and alone.beyond > 2.5
    controls[:, 240:255] += rng.poisson(15, (20, 15))
    assert contrast(series, 100.0, DAYS, wave, controls).beyond < 1.5
    assert contrast(series, 100.0, DAYS, wave, controls[:2]).chance is None


def test_alarms_share_their_error() -> None:
    evidence = np.log(np.array([[1e6, 10.0], [400.0, 10.0], [1e6, 1e6]]))
    alarms = discover(evidence, 364.0, 0.2)
    assert alarms.tolist() == [[True, False], [False, False], [True, True]]
