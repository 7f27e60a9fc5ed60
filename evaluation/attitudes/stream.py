"""Documents of the Telegram stream that a reader judged: is the document hostile to the target, and in which way.

`judged.tsv` holds file, message, a digest of the text, target, stratum and verdict (`none`, `hostile`, `reports`,
`quotes`, two joined by +); no text is copied. `drawn` documents were drawn by hash among those about a target, `cue`
ones among those with a word of blame, to have enough hostile ones. All were judged before the model was asked.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.targets.posts import posts
from tolqyn.annotate.attitudes import AdapterAttitudes
from tolqyn.annotate.attitudes.stance import Accuracy, Stance, document_stance
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Attitude

JUDGED = Path(__file__).with_name("judged.tsv")


@dataclass(frozen=True, slots=True)
class Compared:
    """One judged document: what the reader found and what the model says."""

    drawn: bool
    verdict: str
    stance: Stance


def compared(component: AdapterAttitudes) -> Iterator[Compared]:
    """Each judged document with the model's stance towards its target."""
    stream, targets = posts(), TargetAnnotator()
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            document = stream[row["file"], row["message_id"]]
            text = bare_text(document.reading, "ru", targets)
            (marks,) = component.annotate([Marked(text)])
            found = document_stance((one for one in marks if isinstance(one, Attitude)), text)
            named = {one.target: one for one in found}
            stance = named.get(row["target"], Stance(row["target"], 0.0, 0.0, 0.0, 0.0, 0.0, 0))
            yield Compared(row["stratum"] == "drawn", row["verdict"], stance)


def accuracy(found: list[Compared], least: float) -> Accuracy:
    """Sensitivity over all hostile documents, specificity over the others that were drawn."""
    hostile = [one for one in found if one.verdict != "none"]
    others = [one for one in found if one.verdict == "none" and one.drawn]
    return Accuracy(
        sensitivity=sum(one.stance.chance >= least for one in hostile) / len(hostile),
        specificity=sum(one.stance.chance < least for one in others) / len(others),
        hostile=len(hostile),
        others=len(others),
    )
