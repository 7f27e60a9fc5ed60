"""Attitudes against their gold: `python -m evaluation.attitudes` (two minutes of one core).

Stored predictions of cross-validation and the shipped model on the fold that it has not seen, each with its floor.
`python -m training.attitudes.cross` makes the stored predictions again.
"""

import sys
from pathlib import Path

from evaluation.attitudes.heldout import STORED, marked_figures, open_figures, related_figures, stored
from evaluation.attitudes.languages import SENTENCES, carried_over
from evaluation.attitudes.shipped import polarity_figures, speed, tuple_figures
from evaluation.attitudes.stream import JUDGED, accuracy, compared
from evaluation.floors import REAL_DATA, Outcome, absent, change_asked, check, verdict
from evaluation.targets.posts import CORPUS
from tolqyn.annotate.attitudes import AdapterAttitudes
from tolqyn.annotate.attitudes.stance import THRESHOLD

FLOORS = Path(__file__).with_name("floors.toml")
RUSENTNE = REAL_DATA / "rusentne2023" / "train_data.csv"
RUOPINIONNE = REAL_DATA / "ruopinionne2024" / "train.jsonl"
RUSENTREL = REAL_DATA / "rusentrel" / "train"


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors; speed is printed and has no floor, machines differ."""
    change = change_asked(arguments)
    gone = absent([RUSENTNE, RUOPINIONNE, RUSENTREL, CORPUS])
    if gone:
        return verdict([Outcome("attitudes", "skipped", (gone,))])
    found, component = stored(), AdapterAttitudes()
    measured = accuracy(list(compared(component)), THRESHOLD)
    stance = {"sensitivity": measured.sensitivity, "specificity": measured.specificity}
    opened, paired, marked = open_figures(found), related_figures(found), marked_figures(found)
    print(f"stored: {marked.pop('rows'):.0f} rows of RuSentNE; trivial answers reach {opened.pop('trivial'):.3f} on")
    print(f"RuOpinionNE and {paired.pop('trivial'):.3f} on RuSentRel")
    print(f"speed: {speed(component).pairs_per_cpu_second:.0f} pairs of sentence and target a CPU second")
    return verdict(
        [
            check("held-out-rusentne", marked, [RUSENTNE, STORED], FLOORS, change),
            check("held-out-ruopinionne", opened, [RUOPINIONNE, STORED], FLOORS, change),
            check("held-out-rusentrel", paired, [RUSENTREL, STORED], FLOORS, change),
            check("shipped-rusentne", polarity_figures(component), [RUSENTNE], FLOORS, change),
            check("shipped-ruopinionne", tuple_figures(component), [RUOPINIONNE], FLOORS, change),
            check("documents-read-by-hand", stance, [JUDGED], FLOORS, change),
            check("invented-sentences", carried_over(component), [SENTENCES], FLOORS, change),
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
