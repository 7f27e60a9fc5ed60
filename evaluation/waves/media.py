"""The first generator: daily counts of a group of outlets about a target, as the survey of `waves.md` specifies it.

Three years of history and one of test. Outlets of lognormal size with weekends, holidays, growth and dropouts; the
rate of stories has a season, a random walk, weekdays, an autocorrelated news-day factor and a gamma nugget; stories are
reprinted, sometimes all over the group in two days (which is no wave); a tenth of the copies escapes de-duplication.
Waves multiply the rate of stories of most outlets, or of one.
"""

from dataclasses import dataclass

import numpy as np

from evaluation.waves.truth import HISTORY, LENGTH, YEAR, Floats, Planted, Series

LEVELS = (0.1, 0.5, 2.0, 8.0, 30.0)
HOLIDAYS = (0, 1, 6, 66, 96, 120, 128, 162, 226, 304, 314, 358, 359)
DAYS = np.arange(LENGTH)


def make_series(rng: np.random.Generator, level: float, test_wave: bool, history_waves: bool = True) -> Series:
    """One series at `level` stories a day; waves stand in its history, and in the test year where asked."""
    holidays = _holidays()
    output, watched = _output(rng, holidays)
    rate, news = _rate(rng, output, level, holidays)
    planted: list[Planted] = []
    for onset in _onsets(rng, test_wave, history_waves):
        _plant(rng, rate, onset, news, planted)
    by_source = rng.poisson(rate * news.gamma[None]).astype(np.float64)
    stories = by_source.sum(axis=0)
    copies, bursts = _copies(rng, stories.astype(np.int64), output.shape[0], watched.mean(axis=0))
    observed = stories + rng.binomial(copies, 0.1)
    raw = stories + copies
    return Series(observed, raw, by_source, output, holidays, level, tuple(planted), bursts)


def make_panel(seed: int, number: int, quiet_share: float, history_waves: bool = True) -> list[Series]:
    """`number` series over all levels in turn; the first `quiet_share` of them have no wave in the test year."""
    rng = np.random.default_rng(seed)
    return [make_series(rng, LEVELS[i % len(LEVELS)], i >= number * quiet_share, history_waves) for i in range(number)]


