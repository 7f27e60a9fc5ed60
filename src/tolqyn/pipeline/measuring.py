"""From the arrays of a press to what is detected in them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from tolqyn import waves
from tolqyn.pipeline.series import Counts, Panel, Topic

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

    def documents(self) -> int:
        """All documents of the topic, copies included."""
        return int(self.topic.documents[self.start : self.stop].sum())

    def originals(self) -> int:
        """Documents that repeat no earlier one of this press."""
        return int(self.topic.originals[self.start : self.stop].sum())

    def sources(self) -> int:
        """Sources with at least one document."""
        return int(self.topic.documents[self.start : self.stop].any(axis=0).sum())

    def hostile_share(self) -> float | None:
        """The share of originals about the target that are hostile to it, without those that are expected to be called
        so wrongly; `None` where nobody said which are."""
        hostile = self.panel.topic(self.topic.target, "hostile")
        if hostile is None or hostile.about is None:
            return None
        about = float(hostile.about[self.start : self.stop].sum())
        told = float(hostile.originals[self.start : self.stop].sum())
        if about <= 0:
            return None
        return told / about if self.panel.error is None else waves.true_share(told, about, self.panel.error)[0]


def others(panel: Panel, topic: Topic) -> Counts:
    """Originals that say nothing of the target, days × sources."""
    return panel.output - (topic.originals if topic.about is None else topic.about)


def detect_panel(panel: Panel) -> waves.Detection:
    """Detect the waves of all topics of a press together."""
    observed = np.stack([topic.originals.sum(axis=1) for topic in panel.topics])
    exposure = np.stack([exposure_of(panel, topic) for topic in panel.topics])
    days = np.array(panel.days, dtype="datetime64[D]")
    return waves.detect(observed, exposure, days, known=_known(panel, days))


def _known(panel: Panel, days: Any) -> waves.Known:
    """Holidays of the country that the press names, sources of each count, and the error of the hostile series."""
    country = panel.press.holidays
    sources = np.stack([(topic.originals > 0).sum(axis=1) for topic in panel.topics])
    known = waves.Known(holidays=None if country is None else waves.holiday_mask(country, days), sources=sources)
    if panel.error is None or all(topic.about is None for topic in panel.topics):
        return known
    errors = [None if topic.about is None else panel.error for topic in panel.topics]
    examined = np.stack(
        [(topic.originals if topic.about is None else topic.about).sum(axis=1) for topic in panel.topics]
    )
    return replace(known, error=errors, examined=examined)


def exposure_of(panel: Panel, topic: Topic) -> Counts:
    """What the press published on other things, weighted by each source's usual share of the topic: a wave that fills
    the day must not raise what is expected of it."""
    exposure = _weight(panel, topic)
    return np.where(np.arange(exposure.size) < _watched_from(exposure), np.nan, exposure)


def watched_from(panel: Panel, topic: Topic) -> int:
    """First day on which the sources that matter for the topic were there: its exposure over a week has reached a
    fiftieth of its height. What a handful of other sources did before says nothing about this press."""
    return _watched_from(_weight(panel, topic))


def _weight(panel: Panel, topic: Topic) -> Counts:
    return waves.effective_exposure(others(panel, topic), topic.originals)


def _watched_from(exposure: Counts) -> int:
    week = np.convolve(exposure, np.ones(7) / 7, "same")[: exposure.size]
    return int(np.argmax(week >= LEAST_PRESENCE * week.max()))


def until(panel: Panel, day: date, least: int) -> Panel | None:
    """The panel as it stood at the end of a day: nothing later, no source that was still to come, and only topics of
    as many documents as are watched; `None` where nothing is left."""
    stop = (day - panel.days[0]).days + 1
    if stop <= 0:
        return None
    there = np.asarray(panel.output[:stop].any(axis=0), dtype=np.bool_)
    topics = tuple(
        replace(
            topic,
            documents=topic.documents[:stop, there],
            originals=topic.originals[:stop, there],
            about=None if topic.about is None else topic.about[:stop, there],
            narratives=tuple(told for told in topic.narratives if told[0] < stop),
        )
        for topic in panel.topics
        if topic.documents[:stop].sum() >= least
    )
    sources = tuple(source for at, source in enumerate(panel.sources) if there[at])
    if not topics:
        return None
    return replace(panel, days=panel.days[:stop], sources=sources, output=panel.output[:stop, there], topics=topics)
