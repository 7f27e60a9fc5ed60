"""Figures 12 and 13: the published recipes, weekly (Noufaily et al. 2013) and daily (Noufaily et al. 2019)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evaluation.waves import farrington
from evaluation.waves.figures import Figure, share
from evaluation.waves.truth import Floats
from tolqyn.waves import Options, detect, gather

WEEKS, FIRST_WEEK, LAST_START = 624, 575, 620
SETS = (
    (0.1, 1.5, 0.0025, 0.6, 0.6),
    (-2.0, 2.0, 0.005, 0.1, 0.3),
    (1.5, 1.0, 0.003, 0.2, -0.4),
    (0.5, 5.0, 0.002, 0.5, 0.5),
    (2.5, 3.0, 0.001, 1.0, 0.1),
    (3.75, 1.1, 0.001, 0.1, -0.1),
    (5.0, 1.2, 0.0001, 0.05, 0.01),
)
SIGNALS = (
    (7, 1, 2, 6, 0, 0.2, 0.2, 0.5, 0.4, 2, 29, 1),
    (7, 1, 2, 0.5, 0, 1.5, 1.4, 0.5, 0.4, 1, -167, 1),
    (7, 0, 2, 5.5, 0, 0, 0, 0.3, 0.25, 1, 1, 1),
    (7, 0, 2, 2, 0, 0, 0, 0.3, 0.25, 1, 1, 1),
    (5, 1, 1, 6, 0, 0.3, 2, 0.3, 0.5, 1.5, -50, 10),
    (5, 1, 1, 1, 0, 0.1, 2, 0.05, 0.05, 1, -50, 1),
    (5, 0, 1, 6, 0.0001, 0, 0, 0.6, 0.9, 1.5, 0, 10),
    (5, 1, 1, 3, 0, 1.5, 0.1, 0.2, 0.3, 1, -150, 1),
    (5, 1, 1, 3, 0, 0.2, 0.1, 0.05, 0.15, 1, -200, 1),
    (5, 1, 1, 5, 0, 0.2, 0.1, 0.05, 0.1, 1, 0, 1),
    (5, 2, 1, 0.5, 0, 0.4, 0, 0.05, 0.15, 1, 0, 1),
    (5, 1, 1, 9, 0, 0.5, 0.2, 0.2, 0.5, 1, 0, 100),
    (7, 1, 2, 2, 0.0005, 0.8, 0.8, 0.8, 0.4, 4, 57, 1),
    (7, 4, 1, 0.05, 0, 0.01, 0.01, 1.8, 0.1, 1, -85, 1),
    (7, 1, 2, 3, 0, 0.8, 0.6, 0.8, 0.4, 4, 29, 1),
    (7, 0, 2, 6, 0, 0, 0, 0.8, 0.4, 4, 1, 1),
)
YEARS, TESTED_WEEKS = 7, 49
DAILY_TARGET = 0.0165
"""Below the .018 that is allowed, since a threshold is estimated: it was .0187 on other series once."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One series without and with its current outbreak: days, counts, the first tested place, the outbreak's places."""

    days: np.ndarray
    calm: Floats
    struck: Floats
    tested: int
    begin: int
    stop: int
    size: str


def _draw(rng: np.random.Generator, mean: Floats, phi: float) -> Floats:
    if phi == 1:
        return rng.poisson(mean).astype(np.float64)
    return rng.negative_binomial(mean / (phi - 1), 1 / phi).astype(np.float64)


