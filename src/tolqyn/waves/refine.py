"""Onset and end of a known wave with honest intervals: a hidden Markov model over the days around it.

On each day the series is before the wave, in it at one of several effects, or after it; the effect may move between
neighbouring values from day to day, so that ramps, decays and double humps are all within the model. Beside it runs
the news-day factor, an autoregression on a grid of five values (Tauchen 1986), because without it one mild news day
would be read as the end. Paths are drawn from the posterior (forward filtering, backward sampling; Frühwirth-Schnatter
1994) and read as a person would: the onset is the day that reaches a quarter of the path's height, its interval begins
with the first that reaches a twentieth and, where the rise is slow, as far before it as the rise tells, so that a mild
prelude and a ramp are allowed for and do not move the estimate; the end is the last day that keeps a fifth. The
likelihood is tempered by `TEMPER`, set so that nine intervals in ten hold (docs/explanation/waves.md).
"""

import math

import numpy as np

from tolqyn.waves.compiled import compiled
from tolqyn.waves.layout import Floats, Ints, Spread
from tolqyn.waves.negbin import log_kernel, size_beside

EFFECTS = np.array([1.0, 1.0, 1.1, 1.3, 1.6, 2.0, 2.6, 3.5, 5.0, 8.0, 13.0, 1.0])
AFTER = 11
NODES = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
VALUES = 5
PATHS = 100
TEMPER = 0.8
ENTER, LEAVE = 0.03, 0.06
MOVES = np.array([0.05, 0.12, 0.66, 0.12, 0.05])
ONSET_SHARE, STEP_SHARE, END_SHARE = 0.05, 0.25, 0.2
END_MARGIN = 1.0
ONSET_TAIL = 0.1


@compiled
def refine(counts: Floats, base: Floats, wrong: Floats, spread: Spread, level_var: float, seed: int) -> Floats:
    """Seven numbers for the days given (base 0: a day without evidence; `wrong`: documents counted wrongly, and slack).

    For onset and then end the low point, the estimate and the high point among the drawn paths, and the share of paths
    that are over. The onset is where most paths stand within three days, the end is their median; a day is
    added on both sides of the end's interval, since a fifth of the height is passed between two counts.
    """
    news = _news(spread.persistence)
    phases = _phases()
    likely = _likelihoods(counts, base, wrong, spread, level_var)
    forward = _filter(likely, phases, news)
    onsets, steps, ends = np.zeros(PATHS), np.zeros(PATHS), np.zeros(PATHS)
    np.random.seed(seed)
    path = np.zeros(counts.shape[0], dtype=np.int64)
    over = 0.0
    for p in range(PATHS):
        _draw(forward, phases, news, path)
        onsets[p], steps[p], ends[p] = _read(path)
        over += 1.0 if ends[p] < counts.shape[0] - 1 else 0.0
    return _summary(np.sort(onsets), np.sort(steps), np.sort(ends), over / PATHS)


@compiled
def _news(rho: float) -> Floats:
    """Chances to move between the values of the news-day factor from one day to the next."""
    moves = np.zeros((VALUES, VALUES))
    for i in range(VALUES):
        total = 0.0
        for j in range(VALUES):
            z = NODES[j] - rho * NODES[i]
            moves[i, j] = math.exp(-0.5 * z * z / (1.0 - rho * rho))
            total += moves[i, j]
        for j in range(VALUES):
            moves[i, j] /= total
    return moves


@compiled
def _phases() -> Floats:
    """Chances to move between before (first), the effects, and after (last)."""
    moves = np.zeros((AFTER + 1, AFTER + 1))
    moves[0, 0] = 1.0 - ENTER
    for i in range(1, AFTER):
        if i > 1:
            moves[0, i] = ENTER / (AFTER - 2)
        total = 0.0
        for j in range(max(1, i - 2), min(AFTER, i + 3)):
            moves[i, j] = MOVES[j - i + 2]
            total += moves[i, j]
        for j in range(max(1, i - 2), min(AFTER, i + 3)):
            moves[i, j] *= (1.0 - LEAVE) / total
        moves[i, AFTER] = LEAVE
    moves[AFTER, AFTER] = 1.0
    return moves


@compiled
def _likelihoods(counts: Floats, base: Floats, wrong: Floats, spread: Spread, level_var: float) -> Floats:
    """Tempered likelihood of every day under every phase and news value, largest 1: days × phases × news."""
    likely = np.ones((counts.shape[0], AFTER + 1, VALUES))
    around, sd = spread.nugget + level_var, math.sqrt(spread.frailty)
    for t in range(counts.shape[0]):
        if base[t] <= 0.0:
            continue
        best = -1e300
        for i in range(1, AFTER):
            for j in range(VALUES):
                mean = base[t] * EFFECTS[i] * math.exp(sd * NODES[j])
                size = size_beside(mean, wrong[0, t], wrong[1, t], spread.clumping, around)
                likely[t, i, j] = TEMPER * log_kernel(counts[t], mean + wrong[0, t], size)
                best = max(best, likely[t, i, j])
        for j in range(VALUES):
            for i in range(1, AFTER):
                likely[t, i, j] = math.exp(likely[t, i, j] - best)
            likely[t, 0, j] = likely[t, AFTER, j] = likely[t, 1, j]
    return likely


