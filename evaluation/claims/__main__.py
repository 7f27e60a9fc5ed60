"""Both measurements of claims against their floors: `python -m evaluation.claims`; `--show` prints every difference."""

import sys
from pathlib import Path

from evaluation.claims import gold, passages, posts
from evaluation.floors import absent, change_asked, check, verdict

FLOORS = Path(__file__).with_name("floors.toml")


def main(arguments: list[str]) -> int:
    """Measure and compare."""
    show = "--show" in arguments
    change = change_asked([argument for argument in arguments if argument != "--show"])
    halves = {half: passages.measure(half, show) for half in ("tune", "held")}
    written = {f"{half}_{figure}": value for half, figures in halves.items() for figure, value in figures.items()}
    read = {} if absent([posts.CORPUS]) else posts.measure()
    outcomes = [
        check("claims-on-passages", written, [gold.FILE], FLOORS, change),
        check("claims-on-posts", read, [posts.CORPUS], FLOORS, change),
    ]
    return verdict(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
