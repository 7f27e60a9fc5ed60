"""A series at a glance: its last weeks as bars the size of a word, with the bound of what is usual."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tolqyn.model.wave import Wave
from tolqyn.queries.standing import Point

WIDTH, HEIGHT = 120.0, 28.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A word-sized picture: one path of bars outside the wave, one of bars inside, one line for the bound."""

    usual: str
    inside: str
    bound: str


def spark(points: Sequence[Point], wave: Wave | None = None) -> Spark:
    """Bars of originals by day; the highest of them, or of the bound, reaches the top.

    >>> spark(())
    Spark(usual='', inside='', bound='')
    """
    if not points:
        return Spark("", "", "")
    most = max(max(point.originals, point.upperbound or 0.0) for point in points) or 1.0
    step = WIDTH / len(points)
    usual: list[str] = []
    inside: list[str] = []
    bound: list[str] = []
    for at, point in enumerate(points):
        x, height = at * step, HEIGHT * point.originals / most
        if height:
            bar = f"M{x:.1f},{HEIGHT} v{-height:.1f} h{step * 0.8:.1f} v{height:.1f} z"
            (inside if wave and _within(point.day, wave) else usual).append(bar)
        if point.upperbound is not None:
            bound.append(f"{x + step / 2:.1f},{HEIGHT * (1 - point.upperbound / most):.1f}")
    return Spark(" ".join(usual), " ".join(inside), "M" + " L".join(bound) if len(bound) > 1 else "")


def _within(day: date, wave: Wave) -> bool:
    return wave.onset <= day and (wave.end is None or day <= wave.end)
