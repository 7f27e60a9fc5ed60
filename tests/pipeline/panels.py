"""Panels of an invented press, drawn from a seed."""

from datetime import date, timedelta

import numpy as np

from tolqyn.model.settings import Press
from tolqyn.pipeline.series import Counts, Panel, Topic

DAYS = tuple(date(2024, 1, 1) + timedelta(days=step) for step in range(240))
SOURCES = ("айна", "бұлақ", "дала", "жаршы")


def topic(target: str, rate: float, seed: int, rise: tuple[int, int, float] | None = None) -> Topic:
    """Documents at `rate` a day and source, `rise` times as many between two days."""
    rng = np.random.default_rng(seed)
    mean = np.full((len(DAYS), len(SOURCES)), rate)
    if rise is not None:
        mean[rise[0] : rise[1]] *= rise[2]
    counts = rng.poisson(mean).astype(float)
    return Topic(target, counts, counts)


def panel(*topics: Topic, press: str = "all", sources: tuple[str, ...] = SOURCES) -> Panel:
    """A press that publishes thirty documents a day and source beside its topics."""
    output: Counts = np.full((len(DAYS), len(SOURCES)), 30.0) + sum(one.originals for one in topics)
    return Panel(Press(press, press), DAYS, sources, output, topics)
