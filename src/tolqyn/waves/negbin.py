"""The negative binomial distribution in the form that the day step needs: mean and size, compiled.

Variance is mean + mean² / size. Formulas: Hilbe, Negative Binomial Regression, 2011, chapter 8.
"""

import math

from tolqyn.waves.compiled import compiled

SMALL = 24.0


@compiled
def log_pmf(count: float, mean: float, size: float) -> float:
    """The log of the chance to see `count` at this mean and size.

    >>> round(math.exp(log_pmf(0.0, 2.0, 1.0)), 6)
    0.333333
    """
    return log_kernel(count, mean, size) - math.lgamma(count + 1.0)


@compiled
def log_kernel(count: float, mean: float, size: float) -> float:
    """The same without the factorial of the count, which cancels in every ratio of two chances of one count."""
    return _log_rising(size, count) - size * math.log1p(mean / size) + count * math.log(mean / (size + mean))


@compiled
def _log_rising(size: float, count: float) -> float:
    """log Γ(size + count) − log Γ(size); for small whole counts as the log of a product, which is much faster."""
    if count == 0.0:
        return 0.0
    if count <= SMALL and count == math.floor(count) and size < 1e8:
        product = 1.0
        for i in range(int(count)):
            product *= size + i
        return math.log(product)
    return math.lgamma(count + size) - math.lgamma(size)


@compiled
def size_of(mean: float, clumping: float, square: float) -> float:
    """The size that gives variance mean (1 + clumping) + square · mean²."""
    return mean / max(clumping + square * mean, 1e-6)


@compiled
def size_beside(mean: float, beside: float, slack: float, clumping: float, square: float) -> float:
    """The size for a count of which `beside` on average are counted wrongly.

    Those scatter as a Poisson count does, with the variance `slack` for how well their mean is known, the others as
    `size_of` says.

    >>> size_beside(2.0, 0.0, 0.0, 0.5, 0.1) == size_of(2.0, 0.5, 0.1)
    True
    """
    if beside == 0.0 and slack == 0.0:
        return size_of(mean, clumping, square)
    total = mean + beside
    return total * total / max(clumping * mean + square * mean * mean + slack, 1e-6 * total)


@compiled
def upper_quantile(tail: float, mean: float, size: float) -> float:
    """The smallest count that is exceeded with a chance of at most `tail`.

    Summed term by term up to a mean of 400; beyond it by a Cornish-Fisher expansion with skewness, which is then
    right to a fraction of a percent.
    """
    if mean > 400.0:
        return _expansion(tail, mean, size)
    term = math.exp(-size * math.log1p(mean / size))
    total = term
    count = 0.0
    ratio = mean / (size + mean)
    while total < 1.0 - tail and count < 1e5:
        term *= ratio * (size + count) / (count + 1.0)
        count += 1.0
        total += term
    return count


@compiled
def upper_tail(count: float, mean: float, size: float) -> float:
    """The chance of at least `count`; beyond a mean of 400 by a normal, right to a factor of 1.5."""
    if count <= 0.0:
        return 1.0
    if mean > 400.0:
        root = math.sqrt(size)
        gap = math.asinh(math.sqrt((count - 0.5) / size)) - math.asinh(math.sqrt(mean / size))
        return 0.5 * math.erfc(2.0 * root * gap / math.sqrt(2.0))
    term = math.exp(-size * math.log1p(mean / size))
    ratio = mean / (size + mean)
    below, number = term, 0.0
    while number + 1.0 < count and number < 2000.0:
        term *= ratio * (size + number) / (number + 1.0)
        number += 1.0
        below += term
    first = term * ratio * (size + number) / (number + 1.0)
    return max(1.0 - below, first)


@compiled
def _expansion(tail: float, mean: float, size: float) -> float:
    z = _normal_quantile(tail)
    sd = math.sqrt(mean + mean * mean / size)
    skew = (1.0 + 2.0 * mean / size) / sd
    return math.ceil(mean + sd * (z + skew * (z * z - 1.0) / 6.0))


@compiled
def _normal_quantile(tail: float) -> float:
    """Upper quantile of the normal, Abramowitz and Stegun 26.2.23 (error below 4.5e-4)."""
    t = math.sqrt(-2.0 * math.log(tail))
    top = 2.515517 + 0.802853 * t + 0.010328 * t * t
    return t - top / (1.0 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
