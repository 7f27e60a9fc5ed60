"""R `surveillance` as a process: agreement of our Farrington with it, so that the peer of the bench is the real one."""

import csv
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from evaluation.waves import farrington
from evaluation.waves.figures import Figure
from evaluation.waves.recipes import weekly_trials

SCRIPT = """
suppressMessages(library(surveillance))
a <- commandArgs(TRUE)
y <- as.matrix(read.csv(a[1], header = FALSE))
out <- NULL
for (i in seq_len(nrow(y))) {
  s <- sts(as.numeric(y[i, ]), start = c(2010, 1), frequency = 52)
  f <- tryCatch(suppressWarnings(farringtonFlexible(s, control = list(range = 576:585, b = 5, w = 3, reweight = TRUE,
    weightsThreshold = 2.58, alpha = 0.01, trend = TRUE, pThresholdTrend = 1, noPeriods = 10,
    pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin", glmWarnings = FALSE))), error = function(e) NULL)
  if (!is.null(f)) out <- rbind(out, data.frame(series = i - 1, week = 575:584, mean = as.numeric(control(f)$expected)))
}
write.csv(out, a[2], row.names = FALSE)
"""


def oracle_figures(seed: int) -> list[Figure]:
    """Median relative difference of the expected counts, ours against R's, over 42 series and ten weeks each."""
    name = "12 peer check: our Farrington against R surveillance, median gap"
    if shutil.which("Rscript") is None:
        return [Figure(name, float("nan"), None, None, "down", None, "Rscript is absent")]
    trials = weekly_trials(np.random.default_rng(seed), 1)
    counts = np.array([trial.calm for trial in trials])
    with tempfile.TemporaryDirectory() as folder:
        theirs = _ask_r(Path(folder), counts)
    lags, groups = farrington.reference(5)
    ones = np.ones(lags.size)
    gaps = []
    for series, week, mean in theirs:
        before = counts[series][week - lags]
        if mean > 0 and (before > 0).sum() >= 2:
            ours, _ = farrington.expect(before, ones, lags, groups, 1.0)
            gaps.append(abs(np.log(max(ours, 1e-9) / mean)))
    return [Figure(name, float(np.median(gaps)), None, None, "down", 0.05, f"{len(gaps)} weeks")]


def _ask_r(folder: Path, counts: np.ndarray) -> list[tuple[int, int, float]]:
    np.savetxt(folder / "counts.csv", counts, delimiter=",", fmt="%d")
    (folder / "peer.R").write_text(SCRIPT, encoding="utf-8")
    arguments = ["Rscript", "peer.R", "counts.csv", "means.csv"]
    subprocess.run(arguments, cwd=folder, check=True, capture_output=True, timeout=600)
    with (folder / "means.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return [(int(r["series"]), int(r["week"]), float(r["mean"])) for r in rows if r["mean"] not in ("NA", "")]