def _holidays() -> Floats:
    flags = np.zeros(LENGTH)
    for year in range(LENGTH // YEAR):
        flags[np.minimum(np.array(HOLIDAYS) + YEAR * year, LENGTH - 1)] = 1.0
    return flags


def _output(rng: np.random.Generator, holidays: Floats) -> tuple[Floats, Floats]:
    outlets = int(rng.integers(3, 26))
    size = np.exp(rng.normal(np.log(40.0), 0.9, outlets))
    weekend = rng.uniform(0.45, 0.8, outlets)
    growth = np.exp(rng.normal(0.0, 0.1, outlets))
    watched = np.ones((outlets, LENGTH))
    for row in watched:
        _drop_out(rng, row)
    week = np.where(DAYS[None] % 7 >= 5, weekend[:, None], 1.0)
    noise = np.exp(rng.normal(0.0, 0.05, (outlets, LENGTH)))
    mean = size[:, None] * week * np.where(holidays, 0.5, 1.0) * growth[:, None] ** (DAYS / YEAR) * noise * watched
    return rng.poisson(mean).astype(np.float64), watched


def _drop_out(rng: np.random.Generator, watched: Floats) -> None:
    day = int(rng.exponential(180.0)) + 1
    while day < LENGTH:
        length = min(20, 1 + int(rng.geometric(0.25)))
        watched[day : day + length] = 0.0 if rng.random() < 0.6 else rng.uniform(0.1, 0.5)
        day += length + int(rng.exponential(180.0)) + 1


@dataclass(frozen=True, slots=True)
class News:
    """The news-day factors of a series, and what spread they have."""

    gamma: Floats
    nugget: float
    frailty: float
    persistence: float


def _rate(rng: np.random.Generator, output: Floats, level: float, holidays: Floats) -> tuple[Floats, News]:
    mix = np.exp(rng.normal(0.0, 0.6, output.shape[0]))
    turn = DAYS / YEAR
    season = rng.uniform(0, 0.3) * np.cos(2 * np.pi * (turn - rng.random()))
    season = season + rng.uniform(0, 0.1) * np.cos(4 * np.pi * (turn - rng.random()))
    walk = np.cumsum(rng.normal(0.0, 0.25 / np.sqrt(YEAR), LENGTH))
    drift = np.convolve(np.pad(walk, 15, "edge"), np.ones(31) / 31, "valid")
    week = rng.normal(0.0, 0.12, 7)[DAYS % 7]
    rho, sd = rng.uniform(0.3, 0.7), rng.uniform(0.1, 0.4)
    frailty = _autoregression(rng, rho, sd) - sd**2 / 2
    feast = np.where(holidays, rng.normal(0.0, 0.2), 0.0)
    rate = output * mix[:, None] * np.exp(season + drift - drift.mean() + week + frailty + feast)[None]
    rate *= level / np.median(rate.sum(axis=0).reshape(-1, 7).mean(axis=1))
    nugget = rng.uniform(0.02, 0.15)
    return rate, News(rng.gamma(1 / nugget, nugget, LENGTH), nugget, sd**2, rho)


def _autoregression(rng: np.random.Generator, rho: float, sd: float) -> Floats:
    shocks = rng.normal(0.0, sd * np.sqrt(1 - rho**2), LENGTH)
    values = np.empty(LENGTH)
    values[0] = rng.normal(0.0, sd)
    for i in range(1, LENGTH):
        values[i] = rho * values[i - 1] + shocks[i]
    return values


def _onsets(rng: np.random.Generator, test_wave: bool, history_waves: bool) -> list[int]:
    onsets = []
    if history_waves:
        for year in range(3):
            onsets += [int(YEAR * year + rng.integers(20, 300)) for _ in range(rng.poisson(0.7))]
    if test_wave:
        onsets.append(int(HISTORY + rng.integers(30, 150)))
        if rng.random() < 0.5:
            onsets.append(int(HISTORY + rng.integers(230, 310)))
    return onsets


def shape_of(kind: str, days: int) -> Floats:
    """The course of a wave, highest value 1."""
    x = (np.arange(days) + 0.5) / days
    course = {
        "step": np.ones(days),
        "news": np.where(x < 0.2, x / 0.2, np.exp(-3 * (x - 0.2) / 0.8)),
        "ramp": x,
        "double": np.exp(-0.5 * ((x - 0.25) / 0.12) ** 2) + 0.8 * np.exp(-0.5 * ((x - 0.75) / 0.12) ** 2),
    }[kind]
    return np.asarray(course / course.max())


def _plant(rng: np.random.Generator, rate: Floats, onset: int, news: News, planted: list[Planted]) -> None:
    days = min(int(rng.choice([5, 10, 21, 45])), LENGTH - 1 - onset)
    kind = str(rng.choice(["step", "news", "ramp", "double"]))
    loud, height = bool(rng.random() < 0.2), float(rng.choice([1.5, 2, 3, 5, 8]))
    course = shape_of(kind, days)
    taking_part = _part(rng, rate.sum(axis=1), loud)
    window = slice(onset, onset + days)
    base = rate[:, window].sum(axis=0)
    excess = rate[taking_part, window] * (height - 1) * course[None]
    rate[taking_part, window] += excess
    lasting = news.nugget + news.frailty * (1 + news.persistence) / (1 - news.persistence)
    sd = np.sqrt(base.sum() + base.mean() ** 2 * days * lasting)
    end = onset + int(np.flatnonzero(course >= 0.2)[-1])
    planted.append(Planted(onset, end, kind, loud, float(excess.sum() / sd)))


def _part(rng: np.random.Generator, volume: Floats, loud: bool) -> np.ndarray:
    outlets = volume.size
    if loud:
        chosen = np.zeros(outlets, dtype=bool)
        chosen[rng.choice(outlets, p=volume / volume.sum())] = True
        return chosen
    chosen = rng.random(outlets) < 0.7
    return chosen if chosen.sum() >= min(3, outlets) else np.ones(outlets, dtype=bool)


def _copies(
    rng: np.random.Generator, stories: np.ndarray, outlets: int, watched: Floats
) -> tuple[np.ndarray, tuple[int, ...]]:
    common = rng.binomial(stories, 0.25)
    copies = common + np.where(common > 0, rng.negative_binomial(np.maximum(common, 1), 1 / 3), 0)
    viral = rng.binomial(stories, 0.01)
    copies += np.where(viral > 0, 5 * viral + rng.negative_binomial(np.maximum(viral, 1), 1 / 13), 0)
    bursts = np.flatnonzero(rng.random(LENGTH) < 4 / YEAR)
    for day in bursts:
        copies[day] += max(5, int(rng.uniform(0.5, 2.0) * outlets))
    first = rng.binomial(copies, 0.6)
    second = rng.binomial(copies - first, 0.75)
    third = copies - first - second
    spread = first.copy()
    spread[1:] += second[:-1]
    spread[2:] += third[:-2]
    return rng.binomial(spread, np.clip(watched, 0, 1)), tuple(int(day) for day in bursts)
