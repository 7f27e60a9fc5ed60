"""The second generator, of another kind: cascades in continuous time, in which texts beget texts.

Immigrants arrive as a Poisson process; every text has a negative binomial number of children at heavy-tailed delays
(Lomax), so counts are overdispersed and autocorrelated without any news-day factor, season or gamma nugget of the first
generator. The rate of immigrants follows weekdays, holidays and an Ornstein-Uhlenbeck level. A wave is a shock (many
immigrants in one to three days) or a siege (a raised rate for one to five weeks), and its texts beget more than usual.
"""

from dataclasses import dataclass

import numpy as np

from evaluation.waves.media import LEVELS
from evaluation.waves.truth import HISTORY, LENGTH, YEAR, Floats, Planted, Series

DAYS = np.arange(LENGTH)
HOLIDAYS = (3, 40, 71, 118, 121, 129, 163, 236, 250, 308, 330, 350)
TAIL, SCALE, LONGEST = 1.6, 0.8, 30.0


@dataclass(frozen=True, slots=True)
class Cascade:
    """How texts beget texts: mean number of children, its dispersion, and by how much more in a wave."""

    branching: float
    size: float
    in_wave: float


def make_panel(seed: int, number: int, quiet_share: float) -> list[Series]:
    """`number` series over all levels in turn; the first `quiet_share` of them have no wave in the test year."""
    rng = np.random.default_rng(seed)
    return [make_series(rng, LEVELS[i % len(LEVELS)], i >= number * quiet_share) for i in range(number)]


def make_series(rng: np.random.Generator, level: float, test_wave: bool) -> Series:
    """One series at `level` texts a day."""
    sources = int(rng.integers(3, 21))
    holidays = np.zeros(LENGTH)
    holidays[np.array(HOLIDAYS)[:, None] + YEAR * np.arange(4)[None]] = 1.0
    week = np.exp(np.where(DAYS % 7 >= 5, -rng.uniform(0.2, 0.7), 0.0) + np.where(holidays > 0, -0.4, 0.0))
    output = rng.poisson(rng.gamma(1.5, 30.0, sources)[:, None] * week[None] + 1.0).astype(np.float64)
    cascade = Cascade(rng.uniform(0.2, 0.55), rng.uniform(1.0, 5.0), rng.uniform(0.05, 0.2))
    mix = rng.dirichlet(np.full(sources, 0.7))
    rate = level * (1 - cascade.branching) * week / week.mean() * np.exp(_level(rng))
    times, owners = _grow(rng, _arrivals(rng, rate), mix, cascade.branching, cascade.size)
    planted = [_plant(rng, onset, rate, mix, cascade) for onset in _onsets(rng, test_wave)]
    by_source = _count(times, owners, sources)
    for _, extra_times, extra_owners in planted:
        by_source += _count(extra_times, extra_owners, sources)
    observed = by_source.sum(axis=0)
    return Series(observed, observed, by_source, output, holidays, level, tuple(wave for wave, _, _ in planted))


def _level(rng: np.random.Generator) -> Floats:
    """An Ornstein-Uhlenbeck path with standard deviation 0.25 and a time of 150 days."""
    keep = np.exp(-1 / 150.0)
    shocks = rng.normal(0.0, 0.25 * np.sqrt(1 - keep**2), LENGTH)
    path = np.empty(LENGTH)
    path[0] = rng.normal(0.0, 0.25)
    for i in range(1, LENGTH):
        path[i] = keep * path[i - 1] + shocks[i]
    return path


def _arrivals(rng: np.random.Generator, rate: Floats) -> Floats:
    return np.repeat(DAYS.astype(np.float64), rng.poisson(rate)) + 0.0


def _onsets(rng: np.random.Generator, test_wave: bool) -> list[int]:
    onsets = [int(YEAR * year + rng.integers(20, 320)) for year in range(3) for _ in range(rng.poisson(0.7))]
    if test_wave:
        onsets.append(int(HISTORY + rng.integers(30, 160)))
        if rng.random() < 0.5:
            onsets.append(int(HISTORY + rng.integers(220, 320)))
    return onsets


def _grow(
    rng: np.random.Generator, roots: Floats, mix: Floats, branching: float, size: float
) -> tuple[Floats, np.ndarray]:
    """All texts that descend from the roots, with the source of each."""
    generation = roots + rng.random(roots.size)
    times = [generation]
    while generation.size:
        children = rng.negative_binomial(size, size / (size + branching), generation.size)
        delays = np.minimum(SCALE * rng.pareto(TAIL, int(children.sum())), LONGEST)
        generation = np.repeat(generation, children) + delays
        generation = generation[generation < LENGTH]
        times.append(generation)
    every = np.concatenate(times)
    return every, rng.choice(mix.size, every.size, p=mix)


def _plant(
    rng: np.random.Generator, onset: int, rate: Floats, mix: Floats, cascade: Cascade
) -> tuple[Planted, Floats, np.ndarray]:
    usual = float(rate[max(onset - 28, 0) : onset].mean())
    loud = bool(rng.random() < 0.2)
    kind = str(rng.choice(["shock", "siege"]))
    days = int(rng.integers(1, 4)) if kind == "shock" else int(rng.choice([7, 14, 35]))
    height = float(rng.choice([0.5, 1.0, 2.0, 4.0])) * (2.0 if kind == "shock" else 1.0)
    course = np.zeros(LENGTH)
    course[onset : onset + days] = height * usual
    branching = min(0.7, cascade.branching + cascade.in_wave)
    chosen = np.eye(mix.size)[rng.choice(mix.size, p=mix)] if loud else mix
    times, owners = _grow(rng, _arrivals(rng, course), chosen, branching, cascade.size)
    expected = _intensity(course, branching)
    end = int(np.flatnonzero(expected >= 0.2 * expected.max())[-1])
    window = slice(onset, end + 1)
    calm = rate[window].sum() / (1 - cascade.branching)
    variance = calm * (1 + cascade.branching**2 / cascade.size) / (1 - cascade.branching) ** 2
    snr = float(expected[window].sum() / np.sqrt(max(variance, 1e-9)))
    return Planted(onset, end, kind, loud, snr), times, owners


def _intensity(course: Floats, branching: float) -> Floats:
    """Expected texts a day of a wave with this course of immigrants: the renewal equation, day by day."""
    edges = np.arange(int(LONGEST) + 1)
    survival = (1 + edges / SCALE) ** -TAIL
    kernel = branching * np.concatenate((survival[:-1] - survival[1:], [survival[-1]]))
    expected = course.copy()
    generation = course
    for _ in range(40):
        generation = np.convolve(generation, kernel)[:LENGTH]
        expected = expected + generation
    return np.asarray(expected)


def _count(times: Floats, owners: np.ndarray, sources: int) -> Floats:
    counts = np.zeros((sources, LENGTH))
    days = times.astype(np.int64)
    keep = days < LENGTH
    np.add.at(counts, (owners[keep], days[keep]), 1.0)
    return counts
