"""Broad or loud: whether many sources carry a wave, or one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from tolqyn.model.errors import Invalid
from tolqyn.waves.detection import detect
from tolqyn.waves.exposure import effective_exposure, source_shares
from tolqyn.waves.intake import Ordinals, adapt_array, adapt_days
from tolqyn.waves.layout import Floats
from tolqyn.waves.options import Options
from tolqyn.waves.records import Flags, Wave

OUTSIDE_DAYS = 3
LEAST_OUTSIDE = 14


@dataclass(frozen=True, slots=True)
class Breadth:
    """How many sources carry a wave's excess: 1 / Σ share², the share of the loudest, and whether the wave stands
    without it. `top_source` is a column of the arrays given; `excess` holds one value a source."""

    effective_sources: float
    top_share: float
    top_source: int
    survives_without_loudest: bool
    excess: tuple[float, ...]


def loudness(topic: Any, output: Any, days: Any, wave: Wave, *, options: Options | None = None) -> Breadth:
    """Who carries a wave: `topic` and `output` are originals about the target and of all kinds, days × sources.

    A source's usual share is learnt outside the wave. Its excess is what it published beyond it, less the scatter that
    counting alone would give, so that many small sources do not look like breadth. The verdict without the loudest
    source is a new detection on the counts of all others.
    """
    told, made = np.nan_to_num(adapt_array(topic)), np.nan_to_num(adapt_array(output))
    ordinals = adapt_days(days)
    if told.shape != made.shape or told.ndim != 2 or told.shape[0] != ordinals.size:
        raise Invalid("topic, output and days do not fit", "give topic and output as days × sources, one row a day")
    weights, excess = carriers(told, made, ordinals, _span(ordinals, wave))
    top = int(np.argmax(weights))
    survives = _survives(np.delete(told, top, axis=1), np.delete(made, top, axis=1), days, wave, options)
    return Breadth(
        effective_sources=float(weights.sum() ** 2 / (weights**2).sum()),
        top_share=float(weights[top] / weights.sum()),
        top_source=top,
        survives_without_loudest=survives,
        excess=tuple(float(value) for value in excess),
    )


def carriers(told: Floats, made: Floats, ordinals: Ordinals, span: tuple[int, int]) -> tuple[Floats, Floats]:
    """Each source's certain excess within a span of days (weights of the carriers), and its excess as it is."""
    inside, outside = _windows(ordinals, span)
    usual = (made[inside] * source_shares(made[outside], told[outside])).sum(axis=0)
    excess = told[inside].sum(axis=0) - usual
    certain = np.maximum(excess - np.sqrt(np.maximum(usual, 0.25)), 0.0)
    return (certain if certain.sum() > 0 else np.maximum(excess, 1e-9)), excess


def _span(ordinals: Ordinals, wave: Wave) -> tuple[int, int]:
    first = int(np.datetime64(wave.onset).astype(np.int64))
    return first, int(np.datetime64(wave.end).astype(np.int64)) if wave.end else int(ordinals[-1])


def _windows(ordinals: Ordinals, span: tuple[int, int]) -> tuple[Flags, Flags]:
    """Days of the wave, and days clear of it to learn usual shares from: those before it if they suffice."""
    inside = (ordinals >= span[0]) & (ordinals <= span[1])
    before = ordinals < span[0] - OUTSIDE_DAYS
    if before.sum() >= LEAST_OUTSIDE:
        return inside, before
    clear = before | (ordinals > span[1] + OUTSIDE_DAYS)
    return inside, clear if clear.any() else np.ones_like(inside)


def _survives(told: Floats, made: Floats, days: Any, wave: Wave, options: Options | None) -> bool:
    if told.shape[1] == 0 or told.sum() == 0:
        return False
    again = detect(told.sum(axis=1), effective_exposure(made, told), days, options=options)
    end = wave.end or max(wave.detected_on, wave.peak)
    early = wave.onset - timedelta(days=OUTSIDE_DAYS)
    return any(other.onset <= end and (other.end is None or other.end >= early) for other in again.waves)
