"""Figures 1 to 7: our detector and its peers on one generator, at matched numbers of false alarms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluation.waves import farrington, peers
from evaluation.waves.figures import Figure, resampled, share
from evaluation.waves.ours import Inputs, episodes_of
from evaluation.waves.score import Episode, Outcome, false_alarms, outcomes
from evaluation.waves.truth import HISTORY, YEAR, Floats, Series
from tolqyn.waves import Options

GAP = 7
Found = list[list[Episode]]
Finder = Callable[[float], Found]


@dataclass(frozen=True, slots=True)
class Side:
    """A panel with the inputs that every method gets."""

    panel: list[Series]
    inputs: Inputs

    @property
    def quiet(self) -> np.ndarray:
        """Which series have no wave in the test year."""
        return np.array([series.quiet for series in self.panel])


@dataclass(frozen=True, slots=True)
class Contestant:
    """A method: its episodes at a threshold on the calibration and the evaluation side, higher is stricter."""

    name: str
    calibrating: Finder
    evaluating: Finder
    low: float
    high: float


def runs_above(statistic: Floats, threshold: float) -> list[Episode]:
    """Episodes of a statistic of the test year: days at or above the threshold, gaps of up to seven days bridged."""
    days = np.flatnonzero(statistic >= threshold) + HISTORY
    runs: list[list[int]] = []
    for day in days.tolist():
        if runs and day - runs[-1][1] <= GAP:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return [Episode(first, first, last, last) for first, last in runs]


def statistic_of(name: str, inputs: Inputs) -> list[Floats]:
    """The daily statistic of a peer for every series."""
    observed, exposure = inputs.observed, inputs.exposure
    makers: dict[str, Callable[[Floats, Floats], Floats]] = {
        "Farrington flexible": lambda y, e: farrington.daily(y, e, keep_trend=True),
        "Farrington flexible, trend as in R": lambda y, e: farrington.daily(y, e, keep_trend=False),
        "z, 28 days": peers.z_month,
        "z, 7 days against 8 weeks": peers.z_week,
        "EARS C2, sd at least 0.5": lambda y, _: peers.ears_c2(y, 0.5),
        "BOCPD gamma-Poisson": _bocpd,
    }
    return [makers[name](y, e) for y, e in zip(observed, exposure, strict=True)]


def _bocpd(observed: Floats, exposure: Floats) -> Floats:
    """The chance of a recent raised run as -log(1 - p), so that thresholds near certainty can be told apart."""
    recent = slice(HISTORY - 150, None)
    mean = peers.weekday_mean(observed, exposure)
    chance = peers.bocpd(observed[recent], mean[recent], 1 / 60, 200, 3.0)[150:]
    return np.asarray(-np.log1p(-np.clip(chance, 0.0, 1.0 - 1e-12)))


PEERS = (
    ("Farrington flexible", 0.0, 40.0),
    ("Farrington flexible, trend as in R", 0.0, 40.0),
    ("z, 28 days", 0.0, 300.0),
    ("z, 7 days against 8 weeks", 0.0, 300.0),
    ("EARS C2, sd at least 0.5", 0.0, 300.0),
    ("BOCPD gamma-Poisson", 0.0, 27.0),
)


def contestants(calibration: Side, evaluation: Side, options: Options, names: Sequence[str]) -> list[Contestant]:
    """Ours and the peers named."""

    def ours(side: Side) -> Finder:
        return lambda log_patience: episodes_of(
            side.inputs, replace(options, patience_days=float(np.exp(log_patience)))
        )

    entered = [Contestant("Tolqyn", ours(calibration), ours(evaluation), np.log(60.0), np.log(YEAR * 60.0))]
    for name, low, high in PEERS:
        if name in names:
            entered.append(_peer(name, calibration, evaluation, (low, high)))
    if "Kleinberg" in names:
        entered.append(Contestant("Kleinberg", _kleinberg(calibration), _kleinberg(evaluation), 0.5, 200.0))
    if "PELT daily" in names:
        entered.append(Contestant("PELT daily", _pelt(calibration), _pelt(evaluation), 2.0, 80.0))
    return entered


def _peer(name: str, calibration: Side, evaluation: Side, limits: tuple[float, float]) -> Contestant:
    before, after = statistic_of(name, calibration.inputs), statistic_of(name, evaluation.inputs)

    def finder(statistics: list[Floats]) -> Finder:
        return lambda threshold: [runs_above(statistic, threshold) for statistic in statistics]

    return Contestant(name, finder(before), finder(after), *limits)


def _kleinberg(side: Side) -> Finder:
    def find(gamma: float) -> Found:
        found = []
        for y, e in zip(side.inputs.observed, side.inputs.exposure, strict=True):
            made = 20.0 * e * y[:HISTORY].sum() / max(e[:HISTORY].sum(), 1e-9) + y
            rate = max(y[:HISTORY].sum() / made[:HISTORY].sum(), 1e-9)
            saved = peers.kleinberg(y[HISTORY - YEAR :], made[HISTORY - YEAR :], rate, 2.0, gamma)
            found.append(runs_above(saved[YEAR:], 1e-9))
        return found

    return find


def _pelt(side: Side) -> Finder:
    prepared = []
    for y, e in zip(side.inputs.observed, side.inputs.exposure, strict=True):
        mean = peers.weekday_mean(y, e)
        values = 2 * (np.sqrt(y + 0.375) - np.sqrt(mean + 0.375))
        steps = np.diff(values[:HISTORY])
        spread = max(1.4826 * float(np.median(np.abs(steps - np.median(steps)))) / np.sqrt(2), 0.3)
        prepared.append((values[HISTORY - 120 :] / spread, y[HISTORY - 120 :], mean[HISTORY - 120 :]))

    def find(penalty: float) -> Found:
        found = []
        for values, y, mean in prepared:
            alarm, begin = peers.pelt_today(values, y, mean, penalty, 120)
            runs = runs_above(alarm[120:], 0.5)
            found.append([replace(r, onset=int(begin[r.raised - HISTORY + 120]) + HISTORY - 120) for r in runs])
        return found

    return find


def calibrate(entrant: Contestant, side: Side, target: float, rounds: int) -> float:
    """The threshold at which the quiet series of the calibration side have at most the target rate of false alarms."""
    low, high = entrant.low, entrant.high
    for _ in range(rounds):
        middle = (low + high) / 2
        if false_alarms(side.panel, entrant.calibrating(middle))[side.quiet].mean() > target:
            low = middle
        else:
            high = middle
    return high


@dataclass(frozen=True, slots=True)
class Score:
    """One method at one target rate of false alarms, on the evaluation side."""

    name: str
    target: float
    threshold: float
    false_rate: float
    outcomes: list[Outcome]

    def visible(self, low: float, high: float = 1e9) -> list[Outcome]:
        """Outcomes of waves whose signal-to-noise ratio lies between the two."""
        return [o for o in self.outcomes if low <= o.wave.snr < high]

    def detected(self, low: float = 4.0, high: float = 1e9) -> float:
        """The share detected."""
        chosen = self.visible(low, high)
        return sum(o.delay is not None for o in chosen) / max(len(chosen), 1)


def score(entrant: Contestant, calibration: Side, evaluation: Side, target: float, rounds: int) -> Score:
    """Calibrate on the one side, measure on the other."""
    threshold = calibrate(entrant, calibration, target, rounds)
    found = entrant.evaluating(threshold)
    false_rate = float(false_alarms(evaluation.panel, found)[evaluation.quiet].mean())
    return Score(entrant.name, target, threshold, false_rate, outcomes(evaluation.panel, found))


def row(result: Score) -> str:
    """One line of the table of methods."""
    hits = [o for o in result.visible(4.0) if o.delay is not None]
    onset, end = _errors(hits)
    early = sum(o.delay is not None and o.delay <= 2 for o in hits) / max(len(result.visible(4.0)), 1)
    delay = float(np.median([o.delay for o in hits])) if hits else float("nan")
    return (
        f"{result.name:<36} at {result.target:.1f}: found {result.detected():.3f} (4-8 {result.detected(4, 8):.2f}, "
        f">8 {result.detected(8):.2f}, 2-4 {result.detected(2, 4):.2f}) false {result.false_rate:.2f} "
        f"by day 2 {early:.2f} delay {delay:.0f} onset {np.median(onset):.0f}/{np.mean(onset <= 3):.2f} "
        f"end {np.median(end):.0f}/{np.mean(end <= 7):.2f}"
    )


def _errors(hits: Sequence[Outcome]) -> tuple[Floats, Floats]:
    onset = np.abs(np.array([o.onset_error for o in hits] or [np.nan], dtype=np.float64))
    end = np.abs(np.array([o.end_error for o in hits] or [np.nan], dtype=np.float64))
    return onset, end


def power_figures(ours: Score, rivals: Sequence[Score], where: str) -> list[Figure]:
    """Figures 1 and 2."""
    best = max(rivals, key=lambda rival: rival.detected())
    pairs = zip(ours.visible(4.0), best.visible(4.0), strict=True)
    both = np.array([[o.delay is not None, p.delay is not None] for o, p in pairs], dtype=np.float64)
    lead = resampled(
        f"1 lead over {best.name} ({where})", [both], lambda b: float((b[:, 0] - b[:, 1]).mean()), "up", 0.08
    )
    loud, large = ours.visible(4.0), ours.visible(8.0)
    return [
        share(f"1 detected, SNR >= 4, at 0.2 false a year ({where})", _hits(loud), len(loud), "up", 0.80),
        lead,
        share(f"2 detected, SNR > 8 ({where})", _hits(large), len(large), "up", 0.97),
    ]


def _hits(chosen: Sequence[Outcome]) -> int:
    return sum(o.delay is not None for o in chosen)


def delay_figures(ours: Score, where: str) -> list[Figure]:
    """Figure 3."""
    chosen = ours.visible(4.0)
    delays = np.array([o.delay for o in chosen if o.delay is not None], dtype=np.float64)
    early = sum(o.delay is not None and o.delay <= 2 for o in chosen)
    return [
        resampled(
            f"3 median delay at 1.0 false a year, days ({where})", [delays], lambda d: float(np.median(d)), "down", 3.0
        ),
        share(f"3 found by the second day ({where})", early, len(chosen), "up", 0.38),
    ]


def edge_figures(ours: Score, where: str) -> list[Figure]:
    """Figures 4, 5 and 7."""
    hits = [o for o in ours.visible(4.0) if o.delay is not None]
    onset, end = _errors(hits)
    widths = np.array([o.widths for o in hits if o.widths], dtype=np.float64)
    figures = [
        resampled(f"4 onset error, median days ({where})", [onset], lambda d: float(np.median(d)), "down", 1.0),
        share(f"4 onset within 3 days ({where})", int((onset <= 3).sum()), onset.size, "up", 0.78),
        resampled(f"5 end error, median days ({where})", [end], lambda d: float(np.median(d)), "down", 1.0),
        share(f"5 end within 7 days ({where})", int((end <= 7).sum()), end.size, "up", 0.90),
    ]
    for name, covered, column in (
        ("onset", [o.onset_covered for o in hits], 0),
        ("end", [o.end_covered for o in hits], 1),
    ):
        figures.append(
            share(f"7 coverage of 90 % {name} intervals ({where})", sum(map(bool, covered)), len(hits), "up", 0.85)
        )
        figures.append(
            resampled(
                f"7 median width of {name} intervals ({where})",
                [widths[:, column]],
                lambda w: float(np.median(w)),
                "down",
                10.0,
            )
        )
    return figures


def promise_figures(calibration: Side, options: Options, where: str) -> list[Figure]:
    """Figure 6: false alarms on quiet series against what the patience promises, overall and in the worst stratum."""
    figures = []
    levels = np.array([series.level for series in calibration.panel])
    for years in (1.0, 5.0):
        found = episodes_of(calibration.inputs, replace(options, patience_days=years * YEAR))
        false = false_alarms(calibration.panel, found)[calibration.quiet] * years
        strata = [float(false[levels[calibration.quiet] == level].mean()) for level in sorted(set(levels.tolist()))]
        figures.append(
            resampled(
                f"6 measured / promised at patience {years:.0f} y ({where})",
                [false],
                lambda f: float(f.mean()),
                "down",
                1.0,
            )
        )
        note = "by level " + " ".join(f"{value:.2f}" for value in strata)
        figures.append(Figure(f"6 the same, worst stratum ({where})", max(strata), None, None, "down", 1.3, note))
    return figures
