"""Figure 9: what is no wave. Reprints of one story all over the press, and the largest source falling silent."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evaluation.waves.contest import Side
from evaluation.waves.figures import Figure, share
from evaluation.waves.ours import Inputs, episodes_of, exposure_of
from evaluation.waves.score import Episode
from evaluation.waves.truth import HISTORY, Series
from tolqyn.waves import Options

SILENT_DAYS = 10
SETTLING = 7


def burst_figure(side: Side, options: Options) -> Figure:
    """Bursts of reprints in quiet series after which an episode is raised within three days, less what chance has."""
    found = episodes_of(side.inputs, options)
    bursts = [(i, day) for i, s in enumerate(side.panel) if s.quiet for day in s.bursts if day >= HISTORY]
    hits = sum(any(day <= e.raised <= day + 3 for e in found[i]) for i, day in bursts)
    return share("9 reprint-only bursts that alarm", hits, len(bursts), "down", 0.02)


def silence_figures(side: Side, options: Options, seed: int) -> list[Figure]:
    """The largest source falls silent for ten days: alarms that its twin without the silence lacks, and waves ended."""
    rng = np.random.default_rng(seed)
    chosen = [s for s in side.panel if s.output.shape[0] >= 2]
    plans = [_plan(series, rng) for series in chosen]
    muted = [_mute(series, day) for series, day in zip(chosen, plans, strict=True)]
    before, after = (_episodes(group, chosen[0], options) for group in (chosen, muted))
    calm = [i for i, s in enumerate(chosen) if s.quiet]
    alarms = sum(_raised(after[i], plans[i]) and not _raised(before[i], plans[i]) for i in calm)
    amid = [i for i in range(len(chosen)) if i not in set(calm) and _stands(before[i], plans[i])]
    ended = sum(_ended(after[i], plans[i]) and not _ended(before[i], plans[i]) for i in amid)
    return [
        share("9 silences of the largest source that alarm", alarms, len(calm), "down", 0.02),
        share("9 silences of the largest source that end a wave", ended, len(amid), "down", 0.02),
    ]


def _plan(series: Series, rng: np.random.Generator) -> int:
    """The first silent day: within a wave that lasts long enough, else anywhere in the middle of the test year."""
    long = [wave for wave in series.waves if wave.tested and wave.end - wave.onset >= SILENT_DAYS + 6 and wave.snr >= 4]
    if long:
        return long[0].onset + 4
    return int(HISTORY + rng.integers(40, 300))


def _mute(series: Series, day: int) -> Series:
    largest = int(series.by_source.sum(axis=1).argmax())
    by_source, output = series.by_source.copy(), series.output.copy()
    window = slice(day, day + SILENT_DAYS)
    lost = by_source[largest, window].copy()
    by_source[largest, window] = 0.0
    output[largest, window] = 0.0
    observed = series.observed.copy()
    observed[window] -= lost
    return replace(series, observed=observed, by_source=by_source, output=output)


def _episodes(group: Sequence[Series], first: Series, options: Options) -> list[list[Episode]]:
    observed = np.array([series.observed for series in group])
    sources = np.array([(series.by_source > 0).sum(axis=0) for series in group], dtype=np.float64)
    exposure = np.array([exposure_of(series) for series in group])
    return episodes_of(Inputs(observed, exposure, first.holidays, sources), options)


def _raised(episodes: Sequence[Episode], day: int) -> bool:
    return any(day <= e.raised < day + SILENT_DAYS + SETTLING for e in episodes)


def _stands(episodes: Sequence[Episode], day: int) -> bool:
    return any(e.raised < day and e.declared > day + SILENT_DAYS for e in episodes)


def _ended(episodes: Sequence[Episode], day: int) -> bool:
    return any(e.raised < day <= e.declared < day + SILENT_DAYS for e in episodes)
