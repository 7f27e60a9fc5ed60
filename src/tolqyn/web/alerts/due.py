"""What a question has to say about a wave, and on which day: the same whether it is sent or previewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tolqyn.model.wave import Wave
from tolqyn.queries.standing import Point
from tolqyn.web.alerts.questions import Question


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell, once: `step` counts the doublings, `observed` are originals from the onset to that day."""

    question: str
    wave_id: str
    kind: Literal["began", "doubled", "ended"]
    step: int
    day: date
    observed: int

    @property
    def key(self) -> str:
        """What it is told by, once and for all."""
        return "\t".join((self.question, self.wave_id, self.kind, str(self.step)))


def notices(question: Question, wave: Wave, points: Sequence[Point]) -> list[Notice]:
    """Everything that a question has to say about a wave, in the order of days.

    A wave is told of when it is detected, each time that its originals since the onset have doubled since it was told
    of last, and when it ends. `points` are the days of its series.
    """
    if not question.admits(wave):
        return []
    inside = [point for point in points if wave.onset <= point.day and (wave.end is None or point.day <= wave.end)]
    told: list[Notice] = []
    observed, last = 0, 0
    for point in inside:
        observed += point.originals
        if point.day < wave.detected_on:
            continue
        if not told:
            told.append(Notice(question.name, wave.wave_id, "began", 0, point.day, observed))
            last = observed
        elif observed >= 2 * last > 0:
            told.append(Notice(question.name, wave.wave_id, "doubled", len(told), point.day, observed))
            last = observed
    if not told:
        told.append(Notice(question.name, wave.wave_id, "began", 0, wave.detected_on, observed))
    if wave.end is not None:
        told.append(Notice(question.name, wave.wave_id, "ended", 0, max(wave.end, told[-1].day), observed))
    return told
