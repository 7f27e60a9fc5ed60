"""Controls: whether coverage rose beyond that of like targets, and in this press beyond other presses."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tolqyn.model.errors import Invalid
from tolqyn.waves.intake import adapt_array, adapt_days
from tolqyn.waves.layout import Floats
from tolqyn.waves.records import Wave

BEFORE_DAYS = 56
GAP_DAYS = 3
LEAST_CONTROLS = 3


@dataclass(frozen=True, slots=True)
class Contrast:
    """A rise set against the rises of controls in the same days.

    `rise` and `usual_rise` are rate ratios, wave days over the eight weeks before; `beyond` is their quotient;
    `chance` is the share of series, this one among them, that rose at least as much, `None` with fewer than three.
    """

    rise: float
    usual_rise: float
    beyond: float
    controls: int
    chance: float | None


def contrast(observed: Any, exposure: Any, days: Any, wave: Wave, controls: Any) -> Contrast:
    """Compare the series of a wave with control series over the same days.

    `observed` is one series; `controls` are series × days: the same press on like targets, or other presses on the same
    target. `exposure` has one row for the series and then one for every control, or one row for all.

    >>> from tolqyn.waves import detect
    >>> days = np.arange("2024-06-01", "2024-12-01", dtype="datetime64[D]")
    >>> грузия = np.tile([2, 3, 1, 2, 4, 1, 2], 27)[: days.size]
    >>> соседи = np.tile(грузия, (4, 1))
    >>> грузия[-10:] = 25
    >>> волна = detect(грузия, 100.0, days).waves[-1]
    >>> contrast(грузия, 100.0, days, волна, соседи).chance
    0.2
    """
    told = np.vstack([np.atleast_2d(adapt_array(observed)), np.atleast_2d(adapt_array(controls))])
    ordinals = adapt_days(days)
    if told.shape[1] != ordinals.size:
        raise Invalid("counts and days differ in length", "give every series one count a day")
    made = np.broadcast_to(adapt_array(exposure), told.shape)
    known = np.isfinite(told) & np.isfinite(made) & (made > 0)
    told, made = np.where(known, told, 0.0), np.where(known, made, 0.0)
    first = int(np.datetime64(wave.onset).astype(np.int64))
    last = int(np.datetime64(wave.end).astype(np.int64)) if wave.end else int(ordinals[-1])
    inside = (ordinals >= first) & (ordinals <= last)
    before = (ordinals >= first - GAP_DAYS - BEFORE_DAYS) & (ordinals < first - GAP_DAYS)
    rises = _rises(told, made, inside, before)
    return _set_against(rises)


def _rises(told: Floats, made: Floats, inside: Any, before: Any) -> Floats:
    """Rate ratios with half a document added on both sides."""
    now = (told[:, inside].sum(axis=1) + 0.5) / np.maximum(made[:, inside].sum(axis=1), 1e-9)
    then = (told[:, before].sum(axis=1) + 0.5) / np.maximum(made[:, before].sum(axis=1), 1e-9)
    both = (made[:, inside].sum(axis=1) > 0) & (made[:, before].sum(axis=1) > 0)
    return np.asarray(np.where(both, now / then, np.nan))


def _set_against(rises: Floats) -> Contrast:
    others = rises[1:][np.isfinite(rises[1:])]
    usual = float(np.median(others)) if others.size else 1.0
    enough = others.size >= LEAST_CONTROLS
    chance = float((1 + (others >= rises[0]).sum()) / (others.size + 1)) if enough else None
    return Contrast(float(rises[0]), usual, float(rises[0]) / usual, int(others.size), chance)
