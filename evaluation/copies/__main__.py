"""Copies on the Telegram stream: recall against an exact index, precision by hand, speed.

python -m evaluation.copies                  figures against floors, exit 1 where one fell
python -m evaluation.copies --raise-floors   lift the floors to what is measured now
"""

import sys
import time
from collections import Counter
from pathlib import Path

from evaluation.copies.exact import exact_pairs
from evaluation.copies.measure import quality
from evaluation.copies.stream import FOLDER, posts
from evaluation.floors import absent, change_asked, check, verdict
from tolqyn.link import Options, find_copies

FLOORS = Path(__file__).with_name("floors.toml")


def main(arguments: list[str]) -> int:
    """Measure, print, compare with the floors."""
    change = change_asked(arguments)
    if absent([FOLDER]):
        return verdict([check("copies-telegram", {}, [FOLDER], FLOORS)])
    documents = posts()
    find_copies(documents[:200])
    begun = time.process_time()
    links = find_copies(documents)
    spent = time.process_time() - begun
    found = quality(links, documents, exact_pairs(documents, Options().window_days))
    print(f"{len(documents)} posts, {len(links)} copies of {len({link.original_id for link in links})} originals")
    print(f"{spent:.1f} CPU seconds, {len(documents) / spent:.0f} posts a second")
    print("reasons:", dict(Counter(reason.split("=")[0] for link in links for reason in link.reasons).most_common()))
    print(f"recall of the exact index as published {found.recall_as_published:.4f}, {found.missed} pairs missed")
    for pair in found.unjudged:
        print("not judged yet:", *pair)
    figures = {"recall": found.recall, "precision": found.precision}
    return verdict([check("copies-telegram", figures, [FOLDER], FLOORS, change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
