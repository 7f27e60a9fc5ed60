"""Claims on the Telegram stream, by verdicts of a reader: claims found there, and 160 posts read for what is missed.

`judged.tsv` holds where each claim's cue stands, its kind, and whether somebody is indeed blamed, warned, or something
foretold there. `read.tsv` holds the cues that a reader found in posts about Georgia, Kazakhstan and Ukraine, by their
offset; posts in which nothing is claimed stand with an empty offset. No text is copied.
"""

import csv
from collections import Counter
from pathlib import Path

from evaluation.targets.posts import CORPUS, posts
from tolqyn.annotate.claims import LexicalClaims
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Claim

__all__ = ["CORPUS", "measure"]

Key = tuple[str, str]


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table beside this file."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def claims(keys: set[Key]) -> dict[Key, tuple[Claim, ...]]:
    """Claims of some posts."""
    stream, targets, component = posts(), TargetAnnotator(), LexicalClaims()
    told = [Marked(bare_text(stream[key].reading, "ru", targets)) for key in sorted(keys)]
    return dict(zip(sorted(keys), component.annotate(told), strict=True))


def measure() -> dict[str, float]:
    """Precision by kind among judged claims that are still marked, the share of right ones still marked, and how much
    of what a reader found is marked with its kind within 80 letters."""
    judged, read = table("judged.tsv"), table("read.tsv")
    found = claims({(row["file"], row["message_id"]) for row in (*judged, *read)})
    return _precision(judged, found) | _recall(read, found)


def _precision(judged: list[dict[str, str]], found: dict[Key, tuple[Claim, ...]]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for row in judged:
        marks = found[row["file"], row["message_id"]]
        still = any(one.cue_start == int(row["cue_start"]) and one.kind == row["kind"] for one in marks)
        right = row["verdict"] == "yes"
        count[f"{row['kind']} marked"] += still
        count[f"{row['kind']} right"] += still and right
        count["right"] += right
        count["kept"] += still and right
    kinds = ("blame", "warning", "prediction")
    by_kind = {f"{kind}_precision": count[f"{kind} right"] / max(1, count[f"{kind} marked"]) for kind in kinds}
    return by_kind | {"kept": count["kept"] / max(1, count["right"])}


def _recall(read: list[dict[str, str]], found: dict[Key, tuple[Claim, ...]]) -> dict[str, float]:
    """For each round of reading; rules were widened after the first two, so that only the third says what is missed."""
    count: Counter[str] = Counter()
    for row in read:
        if row["start"]:
            marks = found[row["file"], row["message_id"]]
            near = any(one.kind == row["kind"] and abs(one.cue_start - int(row["start"])) < 80 for one in marks)
            count[f"{row['round']} wanted"] += 1
            count[f"{row['round']} found"] += near
    return {f"recall_round_{one}": count[f"{one} found"] / max(1, count[f"{one} wanted"]) for one in ("1", "2", "3")}
