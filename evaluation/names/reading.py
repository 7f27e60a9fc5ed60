"""Names of bare texts by the default component, with the targets that a reader without a workspace marks."""

from collections.abc import Sequence
from functools import cache

from evaluation.names.scoring import Span
from tolqyn.annotate.names import NamesAnnotator
from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.reading import Name


@cache
def _component() -> tuple[NamesAnnotator, TargetAnnotator]:
    return NamesAnnotator(), TargetAnnotator()


def names_of(texts: Sequence[str], language: str) -> list[list[Name]]:
    """Names of each text."""
    component, targets = _component()
    marks = component.annotate([Marked(bare_text(text, language, targets)) for text in texts])
    return [[mark for mark in found if isinstance(mark, Name)] for found in marks]


def spans_of(names: Sequence[Name]) -> list[Span]:
    """Spans of names; a bare office that stands for its holder is no name in any corpus here."""
    return [(one.start, one.stop, one.type) for one in names if not one.surface.islower() and one.score != 0.6]
