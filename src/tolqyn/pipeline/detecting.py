"""The window stage of waves: arrays of every press to counts, waves, nearby events, and what was watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from tolqyn import waves
from tolqyn.model.identifiers import identify
from tolqyn.model.settings import Event, Settings
from tolqyn.model.wave import Count, Monitored, Wave, WaveEvent
from tolqyn.pipeline.series import Counts, Panel, Topic, panel_of
from tolqyn.pipeline.stage import Records
from tolqyn.store import View

WAVES_VERSION = "1"
NEAR_DAYS = 7
LEAST_PRESENCE = 0.02


@dataclass(frozen=True, slots=True)
class Stretch:
    """A topic over the days of one wave, as slices of the panel."""

    panel: Panel
    topic: Topic
    start: int
    stop: int

    @classmethod
    def of(cls, panel: Panel, topic: Topic, found: waves.Wave) -> "Stretch":
        """Days from onset to end, both included; to the last day while the wave is on."""
        first = panel.days[0]
        last = found.end or panel.days[-1]
        return cls(panel, topic, (found.onset - first).days, (last - first).days + 1)

    def others(self) -> Counts:
        """Originals about anything else, days × sources."""
        return self.panel.output - self.topic.originals

    def documents(self) -> int:
        """All documents about the target, copies included."""
        return int(self.topic.documents[self.start : self.stop].sum())

    def originals(self) -> int:
        """Documents that repeat no earlier one of this press."""
        return int(self.topic.originals[self.start : self.stop].sum())

    def sources(self) -> int:
        """Sources with at least one document."""
        return int(self.topic.documents[self.start : self.stop].any(axis=0).sum())


def detect_waves(view: View, settings: Settings, made_by: Mapping[str, str]) -> Records:
    """Counts, waves, events and accounts of every press."""
    records: dict[type, list[object]] = {Count: [], Wave: [], WaveEvent: [], Monitored: []}
    earlier = view.records(Wave)
    for press in settings.presses:
        panel = panel_of(view, settings, press, made_by)
        if panel is None or not panel.topics:
            continue
        detection = _detect(panel)
        records[Count] += _counts(panel, detection)
        found = _waves(panel, detection, [wave for wave in earlier if wave.press == press.press_id])
        records[Wave] += found
        records[WaveEvent] += _events(found, settings.events)
        watched = detection.monitored
        records[Monitored].append(
            Monitored(
                press.press_id, watched.series, watched.days, watched.expected_false_alarms, watched.patience_days
            )
        )
    return records


def _detect(panel: Panel) -> waves.Detection:
    observed = np.stack([topic.originals.sum(axis=1) for topic in panel.topics])
    exposure = np.stack([_exposure(panel, topic) for topic in panel.topics])
    sources = np.stack([(topic.originals > 0).sum(axis=1) for topic in panel.topics])
    days = np.array(panel.days, dtype="datetime64[D]")
    known = waves.Known(holidays=_holidays(panel, days), sources=sources)
    return waves.detect(observed, exposure, days, known=known)


def _holidays(panel: Panel, days: Any) -> Any:
    """Public holidays of the country that the press names, one flag a day."""
    country = panel.press.holidays
    return None if country is None else waves.holiday_mask(country, days)


def _exposure(panel: Panel, topic: Topic) -> Counts:
    """What the press published on other things, weighted by each source's usual share of the topic: a wave that fills
    the day must not raise what is expected of it."""
    exposure = _weight(panel, topic)
    return np.where(np.arange(exposure.size) < _watched_from(exposure), np.nan, exposure)


def _weight(panel: Panel, topic: Topic) -> Counts:
    return waves.effective_exposure(panel.output - topic.originals, topic.originals)


def _watched_from(exposure: Counts) -> int:
    """First day on which the sources that matter for the topic were there: its exposure over a week has reached a
    fiftieth of its height. What a handful of other sources did before says nothing about this press."""
    week = np.convolve(exposure, np.ones(7) / 7, "same")
    return int(np.argmax(week >= LEAST_PRESENCE * week.max()))


def _counts(panel: Panel, detection: waves.Detection) -> Iterable[Count]:
    """A row for each target and watched day."""
    output = panel.output.sum(axis=1)
    for row, topic in enumerate(panel.topics):
        watched = _watched_from(_weight(panel, topic))
        documents, originals = topic.documents.sum(axis=1), topic.originals.sum(axis=1)
        sources = (topic.documents > 0).sum(axis=1)
        for at, day in enumerate(panel.days[watched:], watched):
            yield Count(
                press=panel.press.press_id,
                target=topic.target,
                series="coverage",
                day=day,
                documents=int(documents[at]),
                originals=int(originals[at]),
                sources=int(sources[at]),
                exposure=float(output[at]),
                expected=_known(detection.expected[row, at]),
                upperbound=_known(detection.upperbound[row, at]),
                e_value=_known(detection.e_value[row, at]),
            )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _waves(panel: Panel, detection: waves.Detection, earlier: list[Wave]) -> list[Wave]:
    """Waves of a press, by onset; each name is given once."""
    taken: set[str] = set()
    result = []
    for found in detection.waves:
        stretch = Stretch.of(panel, panel.topics[found.series], found)
        name = _identity(stretch, found, [wave for wave in earlier if wave.wave_id not in taken])
        if name in taken:
            name = identify("wav", name, found.onset)
        taken.add(name)
        result.append(_wave(stretch, found, name, _expected(detection, found, stretch)))
    return sorted(result, key=lambda wave: (wave.onset, wave.target))


def _wave(stretch: Stretch, found: waves.Wave, name: str, expected: float) -> Wave:
    press, target = stretch.panel.press.press_id, stretch.topic.target
    originals = stretch.originals()
    breadth = waves.loudness(stretch.topic.originals, stretch.others(), stretch.panel.days, found)
    return Wave(
        wave_id=name,
        target=target,
        press=press,
        series="coverage",
        narrative=None,
        status=found.status,
        tier=found.tier,
        onset=found.onset,
        onset_from=found.onset_interval[0],
        onset_until=found.onset_interval[1],
        peak=found.peak,
        end=found.end,
        end_from=found.end_interval[0] if found.end_interval else None,
        end_until=found.end_interval[1] if found.end_interval else None,
        observed=originals,
        expected=expected,
        excess=originals - expected,
        strength=originals / expected,
        e_value=found.e_value,
        documents=stretch.documents(),
        originals=originals,
        sources=stretch.sources(),
        hostile_share=None,
        immature=found.immature,
        effective_sources=breadth.effective_sources,
        top_share=breadth.top_share,
        survives_without_loudest=breadth.survives_without_loudest,
        detected_on=found.detected_on,
    )


def _expected(detection: waves.Detection, found: waves.Wave, stretch: Stretch) -> float:
    """What was to be expected over the days of a wave: the sum of the line that its picture shows."""
    days = detection.expected[found.series, stretch.start : stretch.stop]
    total = float(np.nansum(days))
    return total if total > 0 else found.expected


def _identity(stretch: Stretch, found: waves.Wave, earlier: list[Wave]) -> str:
    """A wave keeps its name while its days move: the earlier wave of this series that overlaps it lends its own."""
    press, target = stretch.panel.press.press_id, stretch.topic.target
    last = found.end or date.max
    for wave in earlier:
        if wave.target == target and wave.onset <= last and found.onset <= (wave.end or date.max):
            return wave.wave_id
    return identify("wav", press, target, "coverage", found.onset, found.detected_on)


def _events(found: list[Wave], events: tuple[Event, ...]) -> Iterable[WaveEvent]:
    """For each onset the nearest event of each category that concerns the target, or no target in particular, with how
    often chance would put one of that category as near; an event may stand as late as the onset's interval reaches."""
    for wave in found:
        concerned = [event for event in events if not event.targets or wave.target in event.targets]
        by_category: dict[str, list[Event]] = {}
        for event in sorted(concerned, key=lambda event: (event.day, event.event_id)):
            by_category.setdefault(event.category, []).append(event)
        days = {category: [event.day for event in alike] for category, alike in by_category.items()}
        latest = (wave.onset_until, (wave.onset_from, wave.onset_until))
        for answer in waves.align([latest], days, reach=waves.Reach(lag_days=NEAR_DAYS)):
            for near in answer.near:
                event = by_category[answer.event_class][near.event]
                lag = (wave.onset - event.day).days
                yield WaveEvent(wave.wave_id, event.event_id, event.day, lag, near.chance)
