"""Figure 9: what is no wave. Reprints of one story all over the press, and the largest source falling silent."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evaluation.waves.contest import Side
from evaluation.waves.figures import Figure, share
from evaluation.waves.ours import Inputs, episodes_of, exposure_of
from evaluation.waves.score import Episode
from evaluation.waves.truth import HISTORY, Planted, Series
from tolqyn.waves import Options

SILENT_DAYS = 10
SETTLING = 7


def burst_figure(side: Side, options: Options) -> Figure:
    """Bursts of reprints in quiet series after which an episode is raised within three days, less what chance has."""
    found = episodes_of(side.inputs, options)
    bursts = [(i, day) for i, s in enumerate(side.panel) if s.quiet for day in s.bursts if day >= HISTORY]
    hits = sum(any(day <= e.raised <= day + 3 for e in found[i]) for i, day in bursts)
    return share("9 reprint-only bursts that alarm", hits, len(bursts), "down", 0.02)


def silence_alarms(side: Side, options: Options, seed: int) -> Figure:
    """The largest source of a quiet series falls silent for ten days: alarms that its twin without it lacks."""
    rng = np.random.default_rng(seed)
    chosen = [s for s in side.panel if s.quiet and s.output.shape[0] >= 2]
    plans = [int(HISTORY + rng.integers(40, 300)) for _ in chosen]
    before, after = _twins(chosen, plans, options)
    hits = sum(_raised(b, day) and not _raised(a, day) for a, b, day in zip(before, after, plans, strict=True))
    return share("9 silences of the largest source that alarm", hits, len(chosen), "down", 0.02)


def silence_ends(panel: Sequence[Series], options: Options) -> Figure:
    """The largest source falls silent amid a wave of more than two weeks: waves that end then, and not in the twin.

    Such waves are rare, so that they are taken from a larger panel of the same generator.
    """
    chosen = [s for s in panel if s.output.shape[0] >= 2 and _long_waves(s)]
    plans = [_long_waves(s)[0].onset + 4 for s in chosen]
    before, after = _twins(chosen, plans, options)
    amid = [i for i in range(len(chosen)) if _stands(before[i], plans[i])]
    ended = sum(_ended(after[i], plans[i]) for i in amid)
    return share("9 silences of the largest source that end a wave", ended, len(amid), "down", 0.02)


def _twins(
    chosen: Sequence[Series], plans: Sequence[int], options: Options
) -> tuple[list[list[Episode]], list[list[Episode]]]:
    """Episodes of every series as it is, and with the silence that is planned for it."""
    muted = [_mute(series, day) for series, day in zip(chosen, plans, strict=True)]
    return _episodes(chosen, chosen[0], options), _episodes(muted, chosen[0], options)


def _long_waves(series: Series) -> list[Planted]:
    return [wave for wave in series.waves if wave.tested and wave.end - wave.onset >= SILENT_DAYS + 6 and wave.snr >= 4]


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