@compiled
def _filter(likely: Floats, phases: Floats, news: Floats) -> Floats:
    """Forward pass: chances of phase and news value given the days so far, days × phases × news."""
    forward = np.zeros(likely.shape)
    moved = np.zeros((AFTER + 1, VALUES))
    for t in range(likely.shape[0]):
        total = 0.0
        if t > 0:
            _move(forward[t - 1], phases, moved)
        for i in range(AFTER + 1):
            for j in range(VALUES):
                value = 0.0
                if t == 0:
                    value = math.exp(-0.5 * NODES[j] * NODES[j]) if i == 0 else 0.0
                else:
                    for k in range(VALUES):
                        value += moved[i, k] * news[k, j]
                forward[t, i, j] = value * likely[t, i, j]
                total += forward[t, i, j]
        for i in range(AFTER + 1):
            for j in range(VALUES):
                forward[t, i, j] /= total
    return forward


@compiled
def _move(before: Floats, phases: Floats, moved: Floats) -> None:
    for i in range(AFTER + 1):
        for j in range(VALUES):
            value = 0.0
            for k in range(AFTER + 1):
                value += before[k, j] * phases[k, i]
            moved[i, j] = value


@compiled
def _draw(forward: Floats, phases: Floats, news: Floats, path: Ints) -> None:
    """One path of phases, drawn backwards, among those that enter a wave at all."""
    phase, value = _pick(forward[forward.shape[0] - 1], phases, news, -1, -1)
    path[forward.shape[0] - 1] = phase
    for t in range(forward.shape[0] - 2, -1, -1):
        phase, value = _pick(forward[t], phases, news, phase, value)
        path[t] = phase


@compiled
def _pick(now: Floats, phases: Floats, news: Floats, phase: int, value: int) -> tuple[int, int]:
    """A phase and a news value given those of the next day; at the last day (-1) anything but “before”."""
    sums = np.zeros(AFTER + 1)
    total = 0.0
    for i in range(AFTER + 1):
        move = phases[i, phase] if phase >= 0 else (1.0 if i > 0 else 0.0)
        if move > 0.0:
            for j in range(VALUES):
                sums[i] += now[i, j] * (news[j, value] if value >= 0 else 1.0)
            sums[i] *= move
            total += sums[i]
    target = np.random.random() * total
    for i in range(AFTER + 1):
        if target <= sums[i] and sums[i] > 0.0:
            return i, _pick_value(now[i], news, value)
        target -= sums[i]
    return AFTER, VALUES - 1


@compiled
def _pick_value(row: Floats, news: Floats, value: int) -> int:
    total = 0.0
    for j in range(VALUES):
        total += row[j] * (news[j, value] if value >= 0 else 1.0)
    target = np.random.random() * total
    for j in range(VALUES):
        target -= row[j] * (news[j, value] if value >= 0 else 1.0)
        if target <= 0.0:
            return j
    return VALUES - 1


@compiled
def _read(path: Ints) -> tuple[int, int, int]:
    """The earliest and the likeliest onset that a path allows, and the last day that keeps a fifth of its height.

    A slow rise is followed back: by as much as it took from a quarter to half of the height, or from there to three
    quarters if that was faster, before the first day that reaches a twentieth. A step has no such days.
    """
    height = 0.0
    for t in range(path.shape[0]):
        height = max(height, EFFECTS[path[t]] - 1.0)
    never = path.shape[0] - 1
    first, quarter, half, most, last = never, never, never, never, 0
    for t in range(path.shape[0]):
        above = (EFFECTS[path[t]] - 1.0) / max(height, 1e-9)
        if above <= 0.0:
            continue
        first = min(first, t) if above >= ONSET_SHARE else first
        quarter = min(quarter, t) if above >= STEP_SHARE else quarter
        half = min(half, t) if above >= 2.0 * STEP_SHARE else half
        most = min(most, t) if above >= 3.0 * STEP_SHARE else most
        last = t if above >= END_SHARE else last
    lead = min(half - quarter, most - half)
    return max(first - lead, 0), quarter, max(first, last)


@compiled
def _summary(onsets: Floats, steps: Floats, ends: Floats, over: float) -> Floats:
    low, middle, high = int(0.05 * PATHS), PATHS // 2, int(0.95 * PATHS)
    answer = np.zeros(7)
    answer[1] = _densest(steps)
    answer[0] = min(onsets[int(ONSET_TAIL * PATHS)], answer[1])
    answer[2] = max(onsets[int((1.0 - ONSET_TAIL) * PATHS)], answer[1])
    answer[4] = max(ends[middle], answer[1])
    answer[3], answer[5] = min(ends[low] - END_MARGIN, answer[4]), max(ends[high] + END_MARGIN, answer[4])
    answer[6] = over
    return answer


@compiled
def _densest(onsets: Floats) -> float:
    """The three days that hold most drawn onsets, and their mean to the day: wider, a mild prelude would draw it before
    the step; one day alone would be decided by the draw."""
    best, most = 0.0, 0.0
    for one in onsets:
        total, near = 0.0, 0.0
        for other in onsets:
            if abs(one - other) < 1.5:
                total += other
                near += 1.0
        if near > most:
            best, most = total / near, near
    return math.floor(best + 0.5)
