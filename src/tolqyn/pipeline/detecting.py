"""The window stage of waves: arrays of every press to counts, waves, nearby events, and what was watched."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from tolqyn import waves
from tolqyn.model.identifiers import identify
from tolqyn.model.settings import Event, Settings
from tolqyn.model.wave import Control, Count, Monitored, Recurrence, Wave, WaveEvent
from tolqyn.pipeline.comparing import Told, controls, profile_of, recurrences
from tolqyn.pipeline.measuring import Stretch, detect_panel, others, watched_from
from tolqyn.pipeline.series import Hostility, Panel, panel_of
from tolqyn.pipeline.stage import Records
from tolqyn.store import View

WAVES_VERSION = "2"
NEAR_DAYS = 7


def detect_waves(
    view: View,
    settings: Settings,
    made_by: Mapping[str, str],
    hostility: Hostility | None = None,
    narratives: str | None = None,
) -> Records:
    """Counts, waves, what stands near and beside them, and accounts of every press.

    `narratives` is a subquery of the columns `document_id`, `narrative` and `weight`.
    """
    records: dict[type, list[object]] = {kind: [] for kind in (Count, Wave, WaveEvent, Recurrence, Control, Monitored)}
    earlier = view.records(Wave)
    panels, told = [], []
    for press in settings.presses:
        panel = panel_of(view, settings, press, made_by, hostility, narratives)
        if panel is None or not panel.topics:
            continue
        detection = detect_panel(panel)
        found = _waves(panel, detection, [wave for wave in earlier if wave.press == press.press_id])
        calendar = (*settings.events, *_holidays(settings, panel))
        records[Count] += _counts(panel, detection)
        records[Wave] += [one.wave for one in found]
        records[WaveEvent] += _events([one.wave for one in found], calendar)
        records[Monitored].append(_monitored(panel, detection))
        panels.append(panel)
        told += found
    records[Recurrence] += recurrences(told)
    records[Control] += controls(told, panels)
    return records


def _monitored(panel: Panel, detection: waves.Detection) -> Monitored:
    watched = detection.monitored
    return Monitored(
        panel.press.press_id, watched.series, watched.days, watched.expected_false_alarms, watched.patience_days
    )


def _holidays(settings: Settings, panel: Panel) -> tuple[Event, ...]:
    """Public holidays of the countries that the calendar names, in the years of the panel."""
    years = range(panel.days[0].year, panel.days[-1].year + 1)
    return tuple(event for country in settings.holidays for event in waves.holiday_events(country, years))


def _counts(panel: Panel, detection: waves.Detection) -> Iterable[Count]:
    """A row for each target and watched day."""
    output = panel.output.sum(axis=1)
    for row, topic in enumerate(panel.topics):
        watched = watched_from(panel, topic)
        documents, originals = topic.documents.sum(axis=1), topic.originals.sum(axis=1)
        sources = (topic.documents > 0).sum(axis=1)
        for at, day in enumerate(panel.days[watched:], watched):
            yield Count(
                press=panel.press.press_id,
                target=topic.target,
                series=topic.series,
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


def _waves(panel: Panel, detection: waves.Detection, earlier: Sequence[Wave]) -> list[Told]:
    """Waves of a press, by onset; each name is given once."""
    taken: set[str] = set()
    result = []
    for found in detection.waves:
        stretch = Stretch.of(panel, panel.topics[found.series], found)
        name = _identity(stretch, found, [wave for wave in earlier if wave.wave_id not in taken])
        if name in taken:
            name = identify("wav", name, found.onset)
        taken.add(name)
        breadth = waves.loudness(stretch.topic.originals, others(panel, stretch.topic), panel.days, found)
        wave = _wave(stretch, found, name, _expected(detection, found, stretch), breadth)
        profile = profile_of(stretch, detection.expected[found.series], breadth.excess)
        result.append(Told(wave, found, stretch, profile))
    return sorted(result, key=lambda one: (one.wave.onset, one.wave.target, one.wave.series))


def _wave(stretch: Stretch, found: waves.Wave, name: str, expected: float, breadth: waves.Breadth) -> Wave:
    originals = stretch.originals()
    return Wave(
        wave_id=name,
        target=stretch.topic.target,
        press=stretch.panel.press.press_id,
        series=stretch.topic.series,
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
        hostile_share=stretch.hostile_share(),
        immature=found.immature,
        effective_sources=breadth.effective_sources,
        top_share=breadth.top_share,
        survives_without_loudest=breadth.survives_without_loudest,
        detected_on=found.detected_on,
        new_normal=found.new_normal,
    )


def _expected(detection: waves.Detection, found: waves.Wave, stretch: Stretch) -> float:
    """What was to be expected over the days of a wave: the sum of the line that its picture shows."""
    days = detection.expected[found.series, stretch.start : stretch.stop]
    total = float(np.nansum(days))
    return total if total > 0 else found.expected


def _identity(stretch: Stretch, found: waves.Wave, earlier: Sequence[Wave]) -> str:
    """A wave keeps its name while its days move: the earlier wave of this series that overlaps it lends its own."""
    press, target, series = stretch.panel.press.press_id, stretch.topic.target, stretch.topic.series
    last = found.end or date.max
    for wave in earlier:
        alike = wave.target == target and wave.series == series
        if alike and wave.onset <= last and found.onset <= (wave.end or date.max):
            return wave.wave_id
    return identify("wav", press, target, series, found.onset, found.detected_on)


def _events(found: Sequence[Wave], events: Sequence[Event]) -> Iterable[WaveEvent]:
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