def weekly_trials(rng: np.random.Generator, repeats: int) -> list[Trial]:
    """All 42 scenarios: seven sets, with and without trend, with no, one or two harmonics."""
    weeks = np.arange(1, WEEKS + 1)
    days = np.datetime64("2010-01-04") + 7 * np.arange(WEEKS)
    trials = []
    for index, (theta, phi, beta, cosine, sine) in enumerate(np.repeat(SETS, 6 * repeats, axis=0)):
        trend, harmonics = (index // repeats) % 2, (index // repeats) // 2 % 3
        log = theta + trend * beta * weeks
        for j in range(1, harmonics + 1):
            log += cosine * np.cos(2 * np.pi * j * weeks / 52) + sine * np.sin(2 * np.pi * j * weeks / 52)
        mean = np.exp(log)
        counts = _draw(rng, mean, phi)
        strength = (0, 2, 3, 5, 10)[index % 5]
        for start in rng.choice(np.arange(312, 569), 4, replace=False) if strength else ():
            counts = _weekly_outbreak(rng, counts, int(start), strength, np.sqrt(phi * mean), 575)[0]
        start = int(rng.integers(FIRST_WEEK, LAST_START))
        struck, stop = _weekly_outbreak(rng, counts, start, 1 + index % 10, np.sqrt(phi * mean), WEEKS)
        trials.append(Trial(days, counts, struck, FIRST_WEEK, start, stop, "any"))
    return trials


def _weekly_outbreak(
    rng: np.random.Generator, counts: Floats, start: int, strength: float, sd: Floats, limit: int
) -> tuple[Floats, int]:
    size = 0
    for _ in range(50):
        size = int(rng.poisson(strength * sd[start]))
        if size >= 2:
            break
    places = np.minimum(start + np.floor(rng.lognormal(0, 0.5, max(size, 2))).astype(int), limit - 1)
    raised = counts.copy()
    np.add.at(raised, places, 1.0)
    return raised, int(places.max()) + 1


def daily_trials(rng: np.random.Generator, repeats: int) -> list[Trial]:
    """Sixteen signals of seven years; outbreaks of twice and of five times the weekly standard deviation."""
    return [
        _daily_trial(rng, signal, strength) for signal in SIGNALS for _ in range(repeats) for strength in (2.0, 5.0)
    ]


def _daily_trial(rng: np.random.Generator, signal: tuple[float, ...], strength: float) -> Trial:
    d, k, k2, alpha, beta, g1, g2, g3, g4, phi, shift, divisor = signal
    places = np.arange(int(YEARS * 52 * d))
    turn = 2 * np.pi * (places + shift)
    log = alpha + beta * (places + shift)
    for j in range(1, int(k) + 1):
        log = log + g1 * np.cos(turn * j / (52 * d)) + g2 * np.sin(turn * j / (52 * d))
    for j in range(1, int(k2) + 1):
        log = log + g3 * np.cos(turn * j / d) + g4 * np.sin(turn * j / d)
    mean = np.exp(log) / divisor
    counts = _draw(rng, mean, phi)
    monday = np.datetime64("2014-01-06")
    days = monday + 7 * (places // int(d)) + places % int(d)
    tested = int((YEARS * 52 - TESTED_WEEKS) * d)
    start = int(rng.integers(tested, places.size - 3 * int(d)))
    size = max(int(rng.poisson(strength * d * np.sqrt(phi * mean[start]))), 2)
    offsets = np.floor(rng.lognormal(0, 0.5, size) / 0.25).astype(int)
    hits = np.minimum(start + offsets, places.size - 1)
    raised = counts.copy()
    np.add.at(raised, hits, 1.0)
    return Trial(days, counts, raised, tested, start, int(hits.max()) + 1, "small" if strength == 2 else "large")


Scorer = Callable[[Trial, Floats], Floats]


def measure(trials: list[Trial], scorer: Scorer, target: float) -> tuple[float, dict[str, tuple[int, int]]]:
    """Threshold from the calm halves of every other trial; rate and detections from the remaining ones."""
    calm = [scorer(trial, trial.calm) for trial in trials]
    pooled = np.sort(np.concatenate(calm[::2]))[::-1]
    threshold = float(np.nextafter(pooled[int(target * pooled.size)], np.inf))
    rest = np.concatenate(calm[1::2])
    hits: dict[str, tuple[int, int]] = {}
    for trial in trials:
        statistic = scorer(trial, trial.struck)[trial.begin - trial.tested : trial.stop - trial.tested]
        found, of = hits.get(trial.size, (0, 0))
        hits[trial.size] = (found + bool((statistic >= threshold).any()), of + 1)
    return float((rest >= threshold).mean()), hits


def _gathered(trial: Trial, counts: Floats, steps: int) -> Floats:
    found = detect(counts, 1.0, trial.days, options=Options(patience_days=1e9))
    return gather(found.tail, steps)[trial.tested :]


def ours_weekly(trial: Trial, counts: Floats) -> Floats:
    """The deviates of two weeks taken together."""
    return _gathered(trial, counts, 2)


def ours_daily(trial: Trial, counts: Floats) -> Floats:
    """The deviates of a week taken together."""
    return _gathered(trial, counts, 7 if np.all(np.diff(trial.days).astype(int) == 1) else 5)


def farrington_weekly(trial: Trial, counts: Floats) -> Floats:
    """The peer on weeks, five years back."""
    lags, groups = farrington.reference(5)
    answer = np.zeros(counts.size - trial.tested)
    ones = np.ones(lags.size)
    for week in range(trial.tested, counts.size):
        before = counts[week - lags]
        if (before > 0).sum() >= 2 and counts[week - 3 : week + 1].sum() >= 5:
            mean, phi = farrington.expect(before, ones, lags, groups, 1.0)
            answer[week - trial.tested] = farrington.surprise(counts[week], mean, phi)
        else:
            answer[week - trial.tested] = -9.0
    return answer


def farrington_daily(trial: Trial, counts: Floats) -> Floats:
    """The peer on rolling weeks, five years back."""
    lags, groups = farrington.reference(5)
    width = 7 if np.all(np.diff(trial.days).astype(int) == 1) else 5
    total = np.concatenate(([0.0], np.cumsum(counts)))
    ones = np.ones(lags.size)
    answer = np.zeros(counts.size - trial.tested)
    for day in range(trial.tested, counts.size):
        ends = day + 1 - width * lags
        mean, phi = farrington.expect(total[ends] - total[ends - width], ones, lags, groups, 1.0)
        answer[day - trial.tested] = farrington.surprise(total[day + 1] - total[day + 1 - width], mean, phi)
    return answer


def weekly_figures(repeats: int, seed: int) -> list[Figure]:
    """Detections at the false-positive rate of Farrington (.0092 a week)."""
    trials = weekly_trials(np.random.default_rng(seed), repeats)
    figures = []
    for name, scorer, must in (("", ours_weekly, 0.48), (" peer: Farrington", farrington_weekly, None)):
        rate, hits = measure(trials, scorer, 0.0092)
        found, of = hits["any"]
        note = f"{found} of {of}; false {rate:.4f} a week"
        figures.append(share(f"12 weekly recipe, detected{name}", found, of, "up", must, note))
    return figures


def daily_figures(repeats: int, seed: int) -> list[Figure]:
    """Detections at a false-positive rate of at most .018 a day, ours and the peer's alike."""
    trials = daily_trials(np.random.default_rng(seed), repeats)
    figures = []
    for name, scorer, musts in (("", ours_daily, (0.69, 0.97)), (" peer: Farrington", farrington_daily, (None, None))):
        rate, hits = measure(trials, scorer, DAILY_TARGET)
        for size, must in zip(("small", "large"), musts, strict=True):
            found, of = hits[size]
            note = f"{found} of {of}; false {rate:.4f} a day"
            figures.append(share(f"13 daily recipe, {size} outbreaks detected{name}", found, of, "up", must, note))
    return figures
