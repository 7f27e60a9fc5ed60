"""Every evaluation but the long bench of waves, one after the other: `python -m evaluation`."""

import subprocess
import sys

SUITES = (
    "extraction",
    "targets.factrueval",
    "targets.posts",
    "targets.kazakh",
    "names",
    "quotes",
    "attitudes",
    "claims",
    "devices",
    "vectors",
    "narratives",
    "copies",
    "links",
    "stories",
    "stream",
)


def main(arguments: list[str]) -> int:
    """Run each suite in a process of its own; 1 where a floor of any fell."""
    results = [
        subprocess.run([sys.executable, "-m", f"evaluation.{suite}", *arguments], check=False) for suite in SUITES
    ]
    return int(any(result.returncode for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
