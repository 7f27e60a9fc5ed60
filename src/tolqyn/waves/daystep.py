"""One series, one day: the whole of what happens when a count arrives."""

import math

from tolqyn.waves import baseline, episode, evidence, following, wave_rows
from tolqyn.waves.compiled import compiled
from tolqyn.waves.layout import (
    ALARMED,
    ASSIMILATED,
    BEST,
    CLOSED,
    COUNTED,
    DAY,
    DETECTED,
    EXPOSED,
    EXPOSED_BEFORE,
    IN_WAVE,
    LEVEL,
    ONSET,
    OPENED_COUNT,
    OUT_BASE,
    OUT_EVIDENCE,
    OUT_EXPECTED,
    OUT_TAIL,
    OUT_UPPER,
    OUT_WAVE,
    R_BASE,
    R_BESIDE,
    R_COUNT,
    R_EXPOSURE,
    R_HOLIDAY,
    R_LEVEL_VAR,
    R_REST,
    R_SLACK,
    R_WAVE,
    R_WEEKDAY,
    STARTED,
    W_DECLARED,
    W_END,
    W_NEW_NORMAL,
    Cell,
    Day,
    Floats,
    Spread,
    Tuning,
)
from tolqyn.waves.negbin import size_beside, upper_quantile, upper_tail

MISSING = math.nan
LOG_STRONG = math.log(20.0)


@compiled
def step(cell: Cell, effects: Floats, day: Day, tuning: Tuning, out: Floats, wave: Floats) -> bool:
    """Advance one series by one day; fills `out`, and `wave` when it answers that a wave has just closed."""
    _enter(cell, day, tuning)
    spread = baseline.spread_of(cell, tuning)
    _catch_up(cell, day, spread, tuning)
    row = baseline.design(day.number, day.weekday, day.holiday, tuning.step_days)
    log_rate, level_var = baseline.forecast(cell, row)
    slot = cell.ring[day.number % cell.ring.shape[0]]
    slot[R_REST], slot[R_LEVEL_VAR] = log_rate - cell.mean[LEVEL], level_var
    base = following.base_of(cell, slot)
    null = following.follow_null(cell, day.number, spread, tuning)
    slot[R_BASE] = base * math.exp(null[following.L])
    _report(cell, day, base, null, spread, tuning, out)
    if day.exposure > 0.0:
        cell.scalars[COUNTED] += 1.0
        cell.scalars[EXPOSED] += day.exposure
        if cell.scalars[COUNTED] > tuning.first:
            evidence.weigh(cell, effects, day, base, null, spread, tuning)
    else:
        evidence.pass_by(cell, spread, tuning)
        out[OUT_BASE] = out[OUT_EXPECTED] = out[OUT_UPPER] = out[OUT_TAIL] = MISSING
    return _follow(cell, effects, day, spread, tuning, out, wave)


@compiled
def _enter(cell: Cell, day: Day, tuning: Tuning) -> None:
    """Write the day into the ring, and set the level's prior on the first day that has exposure."""
    slot = cell.ring[day.number % cell.ring.shape[0]]
    slot[R_COUNT], slot[R_EXPOSURE] = day.seen, day.exposure
    slot[R_WEEKDAY], slot[R_HOLIDAY] = day.weekday, day.holiday
    slot[R_BESIDE], slot[R_SLACK] = day.beside, day.slack
    slot[R_WAVE] = cell.scalars[IN_WAVE]
    cell.scalars[DAY] = day.number
    if cell.scalars[STARTED] == 0.0 and day.exposure > 0.0:
        cell.scalars[STARTED] = 1.0
        cell.mean[LEVEL] = math.log(tuning.level_count / day.exposure)
        cell.cov[LEVEL, LEVEL] = 1.0 / tuning.level_shape
        cell.scalars[ASSIMILATED] = day.number


