"""What a caller may set, with the reason for every default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How waves are detected. Times are in days whatever the spacing of the series.

    `patience_days` is what a notice promises: on a series without waves, one false notice in so many days on average.
    `false_share` is what an alarm promises, over one year of patience: among the alarms of all series watched at
    once no larger share than this is false on average (e-d-BH; Dandapanthula and Ramdas 2025). The evidence is divided
    by `caution`, if more is wanted than the calibration panels ask for.
    """

    patience_days: float = 364.0
    caution: float = 1.0
    false_share: float = 0.2
    first_days: int = 28
    mature_days: int = 120
    guard_days: float = 15.0
    window: int = 60
    effects: tuple[float, ...] = (1.7, 2.5, 4.0, 7.0, 12.0)
    day_cap: float = 50.0
    least_ratio: float = 1.3
    end_evidence: float = 1.0
    long_days: float = 120.0
    memory_steps: float = 400.0
    upper_tail: float = 1.0 / 364.0
    prior: "Prior | None" = None


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a series before it has spoken, on the scale of log rates.

    Standard deviations of the weekday, holiday and yearly terms, drift of the level per year, and the spread of
    counts around their mean: variance = mean (1 + clumping) + (nugget + frailty) mean², frailty being AR(1).
    `level_shape` is the shape of the gamma prior of the level: a quarter of one observed document. The prior of the
    frailty has standard deviation `frailty_error` + `clump_error` / level, since a rare story is told for some days.
    """

    level_shape: float = 0.25
    level_count: float = 0.5
    drift_a_year: float = 0.45
    weekday: float = 0.25
    holiday: float = 0.3
    yearly: float = 0.2
    half_yearly: float = 0.1
    nugget: float = 0.06
    clumping: float = 0.25
    frailty: float = 0.06
    persistence: float = 0.5
    spread_weight: float = 2.0
    frailty_error: float = 0.05
    clump_error: float = 0.4
