"""Precision by form on 150 mentions of the Telegram stream that were read by hand, and how fast the stream is marked.

Run it with `python -m evaluation.targets.posts`. `judged.tsv` holds where each mention stands and what the
reader found: `yes` it names the target, `place` a capital only as the place where something happened, `no` it does not.
No text is copied. The sample was drawn by hash, at most four of a target in a form; a mention that is no longer marked
leaves the precision and lowers `kept` where it was right.
"""

import csv
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from evaluation.floors import REAL_DATA, absent, change_asked, check, verdict
from tolqyn.annotate.targets import TargetAnnotator, cover
from tolqyn.model.document import Document

CORPUS = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"
FLOORS = Path(__file__).with_name("floors.toml")
FORMS = ("name", "adjective", "demonym", "capital", "leader")


def posts() -> dict[tuple[str, str], Document]:
    """Posts of the stream by file and message."""
    found = {}
    for path in sorted(CORPUS.glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            key = (path.name, str(row["message_id"]))
            day = datetime.fromisoformat(row["date"]).astimezone(UTC)
            address = f"{path.stem}/{row['message_id']}"
            text = row.get("text") or ""
            found[key] = Document(address, "", path.stem, "post", address, None, None, text, day, "post", None, "ru")
    return found


def judged(name: str) -> list[dict[str, str]]:
    """Rows of a table of verdicts beside this file."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def precision(annotator: TargetAnnotator, stream: dict[tuple[str, str], Document]) -> dict[str, float]:
    """Share of right mentions among those still marked, by form, and the share of right ones that are still marked."""
    right, marked, kept, all_right = dict.fromkeys(FORMS, 0), dict.fromkeys(FORMS, 0), 0, 0
    for row in judged("judged.tsv"):
        document = stream[row["file"], row["message_id"]]
        place = (int(row["start"]), row["target"])
        still = place in {(mention.start, mention.target) for mention in annotator.annotate(document)}
        good = row["verdict"] != "no"
        all_right, kept = all_right + good, kept + (good and still)
        marked[row["form"]] += still
        right[row["form"]] += good and still
    return {form: right[form] / marked[form] for form in FORMS} | {"kept": kept / all_right}


def coverage(annotator: TargetAnnotator, stream: dict[tuple[str, str], Document]) -> dict[str, float]:
    """Share of right ones among judged documents said to be about a target, and of those found among the right ones."""
    said = right = found = wanted = 0
    for row in judged("covered.tsv"):
        document = stream[row["file"], row["message_id"]]
        is_said = row["target"] in {one.target for one in cover(document, annotator.annotate(document))}
        is_right = row["verdict"] == "yes"
        said, right = said + is_said, right + (is_said and is_right)
        wanted, found = wanted + is_right, found + (is_said and is_right)
    return {"about_precision": right / said, "about_recall": found / wanted}


def speed(annotator: TargetAnnotator, stream: dict[tuple[str, str], Document]) -> dict[str, float]:
    """Posts marked and judged for coverage in one second of one core."""
    began = time.process_time()
    for document in stream.values():
        cover(document, annotator.annotate(document))
    return {"posts_per_cpu_second": len(stream) / (time.process_time() - began)}


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors; speed is printed and has no floor, machines differ."""
    change = change_asked(arguments)
    if absent([CORPUS]):
        return verdict([check("posts-read-by-hand", {}, [CORPUS], FLOORS, change)])
    annotator, stream = TargetAnnotator(), posts()
    figures = precision(annotator, stream) | coverage(annotator, stream)
    print(speed(annotator, stream))
    return verdict([check("posts-read-by-hand", figures, [CORPUS], FLOORS, change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
