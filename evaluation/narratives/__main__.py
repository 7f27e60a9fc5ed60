"""Precision of `match` and of `unsure` on passages of the Telegram stream that were read by hand.

Run it from the project's root: `python -m evaluation.narratives`. `judged.tsv` holds where each passage stands, the
message, and whether it carries it; no text is copied. Part `fit` is what the score was fitted on; `seen` was read
after an earlier version and led to narrower cues; `held` was read after the last change. Only `held` and the posts
around Georgia (`georgia`, read last too, though the catalogue's author knew some of them) say how good it is.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from evaluation.floors import absent, change_asked, check, verdict
from evaluation.targets.posts import CORPUS, posts
from tolqyn.annotate.narratives import NarrativeMatcher
from tolqyn.annotate.reader import text_of
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.packs import starter_narratives

HERE = Path(__file__).parent
Key = tuple[str, str, int, str]


def judged() -> dict[Key, tuple[str, bool]]:
    """Part and verdict of each passage and message."""
    with (HERE / "judged.tsv").open(encoding="utf-8", newline="") as rows:
        return {
            (row["file"], row["message_id"], int(row["start"]), row["narrative"]): (
                row["part"],
                row["verdict"] == "yes",
            )
            for row in csv.DictReader(rows, delimiter="\t")
        }


def said(keys: set[tuple[str, str]]) -> dict[Key, str]:
    """Verdicts of the matcher on some posts, by passage and message."""
    matcher, targets, stream = NarrativeMatcher(starter_narratives()), TargetAnnotator(), posts()
    found = {}
    for file, message in sorted(keys):
        document = stream[file, message]
        (marks,) = matcher.annotate([Marked(text_of(document, targets.annotate(document)))])
        found |= {(file, message, one.start, one.narrative): one.verdict for one in marks}
    return found


def measure() -> dict[str, float]:
    """Precision by verdict over all parts, and of each part, which is printed with its counts."""
    gold = judged()
    verdicts = said({key[:2] for key in gold})
    right, all_of = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for key, (part, carries) in gold.items():
        for name in (part, "all"):
            all_of[name, verdicts.get(key, "nothing")] += 1
            right[name, verdicts.get(key, "nothing")] += carries
    for (part, name), count in sorted(all_of.items()):
        print(f"{part} {name}: {right[part, name]} of {count} carry the message")
    return {name: right["all", name] / max(1, all_of["all", name]) for name in ("match", "unsure")}


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors."""
    change = change_asked(arguments)
    figures = {} if absent([CORPUS]) else measure()
    return verdict([check("narratives-read-by-hand", figures, [CORPUS], HERE / "floors.toml", change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
