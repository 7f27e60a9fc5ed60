"""All figures of names: `python -m evaluation.names [russian kazakh marked joins speed] [--show]`.

Kazakh trains five models (two minutes). Speed is printed and held to no floor: it is the machine's as much as ours.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from evaluation.floors import REAL_DATA, Change, Outcome, absent, change_asked, check, verdict
from evaluation.names import joins, kazakh, marked, russian, speed

FLOORS = Path(__file__).with_name("floors.toml")
LEADERS = Path(__file__).resolve().parents[2] / "src" / "tolqyn" / "annotate" / "gazetteer" / "leaders.toml"
PARTS = ("russian", "kazakh", "marked", "joins", "speed")


def _held(name: str, corpus: list[Path], measure: Callable[[], dict[str, float]], change: Change) -> Outcome:
    return check(name, {} if absent(corpus) else measure(), corpus, FLOORS, change)


def _outcomes(wanted: set[str], show: bool, change: Change) -> list[Outcome]:
    found: list[Outcome] = []
    if "russian" in wanted:
        found.append(_held("names-ru", [russian.CORPUS], lambda: russian.measure(show), change))
    if "kazakh" in wanted:
        found.append(_held("names-kk", [kazakh.CORPUS], kazakh.measure, change))
    for name in marked.SETS if "marked" in wanted else ():
        gold = marked.HERE / marked.SETS[name]
        found.append(
            _held(f"names-{name}", [*marked.CORPORA, gold], lambda name=name: marked.measure(name, show), change)
        )
    if "joins" in wanted:
        found.append(_held("names-joined", [LEADERS], lambda: joins.measure(show), change))
    if "speed" in wanted and not absent([REAL_DATA / "telegram_ru_news_nktkln"]):
        speed.measure()
    return found


def main(arguments: list[str]) -> int:
    """Measure the parts asked for, all by default, and compare with the floors."""
    wanted = {argument for argument in arguments if argument in PARTS} or set(PARTS)
    change = change_asked([argument for argument in arguments if argument not in PARTS and argument != "--show"])
    return verdict(_outcomes(wanted, "--show" in arguments, change))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
