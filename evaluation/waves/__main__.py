"""Run the bench: `python -m evaluation.waves [--quick] [--figures 1,2,9] [--lower-floors]`."""

import argparse
import sys
from dataclasses import replace

from evaluation.waves.bench import FULL, QUICK, STRONG, run_bench
from evaluation.waves.floors import fallen, write_floors


def main() -> int:
    """Print every figure with its interval and target; exit 1 where a floor has fallen."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.waves", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke run on small panels; floors are not compared")
    parser.add_argument("--figures", default="1,2,3,4,5,6,7,8,9,10,11,12,13,14,15", help="numbers, comma separated")
    parser.add_argument("--generators", default="media,cascades", help="for figures 1 to 10")
    parser.add_argument("--strong", action="store_true", help="Farrington alone as the peer, which is the fastest")
    parser.add_argument("--lower-floors", action="store_true", help="write floors.toml from this run")
    chosen = parser.parse_args()
    numbers = [int(number) for number in chosen.figures.split(",")]
    plan = QUICK if chosen.quick else FULL
    if chosen.strong:
        plan = replace(plan, peers=STRONG[:1])
    figures = run_bench(plan, numbers, chosen.generators.split(","))
    print("\n".join(figure.line() for figure in figures))
    if chosen.lower_floors:
        write_floors(figures)
    if chosen.quick or chosen.lower_floors:
        return 0
    problems = fallen(figures)
    for problem in problems:
        print(f"fallen: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
