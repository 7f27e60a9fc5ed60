"""Which targets a document names, where, and by which kind of word; and which of them it is about."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from tolqyn.annotate.countries import LANGUAGES, UNIONS, codes
from tolqyn.annotate.coverage import cover
from tolqyn.annotate.lookalikes import refuses
from tolqyn.annotate.matching import Found, Index, candidates, index, read
from tolqyn.annotate.naming import Named, named, named_by
from tolqyn.model.document import Document
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import EntityType, Mention, MentionForm
from tolqyn.model.settings import Target

__all__ = ["NAME", "VERSION", "Mark", "TargetAnnotator", "cover", "mark_text"]

NAME = "targets"
VERSION = "1"

_NO_DAY = 0.5
_UKRAINIAN, _KAZAKH = frozenset("ґєії"), frozenset("әғқңөұүһ")


class Mark(NamedTuple):
    """One name in a bare text, in code points."""

    start: int
    stop: int
    surface: str
    target: str
    type: EntityType
    form: MentionForm
    score: float


class TargetAnnotator:
    """Marks names of targets; built once for a process, holds no open thing, and gives the same marks every time.

    It knows every country, and marks `targets` beside them: by name and aliases, a country by its code with all its
    words. With `countries="listed"` it marks only `targets`; the others still guard against names inside other names.
    """

    def __init__(self, targets: Sequence[Target] = (), countries: Literal["all", "listed"] = "all") -> None:
        every = (*codes(), *UNIONS) if countries == "all" else ()
        self._wanted = frozenset((*every, *(target.target_id for target in targets)))
        self._own: tuple[Named, ...] = tuple(chain.from_iterable(named_by(target) for target in targets))
        self._indexes: dict[tuple[str, ...], Index] = {}

    def annotate(self, document: Document) -> list[Mention]:
        """Mentions in the order of the reading; a leader's name counts by the document's day."""
        return [_mention(document, mark) for mark in self.mark(document.reading, document.language, document.day)]

    def mark(self, text: str, language: str | None, day: date | None = None) -> list[Mark]:
        """Marks of a bare text. Without a day, leaders of any day count, with half their score.

        >>> [(m.surface, m.target) for m in TargetAnnotator().mark("Қазақстандағы тасқын, Грузияға көмек", "kk")]
        [('Қазақстандағы', 'KZ'), ('Грузияға', 'GE')]
        """
        marks: list[Mark] = []
        seen: set[str] = set()
        free = 0
        reading = read(text)
        for options in candidates(reading, self._index(_languages(language, text))):
            if options[0].start < free:
                continue
            found = next((option for option in options if _stands(option, day, seen)), None)
            if found is None:
                continue
            naming = found.naming
            if refuses(found, reading):
                continue
            free = found.stop
            if naming.target is None or naming.target not in self._wanted:
                continue
            seen.add(naming.target)
            score = naming.score * (_NO_DAY if naming.since and day is None else 1.0)
            surface = text[found.start : found.stop]
            marks.append(Mark(found.start, found.stop, surface, naming.target, naming.type, naming.form, score))
        return marks

    def _index(self, languages: tuple[str, ...]) -> Index:
        """Index of some languages' words, the workspace's own names first; built when first needed."""
        if languages not in self._indexes:
            known = (named(language) for language in languages)
            self._indexes[languages] = index(chain(self._own, chain.from_iterable(known)))
        return self._indexes[languages]


def _stands(found: Found, day: date | None, seen: set[str]) -> bool:
    """Whether a naming counts at this day, and, for a surname, after the full name."""
    naming = found.naming
    if naming.after_full and naming.target not in seen:
        return False
    if day is None:
        return True
    return not (naming.since and day < naming.since) and not (naming.until and day > naming.until)


def _mention(document: Document, mark: Mark) -> Mention:
    name = identify("men", document.document_id, mark.start, mark.stop, mark.target, NAME, VERSION)
    return Mention(
        name,
        document.document_id,
        mark.start,
        mark.stop,
        mark.surface,
        mark.target,
        mark.type,
        mark.form,
        mark.score,
        NAME,
        VERSION,
    )


def _languages(language: str | None, text: str) -> tuple[str, ...]:
    """Whose words to look for: the text's own language first, then those that its readers mix in."""
    if language in ("ru", "en"):
        return ("ru", "en") if language == "ru" else ("en", "ru")
    if language in ("uk", "kk"):
        return (language, "ru", "en")
    letters = set(text.lower())
    order = [name for name in _by_letters(letters) if name]
    return tuple(dict.fromkeys((*order, *LANGUAGES)))


def _by_letters(letters: set[str]) -> Iterator[str]:
    if letters & _KAZAKH:
        yield "kk"
    if letters & _UKRAINIAN:
        yield "uk"


@cache
def _every_country() -> TargetAnnotator:
    return TargetAnnotator()


def mark_text(text: str, language: str | None) -> list[Mark]:
    """Marks of countries in a bare text, for a reader with no workspace.

    >>> mark_text("В Тбилиси идут протесты", "ru")[0].target
    'GE'
    """
    return _every_country().mark(text, language)
