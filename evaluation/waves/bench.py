"""The whole bench: panels from fresh fixed seeds, every method in the same run, one report."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.waves import contest, hawkes, media
from evaluation.waves.chance import alignment_figures
from evaluation.waves.contest import Score, Side
from evaluation.waves.disturbance import burst_figure, silence_alarms, silence_ends
from evaluation.waves.figures import Figure
from evaluation.waves.misread import misread_figures
from evaluation.waves.oracle import oracle_figures
from evaluation.waves.ours import inputs_of
from evaluation.waves.pace import pace_figures
from evaluation.waves.recipes import daily_figures, weekly_figures
from evaluation.waves.together import breadth_figures, together_figures
from tolqyn.waves import Options

QUIET_SHARE = 0.4
STRONG = ("Farrington flexible", "Farrington flexible, trend as in R")
OTHERS = (
    "z, 28 days",
    "z, 7 days against 8 weeks",
    "EARS C2, sd at least 0.5",
    "BOCPD gamma-Poisson",
    "Kleinberg",
    "PELT daily",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything a run does, and its seeds: those of acceptance were used for nothing else."""

    calibration: int
    evaluation: int
    trials: int
    weekly_repeats: int
    daily_repeats: int
    part: int
    rounds: int
    seed: int
    peers: tuple[str, ...]
    together: int
    silences: int


FULL = Plan(250, 600, 300, 6, 6, 10, 7, 9407, STRONG + OTHERS, 1000, 2000)
QUICK = Plan(40, 60, 40, 1, 1, 200, 4, 9407, ("Farrington flexible", "z, 28 days"), 60, 100)
"""Seeds 7001 and 8101 and those from 61011 on are retired: they were looked at while options were chosen."""


def run_bench(plan: Plan, chosen: Sequence[int], generators: Sequence[str]) -> list[Figure]:
    """The figures chosen by number; tables of methods go to stderr as they come."""
    figures: list[Figure] = []
    options = Options()
    if "media" in generators and set(chosen) & {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}:
        figures += _generator("media", media, plan, options, chosen)
    if "cascades" in generators and set(chosen) & {1, 2, 3, 4, 5, 6, 7}:
        figures += _generator("cascades", hawkes, plan, options, chosen)
    makers = {
        11: lambda: alignment_figures(plan.trials, plan.seed + 11),
        12: lambda: weekly_figures(plan.weekly_repeats, plan.seed + 12) + oracle_figures(plan.seed + 120),
        13: lambda: daily_figures(plan.daily_repeats, plan.seed + 13),
        14: lambda: pace_figures(plan.part),
        15: lambda: misread_figures(plan.trials // 2, plan.seed + 15),
    }
    for number, make in makers.items():
        if number in chosen:
            figures += _told(make())
    return figures


def _told(figures: list[Figure]) -> list[Figure]:
    for figure in figures:
        print(figure.line(), file=sys.stderr, flush=True)
    return figures


def _generator(name: str, generator: object, plan: Plan, options: Options, chosen: Sequence[int]) -> list[Figure]:
    offset = 0 if name == "media" else 500
    make = generator.make_panel  # type: ignore[attr-defined]
    sides = []
    for seed, number, quiet in ((1, plan.calibration, 1.0), (2, plan.evaluation, QUIET_SHARE)):
        panel = make(plan.seed + offset + seed, number, quiet)
        sides.append(Side(panel, inputs_of(panel)))
    calibration, evaluation = sides
    figures: list[Figure] = []
    if 6 in chosen:
        figures += _told(contest.promise_figures(calibration, options, name))
    if set(chosen) & {1, 2, 3, 4, 5, 7}:
        figures += _contest(name, calibration, evaluation, plan, options)
    if name == "media":
        figures += _about_media(evaluation, options, plan, chosen)
    return figures


def _contest(name: str, calibration: Side, evaluation: Side, plan: Plan, options: Options) -> list[Figure]:
    # On cascades the two variants of the trend gave the same table; one of them is enough there.
    names = [peer for peer in plan.peers if name == "media" or peer != STRONG[1]]
    entered = contest.contestants(calibration, evaluation, options, names)
    scores: dict[tuple[str, float], Score] = {}
    for entrant in entered:
        for target in (0.2, 1.0):
            result = contest.score(entrant, calibration, evaluation, target, plan.rounds)
            scores[entrant.name, target] = result
            print(f"{name}: {contest.row(result)}", file=sys.stderr, flush=True)
    ours = scores["Tolqyn", 0.2]
    rivals = [scores[peer, 0.2] for peer in STRONG if (peer, 0.2) in scores]
    figures = contest.power_figures(ours, rivals, name) + contest.delay_figures(scores["Tolqyn", 1.0], name)
    return _told(figures + contest.edge_figures(ours, name))


def _about_media(evaluation: Side, options: Options, plan: Plan, chosen: Sequence[int]) -> list[Figure]:
    figures: list[Figure] = []
    if 8 in chosen:
        panel = media.make_panel(plan.seed + 3, plan.together, QUIET_SHARE)
        side = Side(panel, inputs_of(panel))
        figures += _told(together_figures(side, options, contest.statistic_of(STRONG[0], side.inputs)))
    if 9 in chosen:
        strict = Options(patience_days=5 * options.patience_days)
        figures += _told([burst_figure(evaluation, strict), silence_alarms(evaluation, strict, plan.seed + 9)])
        figures += _told([silence_ends(media.make_panel(plan.seed + 4, plan.silences, 0.0), strict)])
    if 10 in chosen:
        figures += _told(breadth_figures(evaluation, options))
    return figures
