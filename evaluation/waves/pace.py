"""Figure 14: how long ten thousand series take, on one core, and how much memory."""

import resource
import time
from datetime import date

import numpy as np

from evaluation.waves.figures import Figure
from tolqyn.waves import detect, start, step

SERIES = 10_000


def pace_figures(part: int) -> list[Figure]:
    """Processor seconds; the long runs are measured on `SERIES / part` series and multiplied by `part`."""
    rng = np.random.default_rng(14)
    rates = rng.choice([0.1, 0.5, 2.0, 8.0], SERIES)
    figures = [_time_step(rng, rates)]
    for name, days, must in (("full refit over three years", 1096, 120.0), ("ten years backfilled", 3653, 900.0)):
        figures.append(_time_history(rng, rates, days, part, name, must))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    figures.append(Figure("14 memory of the whole bench at its peak, GB", peak, None, None, "down", 2.0))
    return figures


def _time_step(rng: np.random.Generator, rates: np.ndarray) -> Figure:
    first = date(2024, 1, 1)
    days = np.datetime64(first) + np.arange(41)
    counts = rng.poisson(rates[:, None], (SERIES, days.size)).astype(float)
    _, state = step(start(SERIES, first), counts[:, :-1], 100.0, days[:-1])
    begun = time.process_time()
    step(state, counts[:, -1:], 100.0, days[-1:])
    return Figure("14 daily step, 10,000 series, s", time.process_time() - begun, None, None, "down", 5.0)


def _time_history(
    rng: np.random.Generator, rates: np.ndarray, length: int, part: int, name: str, must: float
) -> Figure:
    days = np.datetime64("2014-01-01") + np.arange(length)
    spent = 0.0
    for begin in range(0, SERIES // part, 500):
        chunk = rates[begin * part : (begin + 500) * part : part]
        counts = rng.poisson(chunk[:, None], (chunk.size, length)).astype(float)
        begun = time.process_time()
        detect(counts, 100.0, days)
        spent += time.process_time() - begun
    note = "in chunks of 500 series" + (f"; {SERIES // part} series measured, times {part}" if part > 1 else "")
    return Figure(f"14 {name}, 10,000 series, s", spent * part, None, None, "down", must, note)
