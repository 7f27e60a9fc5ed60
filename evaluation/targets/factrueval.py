"""Countries by name in 122 Russian texts whose places, and which place is which, were marked by the FactRuEval people.

Run it from the project's root: `python -m evaluation.targets.factrueval`. Gold is every Location or LocOrg whose
normalised name stands in `countries.tsv`, a list written by hand from the corpus's own names, not from our gazetteer.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from evaluation.floors import REAL_DATA, absent, change_asked, check, verdict
from tolqyn.annotate.targets import Mark, mark_text

CORPUS = REAL_DATA / "factrueval2016" / "devset"
FLOORS = Path(__file__).with_name("floors.toml")

Place = tuple[int, int, str]


def countries() -> dict[str, str]:
    """Country code by normalised name."""
    rows = Path(__file__).with_name("countries.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows)


def spans(path: Path) -> dict[str, tuple[int, int]]:
    """Start and stop of each span by its identifier."""
    found = {}
    for row in path.read_text("utf-8").splitlines():
        fields = row.split()
        if len(fields) > 3:
            found[fields[0]] = (int(fields[2]), int(fields[2]) + int(fields[3]))
    return found


def names(path: Path) -> dict[str, list[str]]:
    """Normalised names of the entity that each object belongs to."""
    found: dict[str, list[str]] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        head, *rows = block.strip().splitlines() or [""]
        for object_id in head.split()[1:]:
            found[object_id] = [row.split(" ", 1)[1].strip() for row in rows if row.startswith("name ")]
    return found


def gold(stem: Path) -> list[Place]:
    """Spans of countries named in one text."""
    known, where = countries(), spans(stem.with_suffix(".spans"))
    called = names(stem.with_suffix(".coref"))
    found = []
    for row in stem.with_suffix(".objects").read_text("utf-8").splitlines():
        fields = row.split(" # ")[0].split()
        if len(fields) < 3 or fields[1] not in ("Location", "LocOrg"):
            continue
        code = next((known[name] for name in called.get(fields[0], []) if name in known), None)
        parts = [where[part] for part in fields[2:] if part in where]
        if code and parts:
            found.append((min(start for start, _ in parts), max(stop for _, stop in parts), code))
    return found


def texts() -> Iterator[tuple[str, list[Place], list[Mark]]]:
    """Each text with its gold and our names of countries."""
    for path in sorted(CORPUS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        marks = [mark for mark in mark_text(text, "ru") if mark.form == "name" and mark.type == "GPE"]
        yield text, gold(path.with_suffix("")), marks


def measure(show: bool = False) -> dict[str, float]:
    """Recall of gold places by a mark of that country over them; precision of marks by gold places under them."""
    hit = right = all_gold = all_marks = 0
    for text, places, marks in texts():
        for start, stop, code in places:
            found = any(mark.start < stop and start < mark.stop and mark.target == code for mark in marks)
            hit, all_gold = hit + found, all_gold + 1
            if show and not found:
                print("missed", code, repr(text[max(0, start - 30) : stop + 30]))
        for mark in marks:
            sure = any(mark.start < stop and start < mark.stop and mark.target == code for start, stop, code in places)
            right, all_marks = right + sure, all_marks + 1
            if show and not sure:
                print("extra", mark.target, repr(text[max(0, mark.start - 30) : mark.stop + 30]))
    return {"recall": hit / all_gold, "precision": right / all_marks}


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors; `--show` prints every miss."""
    show = "--show" in arguments
    change = change_asked([argument for argument in arguments if argument != "--show"])
    figures = {} if absent([CORPUS]) else measure(show)
    return verdict([check("countries-by-name", figures, [CORPUS], FLOORS, change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
