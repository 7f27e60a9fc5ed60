"""Figures from counts of spans: precision, recall, F1, by type and over all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int, str]
"""Start, stop and type of a name."""


@dataclass(slots=True)
class Counts:
    """What was right, what was marked and what should have been, by type."""

    right: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    gold: dict[str, int] = field(default_factory=dict)

    def add(self, found: Iterable[Span], wanted: Iterable[Span]) -> None:
        """Count one text: a span is right with both ends and its type."""
        found, wanted = set(found), set(wanted)
        for table, spans in ((self.right, found & wanted), (self.marked, found), (self.gold, wanted)):
            for *_, kind in spans:
                table[kind] = table.get(kind, 0) + 1

    def f1(self, kind: str | None = None) -> float:
        """F1 of a type, or over all types together."""
        right, marked, gold = (self._sum(table, kind) for table in (self.right, self.marked, self.gold))
        return 2 * right / (marked + gold) if marked + gold else 0.0

    def precision(self, kind: str | None = None) -> float:
        """Share of what was marked that is right."""
        return self._sum(self.right, kind) / max(1, self._sum(self.marked, kind))

    def recall(self, kind: str | None = None) -> float:
        """Share of what should have been marked that was."""
        return self._sum(self.right, kind) / max(1, self._sum(self.gold, kind))

    @staticmethod
    def _sum(table: dict[str, int], kind: str | None) -> int:
        return sum(table.values()) if kind is None else table.get(kind, 0)

    def line(self, title: str) -> str:
        """Everything in one line, for people."""
        kinds = sorted(self.gold)
        parts = [
            f"{kind} {self.f1(kind):.3f} (P {self.precision(kind):.2f} R {self.recall(kind):.2f})" for kind in kinds
        ]
        return f"{title}: F1 {self.f1():.3f}; " + ", ".join(parts)


def places_together(spans: Iterable[Span]) -> list[Span]:
    """GPE counted as LOC, for corpora that do not tell them apart."""
    return [(start, stop, "LOC" if kind == "GPE" else kind) for start, stop, kind in spans]
