"""Which targets a document names, where, and by which kind of word; and which of them it is about."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from tolqyn.annotate import unspaced
from tolqyn.annotate.countries import LANGUAGES, UNIONS, codes, has_names
from tolqyn.annotate.coverage import cover
from tolqyn.annotate.lookalikes import refuses
from tolqyn.annotate.matching import Found, Index, Reading, candidates, index, read
from tolqyn.annotate.naming import Named, named, named_by
from tolqyn.model.document import Document
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import EntityType, Mention, MentionForm
from tolqyn.model.settings import Target

__all__ = ["NAME", "VERSION", "Mark", "TargetAnnotator", "cover", "mark_text"]

NAME = "targets"
VERSION = "1"

_NO_DAY = 0.5
_CYRILLIC, _LATIN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё"), frozenset("abcdefghijklmnopqrstuvwxyz")
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
        if language in unspaced.LANGUAGES:
            found = unspaced.found_unspaced(text, language)
            return [_mark(one, text, day) for one in found if one.naming.target in self._wanted]
        reading = read(text)
        marks: list[Mark] = []
        seen: set[str] = set()
        free = 0
        for options in candidates(reading, self._index(_languages(language, text))):
            chosen = _chosen(options, reading, day, seen) if options[0].start >= free else None
            if chosen is None:
                continue
            free = chosen.stop
            if chosen.naming.target in self._wanted:
                marks.append(_mark(chosen, text, day))
                seen.add(marks[-1].target)
        return marks

    def _index(self, languages: tuple[str, ...]) -> Index:
        """Index of some languages' words, the workspace's own names first; built when first needed."""
        if languages not in self._indexes:
            own = ((form, naming) for name in languages for form, naming in self._own if naming.language == name)
            known = chain.from_iterable(named(language) for language in languages)
            self._indexes[languages] = index(chain(own, known))
        return self._indexes[languages]


def _chosen(options: Sequence[Found], reading: Reading, day: date | None, seen: set[str]) -> Found | None:
    """The first option that counts at this day, if nothing speaks against it where it stands."""
    found = next((option for option in options if _stands(option, day, seen)), None)
    if found is None or (found.naming.target is not None and refuses(found, reading)):
        return None
    return found


def _mark(found: Found, text: str, day: date | None) -> Mark:
    naming = found.naming
    score = naming.score * (_NO_DAY if naming.since and day is None else 1.0)
    surface = text[found.start : found.stop]
    return Mark(found.start, found.stop, surface, str(naming.target), naming.type, naming.form, score)


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
    if language in ("uk", "kk", "ky"):
        return (language, "ru", "en")
    own = (language,) if language and has_names(language) else ()
    return tuple(dict.fromkeys((*own, *_by_letters(set(text.lower())), *LANGUAGES)))


def _by_letters(letters: set[str]) -> Iterator[str]:
    """Languages that the letters of a text betray."""
    if letters & _KAZAKH:
        yield "kk"
    if letters & _UKRAINIAN:
        yield "uk"


def language_by_letters(text: str) -> str | None:
    """The likeliest of the languages that are read, by letters alone; `None` for other scripts and none.

    >>> [language_by_letters(text) for text in ("Қар жауды", "Київ, їжак", "Снег", "…")]
    ['kk', 'uk', 'ru', None]
    """
    letters = set(text.lower())
    betrayed = next(_by_letters(letters), None)
    if betrayed is not None:
        return betrayed
    if letters & _CYRILLIC:
        return "ru"
    return "en" if letters & _LATIN else None


@cache
def every_country() -> TargetAnnotator:
    """The annotator of a reader with no workspace: every country, in this process."""
    return TargetAnnotator()


def mark_text(text: str, language: str | None) -> list[Mark]:
    """Marks of countries in a bare text, for a reader with no workspace.

    >>> mark_text("В Тбилиси идут протесты", "ru")[0].target
    'GE'
    """
    return every_country().mark(text, language)
