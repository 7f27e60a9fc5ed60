"""A series at a glance: its last weeks as bars the size of a word, with the bound of what is usual."""

from collections.abc import Sequence
from dataclasses import dataclass

from tolqyn.queries.standing import Point

WIDTH, HEIGHT = 120.0, 28.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A word-sized picture: one path of bars within the bound, one of bars beyond it, one line for the bound."""

    usual: str
    beyond: str
    bound: str


def spark(points: Sequence[Point]) -> Spark:
    """Bars of originals by day; the highest of them, or of the bound, reaches the top.

    >>> spark(())
    Spark(usual='', beyond='', bound='')
    """
    if not points:
        return Spark("", "", "")
    most = max(max(point.originals, point.upperbound or 0.0) for point in points) or 1.0
    step = WIDTH / len(points)
    usual, beyond, bound = [], [], []
    for at, point in enumerate(points):
        x, height = at * step, HEIGHT * point.originals / most
        above = point.upperbound is not None and point.originals > point.upperbound
        if height:
            bar = f"M{x:.1f},{HEIGHT} v{-height:.1f} h{step * 0.8:.1f} v{height:.1f} z"
            (beyond if above else usual).append(bar)
        if point.upperbound is not None:
            bound.append(f"{x + step / 2:.1f},{HEIGHT * (1 - point.upperbound / most):.1f}")
    return Spark(" ".join(usual), " ".join(beyond), "M" + " L".join(bound) if len(bound) > 1 else "")
