"""Figures 8 and 10: a thousand series watched at once, and who carries the waves that were found."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.stats import norm, rankdata

from evaluation.waves.contest import Side, runs_above
from evaluation.waves.figures import Figure, resampled, share
from evaluation.waves.ours import MONDAY, sweep_panel
from evaluation.waves.score import AFTER, Episode, outcomes
from evaluation.waves.truth import HISTORY, Floats, Series
from tolqyn.waves import Options
from tolqyn.waves.breadth import carriers
from tolqyn.waves.layout import W_END, W_ONSET, W_SERIES


def _scored(panel: Sequence[Series], flags: np.ndarray) -> tuple[int, int, list[list[Episode]]]:
    """False and all episodes of daily alarm flags (series × days of the test year)."""
    found = [runs_above(row.astype(np.float64), 0.5) for row in flags]
    every = false = 0
    for series, episodes in zip(panel, found, strict=True):
        for episode in episodes:
            every += 1
            false += not any(
                episode.raised <= wave.end + AFTER and episode.declared >= wave.onset - 1 for wave in series.waves
            )
    return false, every, found


def together_figures(side: Side, options: Options, farrington_statistic: list[Floats]) -> list[Figure]:
    """e-d-BH on our evidence at the share promised, and daily BH on Farrington's tails beside it."""
    result = sweep_panel(side.inputs, options)
    false, every, found = _scored(side.panel, result.alarm[:, HISTORY:])
    seen = [o for o in outcomes(side.panel, found) if o.wave.snr >= 4]
    hits = sum(o.delay is not None for o in seen)
    figures = [
        share(f"8 false share among alarms of {len(side.panel)} series", false, every, "down", 0.20),
        share("8 detected by those alarms, SNR >= 4", hits, len(seen), "up", 0.74),
    ]
    flags = daily_bh(np.array(farrington_statistic), 0.01)
    false, every, found = _scored(side.panel, flags)
    seen = [o for o in outcomes(side.panel, found) if o.wave.snr >= 4]
    hits = sum(o.delay is not None for o in seen)
    figures.append(share("8 peer: false share, daily BH at .01 on Farrington", false, every, "down", None))
    figures.append(share("8 peer: detected", hits, len(seen), "up", None))
    return figures


def daily_bh(statistic: Floats, level: float) -> np.ndarray:
    """Benjamini and Hochberg on every day's tails."""
    tails = norm.sf(statistic)
    order = np.argsort(tails, axis=0)
    ranked = np.take_along_axis(tails, order, axis=0)
    series = tails.shape[0]
    passed = ranked <= level * np.arange(1, series + 1)[:, None] / series
    last = np.where(passed.any(axis=0), series - np.argmax(passed[::-1], axis=0), 0)
    flags = np.zeros(tails.shape, dtype=bool)
    np.put_along_axis(flags, order, np.arange(series)[:, None] < last[None, :], axis=0)
    return flags


def breadth_figures(side: Side, options: Options) -> list[Figure]:
    """Loud or broad, from the windows that the detector estimated."""
    result = sweep_panel(side.inputs, replace(options, patience_days=5 * options.patience_days))
    labels, scores = [], []
    for row in np.vstack([result.found.closed, result.found.still]):
        series = side.panel[int(row[W_SERIES])]
        planted = [
            w for w in series.waves if w.tested and w.snr >= 4 and row[W_ONSET] <= w.end and row[W_END] >= w.onset
        ]
        if not planted:
            continue
        days = np.arange(MONDAY, MONDAY + series.output.shape[1])
        window = (int(days[int(row[W_ONSET])]), int(days[int(row[W_END])]))
        weights = carriers(series.by_source.T, series.output.T, days, window)[0]
        labels.append(planted[0].loud)
        scores.append(-(weights.sum() ** 2) / (weights**2).sum())
    truth, value = np.array(labels), np.array(scores)
    return [resampled("10 loud or broad, AUC with estimated windows", [truth, value], _auc, "up", 0.93)]


def _auc(truth: np.ndarray, value: np.ndarray) -> float:
    positive = int(truth.sum())
    if positive in (0, truth.size):
        return float("nan")
    ranks = rankdata(value)
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * (truth.size - positive)))
