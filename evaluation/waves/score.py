"""Scores of detectors against planted waves: one definition for ours and for every peer.

Detected: an episode is raised between three days before the onset and the planted end. False: an episode that touches
no planted wave, seven days of grace after its end. False alarms are quoted per year of series that hold no wave.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.waves.truth import HISTORY, Planted, Series

BEFORE, AFTER = 3, 7


@dataclass(frozen=True, slots=True)
class Episode:
    """What a detector reports, days counted from the start of the series; `raised` is when it was first known."""

    onset: int
    raised: int
    end: int
    declared: int
    onset_interval: tuple[int, int] | None = None
    end_interval: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one planted wave; errors in days, `None` where it was missed."""

    series: int
    wave: Planted
    delay: int | None
    onset_error: int | None
    end_error: int | None
    onset_covered: bool | None
    end_covered: bool | None
    widths: tuple[int, int] | None


def outcomes(panel: Sequence[Series], found: Sequence[Sequence[Episode]]) -> list[Outcome]:
    """One outcome for every wave of the test year."""
    return [
        _outcome(index, wave, episodes)
        for index, (series, episodes) in enumerate(zip(panel, found, strict=True))
        for wave in series.waves
        if wave.tested
    ]


def _outcome(index: int, wave: Planted, episodes: Sequence[Episode]) -> Outcome:
    hits = [e for e in episodes if wave.onset - BEFORE <= e.raised <= wave.end and e.declared >= wave.onset]
    if not hits:
        return Outcome(index, wave, None, None, None, None, None, None)
    first = hits[0]
    last = [e for e in episodes if e.raised <= wave.end + AFTER and e.declared >= wave.onset - 1][-1]
    widths = None
    onset_covered = end_covered = None
    if first.onset_interval and last.end_interval:
        onset_covered = first.onset_interval[0] <= wave.onset <= first.onset_interval[1]
        end_covered = last.end_interval[0] <= wave.end <= last.end_interval[1]
        widths = (
            first.onset_interval[1] - first.onset_interval[0] + 1,
            last.end_interval[1] - last.end_interval[0] + 1,
        )
    delay = max(0, first.raised - wave.onset)
    return Outcome(
        index, wave, delay, first.onset - wave.onset, last.end - wave.end, onset_covered, end_covered, widths
    )


def false_alarms(panel: Sequence[Series], found: Sequence[Sequence[Episode]]) -> np.ndarray:
    """How many false episodes each series had in the test year."""
    return np.array([_false(series, episodes) for series, episodes in zip(panel, found, strict=True)])


def _false(series: Series, episodes: Sequence[Episode]) -> int:
    return sum(
        1
        for e in episodes
        if e.raised >= HISTORY
        and not any(e.raised <= w.end + AFTER and max(e.declared, e.end) >= w.onset - 1 for w in series.waves)
    )
