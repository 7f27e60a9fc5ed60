"""Every number that a statement names must be one of its figures, and every quoted word one of its quotations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel import Locale

from tolqyn.brief.numerals import FORMS
from tolqyn.brief.parts import Citation, Phrase, Scalar

QUOTED = re.compile("“([^“”]+)”|«([^«»]+)»")
_NUMBER = re.compile(r"\d+(?:[,.\u00a0\u202f]\d+)*")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ANY_FORM = ("", "about", "times", "small")
_DATE_FORMS = ("date", "short", "stamp")


@dataclass(frozen=True, slots=True)
class Split:
    """A statement in two: our own words, with a blank for each stretch that is not, and those stretches."""

    own: str
    foreign: tuple[str, ...]


def split(phrase: Phrase) -> Split:
    """Our own words of a phrase, and the quotations and names in it.

    >>> from tolqyn.brief.parts import Mark
    >>> split(Phrase("Дала хабары, 158 texts", (Mark(0, 11, "name"),)))
    Split(own=' , 158 texts', foreign=('Дала хабары',))
    """
    own, foreign, at = "", [], 0
    for mark in phrase.marks:
        if mark.kind == "moment" or mark.start == mark.stop:
            continue
        own += phrase.text[at : mark.start] + " "
        foreign.append(phrase.text[mark.start : mark.stop])
        at = mark.stop
    return Split(own + phrase.text[at:], tuple(foreign))


def split_by_hand(text: str, cited: Iterable[Citation]) -> Split:
    """The same for a line that nobody marked: whatever its citations hold is taken for theirs."""
    for words in sorted(foreign_words(cited), key=len, reverse=True):
        if not _ISO.match(words):
            text = text.replace(words, " ")
    return Split(text, ())


def unaccounted(own: str, cited: Iterable[Citation], locale: Locale) -> list[str]:
    """Numbers in our own words that are no rendering of a cited figure, date or argument.

    >>> cited = [Citation("figure", name="wave.originals", value=1158)]
    >>> unaccounted("1,158 мәтін", cited, Locale("en")), unaccounted("1,159 мәтін", cited, Locale("en"))
    ([], ['1,159'])
    """
    allowed = {number for form in _renderings(tuple(cited), locale) for number in _NUMBER.findall(form)}
    return [number for number in _NUMBER.findall(own) if number not in allowed]


def unsupported(words: Split, cited: Iterable[Citation]) -> list[str]:
    """Quotations and names that no citation holds, marked as such or in quotation marks of our own."""
    known = foreign_words(cited)
    return [stretch for stretch in words.foreign if stretch not in known] + quotations(words.own)


def foreign_words(cited: Iterable[Citation]) -> set[str]:
    """Every text and name that citations hold."""
    found: set[str | None] = set()
    for one in cited:
        texts = (one.text, one.source, *_scalars(one), *_arguments(one))
        found |= {text for text in texts if isinstance(text, str)}
    return {text for text in found if text}


def quotations(text: str) -> list[str]:
    """Words in quotation marks, in any of the two kinds: “…” and «…».

    >>> quotations("Він сказав: «так», а потім “ні”")
    ['так', 'ні']
    """
    return [left or right for left, right in QUOTED.findall(text) if (left or right).strip()]


def _renderings(cited: tuple[Citation, ...], locale: Locale) -> Iterator[str]:
    for one in cited:
        for value in (*_scalars(one), *_arguments(one), one.published_at):
            yield from _forms(value, locale)


def _forms(value: Scalar, locale: Locale) -> Iterator[str]:
    """Every way in which a value may be written; a reason such as `containment=0.83` gives the figure it holds."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield from (FORMS[form](locale, value) for form in _ANY_FORM)
        if isinstance(value, float):
            yield FORMS["lag"](locale, value)
            yield FORMS["percent"](locale, value) if 0 <= value <= 1 else ""
    elif _ISO.match(value):
        yield value
        yield from (FORMS[form](locale, value) for form in _DATE_FORMS)
        yield value[11:16]
    else:
        for number in _NUMBER.findall(value):
            yield from _forms(float(number.replace(",", "").replace("\u00a0", "").replace("\u202f", "")), locale)


def _scalars(cited: Citation) -> tuple[Scalar, ...]:
    return cited.value if isinstance(cited.value, tuple) else (cited.value,)


def _arguments(cited: Citation) -> list[Scalar]:
    """Arguments that a sentence may name: how many come first, which day."""
    return [value for name, value in cited.arguments if name not in ("wave_id", "snapshot")]
