"""Several steps taken together: for rises too small for one day or week and too short for the evidence of a wave."""

from typing import Any

import numpy as np
from scipy.stats import norm

from tolqyn.waves.intake import adapt_array
from tolqyn.waves.layout import Floats

LOWEST = -3.0


def gather(tail: Any, steps: int) -> Floats:
    """The deviates of the last `steps` steps taken together, on the scale of one normal deviate (Stouffer et al. 1949).

    `tail` is that of a `Detection`. Steps without evidence count as 0, and a single deviate as no less than -3, so that
    one empty day does not hide a rise. With independent steps and a right baseline, values above 2.33 come once in a
    hundred steps.

    >>> gather([0.5, 0.01, 0.01], 2).round(2).tolist()
    [0.0, 1.64, 3.29]
    """
    chances = np.atleast_2d(adapt_array(tail))
    deviates = np.maximum(norm.isf(np.clip(chances, 1e-300, 1.0 - 1e-12)), LOWEST)
    sums = np.cumsum(np.nan_to_num(deviates), axis=1)
    sums[:, steps:] -= sums[:, :-steps].copy()
    return np.asarray((sums / np.sqrt(steps)).reshape(np.shape(adapt_array(tail))))
