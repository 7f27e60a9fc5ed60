"""Floors: what the figures may not fall below, pinned to the seeds and the generators that they were measured with."""

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path

from evaluation.waves.figures import Figure

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
GENERATORS = ("media.py", "hawkes.py", "truth.py", "score.py", "recipes.py", "chance.py")


def corpus_digest() -> str:
    """Digest of the generators and of the definition of a score: a floor holds for these and no others."""
    joined = b"\0".join((HERE / name).read_bytes() for name in GENERATORS)
    return hashlib.sha256(joined).hexdigest()[:16]


def fallen(figures: Sequence[Figure]) -> list[str]:
    """Figures below their floor, and a word if the floors belong to other generators."""
    if not FLOORS.exists():
        return ["floors.toml is missing: write it with --lower-floors"]
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    problems = []
    if floors.get("digest") != corpus_digest():
        problems.append("the generators or scores have changed: measure again and write floors with --lower-floors")
    for figure in figures:
        floor = floors.get("floor", {}).get(figure.name)
        if floor is None or figure.value != figure.value:
            continue
        worse = figure.value < floor if figure.direction == "up" else figure.value > floor
        if worse:
            problems.append(f"{figure.name}: {figure.value:.4f}, floor {floor:.4f}")
    return problems


def write_floors(figures: Sequence[Figure]) -> None:
    """Set the floor of every figure at the worse end of its interval, or a fifth worse where it has none.

    Times get twice what was measured, since machines differ. Floors of figures that were not run stay as they are.
    """
    digest = corpus_digest()
    old = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    kept = old.get("floor", {}) if old.get("digest") == digest else {}
    fresh = {figure.name: _floor(figure) for figure in figures if figure.value == figure.value}
    lines = [f'digest = "{digest}"', "", "[floor]"]
    lines += [f'"{name}" = {value:.4f}' for name, value in sorted((kept | fresh).items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _floor(figure: Figure) -> float:
    if figure.direction == "up":
        return figure.low if figure.low is not None else figure.value * 0.8
    if figure.high is not None:
        return figure.high
    return figure.value * (2.0 if figure.name.startswith("14") else 1.2)
