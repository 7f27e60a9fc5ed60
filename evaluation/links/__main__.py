"""Same event and translation, on real pairs.

python -m evaluation.links                  figures against floors, exit 1 where one fell
python -m evaluation.links --raise-floors   lift the floors to what is measured now
"""

import sys
from pathlib import Path

import numpy as np

from evaluation.floors import absent, change_asked, check, verdict
from evaluation.links.fitting import KINDS, Sample, best_f1, nested_f1
from evaluation.links.judged_pairs import FOLDER, groups, judged_pairs, votes_on
from evaluation.links.translations import SENTENCES, top_one

FLOORS = Path(__file__).with_name("floors.toml")
TURNS = 3


def main(arguments: list[str]) -> int:
    """Measure, print, compare with the floors."""
    change = change_asked(arguments)
    pairs = {} if absent([FOLDER]) else same_event()
    found = {} if absent([SENTENCES]) else top_one()
    return verdict(
        [
            check("same-event-tgcontest-ru", pairs, [FOLDER], FLOORS, change),
            check("translations-sib200", found, [SENTENCES], FLOORS, change),
        ]
    )


def same_event() -> dict[str, float]:
    """F1 on Russian pairs: nested cross-validation over groups of articles, mean of several draws of folds."""
    pairs = judged_pairs()
    votes, same = votes_on(pairs), np.array([pair.same for pair in pairs])
    russian = np.array([pair.language == "ru" for pair in pairs])
    for name in ("words", "meaning"):
        print(f"{name} alone, threshold in sample: {best_f1(getattr(votes, name)[russian], same[russian]):.3f}")
    figures = {}
    for kind, names in KINDS.items():
        columns = np.column_stack([getattr(votes, name) for name in names])
        sample = Sample(columns, same, groups(pairs)).only(russian)
        figures[f"f1-{kind}"] = float(np.mean([nested_f1(sample, names, turn) for turn in range(TURNS)]))
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
