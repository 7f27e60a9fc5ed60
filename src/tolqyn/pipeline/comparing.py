"""A wave set against others: earlier ones of its target, like targets in its press, other presses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tolqyn import waves
from tolqyn.model.wave import Control, Recurrence, Wave
from tolqyn.pipeline.measuring import Stretch, exposure_of
from tolqyn.pipeline.series import Counts, Panel, Topic

LIKE = 4.0
"""Another target is like this one if it is told of at most so many times more often or more seldom."""


@dataclass(frozen=True, slots=True)
class Told:
    """A wave with the days that it stands in, as it was found, and what it is made of."""

    wave: Wave
    found: waves.Wave
    stretch: Stretch
    profile: waves.Profile


def profile_of(stretch: Stretch, expected: Counts, excess: Sequence[float]) -> waves.Profile:
    """Sources by what they published beyond their share, the daily excess, and narratives where they are known."""
    days = slice(stretch.start, stretch.stop)
    daily = stretch.topic.originals[days].sum(axis=1) - np.nan_to_num(expected[days])
    beyond = zip(stretch.panel.sources, excess, strict=True)
    narratives: dict[str, float] = {}
    for day, name, weight in stretch.topic.narratives:
        if stretch.start <= day < stretch.stop:
            narratives[name] = narratives.get(name, 0.0) + weight
    return waves.Profile(
        narratives=narratives,
        sources={source: float(value) for source, value in beyond if value > 0},
        excess=tuple(float(value) for value in daily),
    )


def recurrences(told: Sequence[Told]) -> Iterable[Recurrence]:
    """For each wave the earlier ones of its series, ranked against the waves of other targets of all presses."""
    for one in told:
        wave = one.wave
        earlier = [other for other in told if _came_before(other.wave, wave)]
        if not earlier:
            continue
        foreign = [other.profile for other in told if other.wave.target != wave.target]
        for answer in waves.resemble(one.profile, [other.profile for other in earlier], foreign):
            before = earlier[answer.earlier].wave
            yield Recurrence(
                wave_id=wave.wave_id,
                earlier_id=before.wave_id,
                days_between=(wave.onset - before.onset).days,
                distance=answer.distance,
                chance=answer.chance,
                adjusted=answer.adjusted,
                claimed=answer.claimed,
            )


def _came_before(other: Wave, wave: Wave) -> bool:
    same = (other.press, other.target, other.series) == (wave.press, wave.target, wave.series)
    return same and other.end is not None and other.end < wave.onset


def controls(told: Sequence[Told], panels: Sequence[Panel]) -> Iterable[Control]:
    """For each wave how its target rose beside like targets of the press, and beside presses that share no source."""
    for one in told:
        for kind, rows in (("targets", _like_targets(one)), ("presses", _other_presses(one, panels))):
            if not rows:
                continue
            own = one.stretch
            told_rows = np.stack([counts for counts, _ in rows])
            made = np.stack([exposure_of(own.panel, own.topic), *(exposure for _, exposure in rows)])
            days = np.array(own.panel.days, dtype="datetime64[D]")
            answer = waves.contrast(own.topic.originals.sum(axis=1), made, days, one.found, told_rows)
            if answer.controls:
                yield Control(
                    wave_id=one.wave.wave_id,
                    kind="targets" if kind == "targets" else "presses",
                    rise=answer.rise,
                    usual_rise=answer.usual_rise,
                    beyond=answer.beyond,
                    controls=answer.controls,
                    chance=answer.chance,
                )


def _like_targets(one: Told) -> list[tuple[Counts, Counts]]:
    """Counts and exposure of targets that the press told of about as often before the wave."""
    panel, own = one.stretch.panel, one.stretch.topic
    usual = _usual(own, one.stretch.start)
    like = [
        topic
        for topic in panel.topics
        if topic.series == own.series
        and topic.target != own.target
        and 1.0 / LIKE <= _usual(topic, one.stretch.start) / usual <= LIKE
    ]
    return [(topic.originals.sum(axis=1), exposure_of(panel, topic)) for topic in like]


def _usual(topic: Topic, before: int) -> float:
    """Originals a day before the wave, half a document added."""
    return float(topic.originals[:before].sum() + 0.5) / max(before, 1)


def _other_presses(one: Told, panels: Sequence[Panel]) -> list[tuple[Counts, Counts]]:
    """Counts and exposure of the same target in presses that share no source with this one, on this one's days."""
    own = one.stretch
    rows = []
    for panel in panels:
        topic = panel.topic(own.topic.target, own.topic.series)
        if topic is not None and not set(panel.sources) & set(own.panel.sources):
            counts, made = topic.originals.sum(axis=1), exposure_of(panel, topic)
            rows.append((_on_days(panel, own.panel, counts), _on_days(panel, own.panel, made)))
    return rows


def _on_days(panel: Panel, own: Panel, values: Counts) -> Counts:
    """Values of one press on the days of another; unknown where it had not begun or has ended."""
    shifted = np.full(len(own.days), np.nan)
    shift = (panel.days[0] - own.days[0]).days
    first, last = max(shift, 0), min(shift + len(panel.days), len(own.days))
    if first < last:
        shifted[first:last] = values[first - shift : last - shift]
    return shifted
