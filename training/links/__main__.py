"""Fit the weights of votes on pairs of articles that people judged; writes src/tolqyn/link/event_weights.toml.

    python training/links

Same data and same encoder give the same bytes. Weights are rounded to two decimals, of which a few hundred pairs
could not fix a third.
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from evaluation.links.fitting import KINDS, Sample, weights  # noqa: E402
from evaluation.links.judged_pairs import groups, judged_pairs, votes_on  # noqa: E402

TARGET = ROOT / "src" / "tolqyn" / "link" / "event_weights.toml"


def main() -> None:
    """All judged pairs, both languages."""
    pairs = judged_pairs()
    votes, same = votes_on(pairs), np.array([pair.same for pair in pairs])
    lines = ["# Written by training/links from judged pairs of news articles (Apache-2.0)."]
    for kind, names in KINDS.items():
        columns = np.column_stack([getattr(votes, name) for name in names])
        found = weights(Sample(columns, same, groups(pairs)), names)
        lines += ["", f"[{kind}]", *(f"{name} = {value:.2f}" for name, value in found.items())]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
