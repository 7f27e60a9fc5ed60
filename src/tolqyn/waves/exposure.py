"""Exposure that counts each source by its long-run share of the topic, so that its absence looks like absence."""

from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.special import gammaln

from tolqyn.model.errors import Invalid
from tolqyn.waves.intake import adapt_array
from tolqyn.waves.layout import Floats

SHAPES = np.array([0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0])
DAY_WEIGHT = 3.0
SMOOTH_DAYS = 3.0
ROUNDS = 12


def effective_exposure(output: Any, topic: Any) -> Floats:
    """What the press is expected to publish about the target on each day at its usual rate: one value a day.

    `output` and `topic` are days × sources: originals published, and those about the target; NaN or 0 in `output` where
    a source had not joined, fell silent or was not watched. The count of a source on a day is modelled as output ×
    share of the source × factor of the day (a two-way Poisson model fitted by iterative proportional scaling): a source
    that joins in the middle of a wave is compared with the others of those days and not with its own past, which it has
    not. Shares are drawn towards the share of all sources together by the weight of two expected documents. A
    source that joins or falls silent then moves the exposure as much as the expected count, and makes no wave.

    >>> output = [[100, 100]] * 9 + [[100, 0]]
    >>> грузия = [[9, 1]] * 9 + [[9, 0]]
    >>> [round(value, 1) for value in effective_exposure(output, грузия)[-2:].tolist()]
    [10.0, 8.9]
    """
    return np.asarray(np.nan_to_num(adapt_array(output)) @ source_shares(output, topic), dtype=np.float64)


def source_shares(output: Any, topic: Any) -> Floats:
    """Each source's long-run share of the topic among what it publishes, as fitted by `effective_exposure`.

    >>> source_shares([[100, 100]] * 9, [[9, 1]] * 9).round(3).tolist()
    [0.089, 0.011]
    """
    published, about = np.nan_to_num(adapt_array(output)), np.nan_to_num(adapt_array(topic))
    if published.shape != about.shape or published.ndim != 2:
        raise Invalid("output and topic differ in shape", "give both as days × sources")
    about = np.where(published > 0, about, 0.0)
    pooled = max(about.sum(), 0.5) / max(published.sum(), 1.0)
    share = np.full(published.shape[1], pooled)
    told = about.sum(axis=0)
    for _ in range(ROUNDS):
        factor = _day_factor(published @ share, about.sum(axis=1))
        level = told.sum() / max(float((published * factor[:, None]).sum()), 1e-12)
        prior = max(level, 0.5 / max(published.sum(), 1.0))
        watched = factor @ published
        shape = _likely_shape(told, prior * watched)
        share = (told + shape) / (watched + shape / prior)
    return np.asarray(share, dtype=np.float64)


def _day_factor(expected: Floats, seen: Floats) -> Floats:
    """How far the press as a whole stands above its shares around each day, smoothed and drawn towards 1."""
    above = gaussian_filter1d(seen, SMOOTH_DAYS, mode="constant")
    usual = gaussian_filter1d(expected, SMOOTH_DAYS, mode="constant")
    factor = (above + DAY_WEIGHT / 7.0) / (usual + DAY_WEIGHT / 7.0)
    return np.asarray(factor / factor.mean(), dtype=np.float64)


def _likely_shape(told: Floats, usual: Floats) -> float:
    """How alike the sources are: the shape of the gamma of their shares under which these counts are likeliest."""
    mean = np.maximum(usual, 1e-9)[None, :]
    shape = SHAPES[:, None]
    terms = gammaln(told + shape) - gammaln(shape) + shape * np.log(shape / (shape + mean))
    terms += told * np.log(mean / (shape + mean))
    return float(SHAPES[int(np.argmax(terms.sum(axis=1)))])
