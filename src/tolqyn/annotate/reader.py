"""Reads texts with one component for each role, each knowing what the roles before it marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tolqyn.annotate.roles import ROLES, Annotator, Marked, Role
from tolqyn.annotate.sentences import split
from tolqyn.annotate.targets import Mark as TargetMark
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.document import Document
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import Mention
from tolqyn.model.reading import Mark, Name, Naming, Quote, Text


@dataclass(frozen=True, slots=True)
class Reader:
    """Components by role; a role without one leaves no marks.

    >>> Reader({}).read([bare_text("Тоқаев сөз сөйледі.", "kk", TargetAnnotator())])
    [{}]
    """

    components: Mapping[Role, Annotator]

    @property
    def version(self) -> str:
        """Names and versions of its components: two readers with one version make the same marks."""
        return " ".join(f"{role}={one.name}/{one.version}" for role, one in self._ordered())

    def read(self, texts: Sequence[Text]) -> list[dict[Role, tuple[Mark, ...]]]:
        """Marks of each text by role, in order; a role that is left out is no key."""
        marked = [Marked(text) for text in texts]
        found: list[dict[Role, tuple[Mark, ...]]] = [{} for _ in texts]
        for role, component in self._ordered():
            for at, marks in enumerate(component.annotate(marked)):
                found[at][role] = marks
                marked[at] = _knowing(marked[at], role, marks)
        return found

    def _ordered(self) -> Iterable[tuple[Role, Annotator]]:
        return ((role, self.components[role]) for role in ROLES if role in self.components)


def text_of(document: Document, mentions: Iterable[Mention]) -> Text:
    """A document as annotators read it, with the targets that were marked in it."""
    reading = document.reading
    start = reading.find(document.headline)
    return Text(
        document_id=document.document_id,
        text=reading,
        language=document.language,
        day=document.day,
        headline_stop=max(0, start) + len(document.headline),
        sentences=tuple(split(reading, document.language)),
        targets=tuple(Naming(one.start, one.stop, one.target, one.score, one.type) for one in mentions),
    )


def bare_text(text: str, language: str | None, targets: TargetAnnotator) -> Text:
    """A text that belongs to no workspace; its identifier is made from its words.

    >>> bare_text("В Тбилиси идут протесты.", "ru", TargetAnnotator()).targets[0].target
    'GE'
    """
    return Text(
        document_id=identify("doc", text),
        text=text,
        language=language,
        day=None,
        headline_stop=0,
        sentences=tuple(split(text, language)),
        targets=tuple(map(_naming, targets.mark(text, language))),
    )


def _naming(mark: TargetMark) -> Naming:
    return Naming(mark.start, mark.stop, mark.target, mark.score, mark.type)


def _knowing(marked: Marked, role: Role, marks: tuple[Mark, ...]) -> Marked:
    """What the next role is told."""
    if role == "names":
        return replace(marked, names=tuple(mark for mark in marks if isinstance(mark, Name)))
    if role == "quotes":
        return replace(marked, quotes=tuple(mark for mark in marks if isinstance(mark, Quote)))
    return marked
