"""The simpler peers, each as a daily statistic of the test year that alarms above a threshold."""

import math

import numpy as np
from numba import njit

from evaluation.waves.truth import HISTORY, Floats

RATIO = 1.3


def z_month(observed: Floats, exposure: Floats) -> Floats:
    """The day's rate against mean and deviation of the 28 days before."""
    rate = observed / np.maximum(exposure, 1e-9)
    answer = np.zeros(observed.size - HISTORY)
    for day in range(HISTORY, observed.size):
        before = rate[day - 28 : day]
        spread = before.std(ddof=1)
        if spread > 0:
            answer[day - HISTORY] = (rate[day] - before.mean()) / spread
        elif before.mean() == 0 and observed[day] >= 2:
            answer[day - HISTORY] = 3.0
    return answer


def z_week(observed: Floats, exposure: Floats) -> Floats:
    """The rate of the last seven days against the eight weeks before."""
    counts, made = (np.concatenate(([0.0], np.cumsum(values))) for values in (observed, exposure))
    answer = np.zeros(observed.size - HISTORY)
    for day in range(HISTORY, observed.size):
        ends = day + 1 - 7 * np.arange(9)
        rates = (counts[ends] - counts[ends - 7]) / np.maximum(made[ends] - made[ends - 7], 1e-9)
        spread = rates[1:].std(ddof=1)
        answer[day - HISTORY] = (rates[0] - rates[1:].mean()) / spread if spread > 0 else 3.0 * (rates[0] > 0)
    return answer


def ears_c2(observed: Floats, floor: float = 0.0) -> Floats:
    """EARS C2: seven days of baseline, two days of guard; `floor` keeps the deviation from vanishing."""
    answer = np.zeros(observed.size - HISTORY)
    for day in range(HISTORY, observed.size):
        before = observed[day - 9 : day - 2]
        spread = max(before.std(ddof=1), floor)
        lift = observed[day] - before.mean()
        answer[day - HISTORY] = lift / spread if spread > 0 else 99.0 * (lift > 0)
    return answer


def weekday_mean(observed: Floats, exposure: Floats) -> Floats:
    """Expected counts from the exposure and the weekday rates of the history."""
    weekday = np.arange(observed.size) % 7
    past = weekday[:HISTORY]
    rates = [observed[:HISTORY][past == k].sum() / max(exposure[:HISTORY][past == k].sum(), 1e-9) for k in range(7)]
    return np.maximum(np.array(rates)[weekday] * exposure, 1e-6)


@njit(cache=True)
def bocpd(observed: Floats, mean: Floats, hazard: float, longest: int, prior: float) -> Floats:
    """Bayesian online change points (Adams and MacKay 2007), gamma-Poisson: chance of a recent raised run."""
    n = observed.size
    weight, fresh = np.zeros(longest + 1), np.zeros(longest + 1)
    a, b = np.full(longest + 1, prior), np.full(longest + 1, prior)
    answer = np.zeros(n)
    weight[0] = 1.0
    long_a, long_b = prior, prior
    for t in range(n):
        m = max(mean[t], 1e-9)
        total, change = 0.0, 0.0
        fresh[:] = 0.0
        next_a, next_b = np.full(longest + 1, prior), np.full(longest + 1, prior)
        for r in range(min(t, longest) + 1):
            size, mu = a[r], m * a[r] / b[r]
            log = math.lgamma(observed[t] + size) - math.lgamma(size) - math.lgamma(observed[t] + 1.0)
            log += size * math.log(size / (size + mu)) + observed[t] * math.log(mu / (size + mu))
            mass = math.exp(log) * weight[r]
            change += mass * hazard
            to = min(r + 1, longest)
            fresh[to] += mass * (1.0 - hazard)
            next_a[to], next_b[to] = a[r] + observed[t], b[r] + m
        fresh[0] = change
        for r in range(longest + 1):
            total += fresh[r]
        level = long_a / long_b
        for r in range(longest + 1):
            weight[r] = fresh[r] / max(total, 1e-300)
            if 2 <= r <= 45 and next_a[r] / next_b[r] >= RATIO * level:
                answer[t] += weight[r]
        a, b = next_a, next_b
        long_a, long_b = long_a * 0.985 + observed[t], long_b * 0.985 + m
    return answer


@njit(cache=True)
def kleinberg(observed: Floats, exposure: Floats, rate: float, ratio: float, gamma: float) -> Floats:
    """Two-state bursts with batched binomial costs (Kleinberg 2002, section 4), online: cost saved by being raised."""
    n = observed.size
    high = min(ratio * rate, 0.9999)
    price = gamma * math.log(n)
    calm, raised = 0.0, price
    answer = np.zeros(n)
    for t in range(n):
        y, rest = observed[t], max(exposure[t] - observed[t], 0.0)
        to_calm, to_raised = min(calm, raised), min(raised, calm + price)
        calm = to_calm - (y * math.log(rate) + rest * math.log(1.0 - rate))
        raised = to_raised - (y * math.log(high) + rest * math.log(1.0 - high))
        answer[t] = calm - raised
    return answer


@njit(cache=True)
def pelt_today(values: Floats, observed: Floats, mean: Floats, penalty: float, window: int) -> tuple[Floats, Floats]:
    """Exact segmentation with squared error over the last `window` days, run again on every day.

    Answers, for each day, 1 if the newest segment stands `RATIO` above the median level, and where that segment begins.
    """
    n = values.size
    alarm, begin = np.zeros(n), np.zeros(n)
    for t in range(window, n):
        sums, squares = np.zeros(window + 1), np.zeros(window + 1)
        for i in range(window):
            v = values[t - window + 1 + i]
            sums[i + 1], squares[i + 1] = sums[i] + v, squares[i] + v * v
        cost, last = np.full(window + 1, 1e300), np.zeros(window + 1, np.int64)
        cost[0] = -penalty
        for e in range(3, window + 1):
            for s in range(e - 2):
                d = sums[e] - sums[s]
                c = cost[s] + squares[e] - squares[s] - d * d / (e - s) + penalty
                if c < cost[e]:
                    cost[e], last[e] = c, s
        levels = np.zeros(window)
        e = window
        newest = 1.0
        while e > 0:
            s = last[e]
            seen, usual = 0.0, 1e-9
            for i in range(s, e):
                seen += observed[t - window + 1 + i]
                usual += mean[t - window + 1 + i]
            levels[s:e] = seen / usual
            if e == window:
                newest = seen / usual
            e = s
        if newest >= RATIO * max(np.median(levels), 0.2) and last[window] > 0:
            alarm[t], begin[t] = 1.0, t - window + 1 + last[window]
    return alarm, begin
