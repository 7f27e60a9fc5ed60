"""Figure 11: the test of events beside onsets, on panels whose onsets come in clusters."""

import numpy as np

from evaluation.waves.figures import Figure, share
from tolqyn.waves.alignment import Reach, chance_of, cluster_onsets

LENGTH = 4 * 364
ONSETS, EVENTS = 14, 40


def _clustered(rng: np.random.Generator, parents: int, children: float, phase: float, weekend: float) -> np.ndarray:
    """Days of a process that prefers a season and weekdays, each parent with children within days."""
    days = np.arange(LENGTH)
    weights = (1 + 0.6 * np.cos(2 * np.pi * (days / 364 - phase))) * np.where(days % 7 < 5, 1.0, weekend)
    starts = rng.choice(LENGTH, rng.poisson(parents), p=weights / weights.sum())
    found = {int(start + rng.exponential(3.0)) for start in starts for _ in range(1 + rng.poisson(children))}
    return np.array(sorted(day for day in found if day < LENGTH), dtype=np.int64)


def _free(onsets: np.ndarray, events: np.ndarray, rng: np.random.Generator) -> float:
    """The naive test that scatters onsets over all days."""
    covered = np.zeros(LENGTH + 4)
    for lag in range(4):
        covered[events + lag] = 1
    seen = covered[onsets].sum()
    drawn = [covered[rng.choice(LENGTH, onsets.size, replace=False)].sum() for _ in range(199)]
    return float((1 + sum(d >= seen for d in drawn)) / 200)


def _trial(rng: np.random.Generator, children: float, linked: float) -> tuple[float, float] | None:
    """Chances by our test and by the naive one; `linked` of the clusters begin up to three days after an event."""
    phase = rng.random()
    events = _clustered(rng, EVENTS, 0.8, phase, 0.1)
    onsets = _clustered(rng, ONSETS, children, phase, 0.4)
    if onsets.size == 0 or events.size == 0:
        return None
    moved = rng.random(onsets.size) < linked
    places = rng.choice(events, int(moved.sum())) + rng.integers(0, 4, int(moved.sum()))
    onsets = np.unique(np.concatenate((onsets[~moved], np.minimum(places, LENGTH - 1))))
    spans = np.stack((onsets, onsets, onsets), axis=1)
    reach = Reach(draws=499, seed=int(rng.integers(1 << 30)))
    clusters = cluster_onsets(onsets)
    ours, _ = chance_of(spans, clusters, events, reach)
    return ours, _free(onsets, events, rng)


def alignment_figures(trials: int, seed: int) -> list[Figure]:
    """Share of panels called aligned at .05 without a link, and with one in five onsets linked."""
    rng = np.random.default_rng(seed)
    figures = []
    for name, children, linked, direction, must in (
        ("11 type I, clustered panels", 4.0, 0.0, "down", 0.06),
        ("11 type I, few onsets a cluster", 0.5, 0.0, "down", 0.06),
        ("11 power, 20 % linked, clustered panels", 4.0, 0.2, "up", 0.50),
        ("11 power, 20 % linked, few onsets a cluster", 0.5, 0.2, "up", None),
    ):
        answers = [found for found in (_trial(rng, children, linked) for _ in range(trials)) if found]
        hits = sum(ours <= 0.05 for ours, _ in answers)
        figures.append(share(name, hits, len(answers), "down" if direction == "down" else "up", must))
        if linked == 0:
            naive = sum(free <= 0.05 for _, free in answers)
            figures.append(share(f"{name}: the naive test", naive, len(answers), "down", None))
    return figures
