"""Alarms over many series watched at once: e-d-BH (Dandapanthula and Ramdas 2025, arXiv 2501.04130)."""

import math

import numpy as np

from tolqyn.waves.layout import Floats
from tolqyn.waves.records import Flags


def discover(log_evidence: Floats, patience_steps: float, false_share: float) -> Flags:
    """Which series alarm on which day: series × days of log evidence in, flags of the same shape out.

    On a day with K series the r largest alarm if the r-th is at least K · patience / (false_share · r): then the share
    of false alarms is at most `false_share` on average over that patience, however the series hang together. One
    series alone alarms at patience / false_share.

    >>> discover(np.log(np.array([[2000.0], [10.0]])), 364.0, 0.2).ravel().tolist()
    [False, False]
    >>> discover(np.log(np.array([[4000.0], [3700.0]])), 364.0, 0.2).ravel().tolist()
    [True, True]
    """
    series, days = log_evidence.shape
    alarms = np.zeros((series, days), dtype=np.bool_)
    order = np.argsort(-log_evidence, axis=0, kind="stable")
    needed = math.log(series * patience_steps / false_share) - np.log(np.arange(1, series + 1))
    ranked = np.take_along_axis(log_evidence, order, axis=0)
    enough = ranked >= needed[:, None]
    last = np.where(enough.any(axis=0), series - np.argmax(enough[::-1], axis=0), 0)
    chosen = np.arange(series)[:, None] < last[None, :]
    np.put_along_axis(alarms, order, chosen, axis=0)
    return alarms