@compiled
def _catch_up(cell: Cell, day: Day, spread: Spread, tuning: Tuning) -> None:
    """Let the baseline learn every day that the guard now lets through."""
    if cell.scalars[STARTED] == 0.0:
        return
    guard = min(tuning.guard, int(cell.scalars[COUNTED]) // 3 + 1)
    before = cell.mean[LEVEL]
    last = float(day.number - guard)
    if cell.scalars[IN_WAVE] != 0.0:
        last = min(last, cell.scalars[ONSET] - 1.0)
    while cell.scalars[ASSIMILATED] <= last:
        baseline.assimilate(cell, int(cell.scalars[ASSIMILATED]), spread, tuning)
        cell.scalars[ASSIMILATED] += 1.0
    evidence.shift_level(cell, cell.mean[LEVEL] - before)


@compiled
def _report(cell: Cell, day: Day, base: float, null: Floats, spread: Spread, tuning: Tuning, out: Floats) -> None:
    out[OUT_BASE] = base * math.exp(null[following.L])
    if cell.scalars[COUNTED] < tuning.first:
        out[OUT_EXPECTED] = out[OUT_UPPER] = out[OUT_TAIL] = MISSING
        return
    mean = base * math.exp(null[following.U] + null[following.L])
    around = spread.nugget + following.spread_var(null)
    size = size_beside(mean, day.beside, day.slack, spread.clumping, around)
    out[OUT_EXPECTED] = mean + day.beside
    out[OUT_UPPER] = upper_quantile(tuning.upper_tail, mean + day.beside, size)
    out[OUT_TAIL] = upper_tail(day.seen, mean + day.beside, size)


@compiled
def _follow(cell: Cell, effects: Floats, day: Day, spread: Spread, tuning: Tuning, out: Floats, wave: Floats) -> bool:
    """Open a wave, keep its best evidence, or close it."""
    s = cell.scalars
    now = evidence.total(cell) - tuning.caution
    out[OUT_EVIDENCE] = now
    closed = False
    if s[IN_WAVE] == 0.0:
        if now >= tuning.threshold and day.exposure > 0.0:
            _open(cell, effects, day, now, spread, tuning)
    else:
        s[BEST] = max(s[BEST], now)
        closed = _close(cell, day, spread, tuning, wave)
    out[OUT_WAVE] = s[ONSET] if s[IN_WAVE] != 0.0 else -1.0
    return closed


@compiled
def _open(cell: Cell, effects: Floats, day: Day, now: float, spread: Spread, tuning: Tuning) -> None:
    onset, ratio = episode.likely_onset(cell, effects, day, spread, tuning)
    if ratio < tuning.least_ratio:
        return
    s = cell.scalars
    s[IN_WAVE], s[ONSET], s[DETECTED], s[BEST], s[OPENED_COUNT] = 1.0, onset, day.number, now, s[COUNTED]
    s[ALARMED], s[EXPOSED_BEFORE] = 0.0, s[EXPOSED] - _exposure_since(cell, onset, day.number)
    _mark(cell, onset, day.number, 1.0)
    _rebase(cell, onset, day.number, spread, tuning)


@compiled
def _rebase(cell: Cell, onset: int, last: int, spread: Spread, tuning: Tuning) -> None:
    """Once a wave is known, say again what its first days would have been without it."""
    for number in range(max(onset, last - cell.ring.shape[0] + 1), last + 1):
        slot = cell.ring[number % cell.ring.shape[0]]
        null = following.follow_null(cell, number, spread, tuning)
        slot[R_BASE] = following.base_of(cell, slot) * math.exp(null[following.L])


@compiled
def _exposure_since(cell: Cell, onset: int, last: int) -> float:
    total = 0.0
    for number in range(max(onset, last - cell.ring.shape[0] + 1), last + 1):
        total += cell.ring[number % cell.ring.shape[0], R_EXPOSURE]
    return total


@compiled
def _mark(cell: Cell, first: int, last: int, value: float) -> None:
    for number in range(max(first, last - cell.ring.shape[0] + 1), last + 1):
        cell.ring[number % cell.ring.shape[0], R_WAVE] = value


@compiled
def _close(cell: Cell, day: Day, spread: Spread, tuning: Tuning, wave: Floats) -> bool:
    s = cell.scalars
    since = episode.quiet_since(cell, int(s[ONSET]), day, spread, tuning)
    # A wave that outlasts the history before it, in days or in exposure, cannot be told from a new level.
    long = day.number - s[ONSET] > min(float(tuning.long_steps), s[OPENED_COUNT])
    long = long or s[EXPOSED] > 2.0 * s[EXPOSED_BEFORE]
    if since < 0 and not long:
        return False
    wave_rows.describe(cell, spread, wave)
    wave[W_DECLARED] = day.number
    if since < 0:
        wave[W_NEW_NORMAL] = 1.0
        _settle(cell)
    else:
        # A weak wave teaches the baseline after all: never to learn from high days would make it too sure of itself.
        weak = s[BEST] < tuning.threshold + LOG_STRONG
        _mark(cell, int(s[ONSET]) if weak else since, day.number, 0.0)
    s[IN_WAVE], s[CLOSED] = 0.0, wave[W_END] + 1.0 if since >= 0 else day.number + 1.0
    evidence.reset(cell)
    return True


@compiled
def _settle(cell: Cell) -> None:
    """After a wave that does not end, its height becomes the level: the new normal."""
    s = cell.scalars
    seen, usual = 1.0, 1.0
    last = int(s[DAY])
    for number in range(max(int(s[ONSET]), last - cell.ring.shape[0] + 1), last + 1):
        slot = cell.ring[number % cell.ring.shape[0]]
        if slot[R_EXPOSURE] > 0.0:
            seen += slot[R_COUNT] - slot[R_BESIDE]
            usual += slot[R_BASE]
    seen = max(seen, 0.1)
    cell.mean[LEVEL] += math.log(seen / usual)
    cell.ring[:, R_BASE] *= seen / usual
    cell.cov[LEVEL, LEVEL] += 0.1
