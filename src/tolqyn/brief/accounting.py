"""Every number that a statement names must be one of its figures, and every quoted word one of its quotations."""

import re
from collections.abc import Iterable, Iterator

from babel import Locale

from tolqyn.brief.numerals import FORMS
from tolqyn.brief.parts import Citation, Scalar

QUOTED = re.compile("“([^“”]+)”|«([^«»]+)»")
_NUMBER = re.compile(r"\d+(?:[,.\u00a0\u202f]\d+)*")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ANY_FORM = ("", "about", "times", "small", "percent", "lag")
_DATE_FORMS = ("date", "short", "stamp")


def unaccounted(text: str, cited: Iterable[Citation], locale: Locale) -> list[str]:
    """Numbers in `text`, outside quotations and names, that are no rendering of a cited figure, date or argument.

    >>> cited = [Citation("figure", name="wave.originals", value=158), Citation("figure", name="x", value="Канал 24")]
    >>> unaccounted("158 texts of Канал 24", cited, Locale("en")), unaccounted("159 texts", cited, Locale("en"))
    ([], ['159'])
    """
    cited = tuple(cited)
    allowed = {number for form in _renderings(cited, locale) for number in _NUMBER.findall(form)}
    return [number for number in _NUMBER.findall(own_words(text, cited)) if number not in allowed]


def own_words(text: str, cited: Iterable[Citation]) -> str:
    """A statement without the quotations and names that it cites: what is left is our own."""
    for foreign in sorted(_foreign(cited), key=len, reverse=True):
        text = text.replace(foreign, " ")
    return text


def quotations(text: str) -> list[str]:
    """Words in quotation marks, in any of the two kinds: “…” and «…».

    >>> quotations("Він сказав: «так», а потім “ні”")
    ['так', 'ні']
    """
    return [left or right for left, right in QUOTED.findall(text) if (left or right).strip()]


def _foreign(cited: Iterable[Citation]) -> set[str]:
    found = {text for one in cited for text in (one.text, one.source) if text}
    for one in cited:
        found |= {value for value in _scalars(one) if isinstance(value, str) and value and not _ISO.match(value)}
    return found


def _renderings(cited: tuple[Citation, ...], locale: Locale) -> Iterator[str]:
    for one in cited:
        for value in (*_scalars(one), *_arguments(one), one.published_at):
            yield from _forms(value, locale)


def _forms(value: Scalar, locale: Locale) -> Iterator[str]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield from (FORMS[form](locale, value) for form in _ANY_FORM)
    elif _ISO.match(value):
        yield value
        yield from (FORMS[form](locale, value) for form in _DATE_FORMS)
        yield value[11:16]


def _scalars(cited: Citation) -> tuple[Scalar, ...]:
    return cited.value if isinstance(cited.value, tuple) else (cited.value,)


def _arguments(cited: Citation) -> list[Scalar]:
    """Arguments that a sentence may name: how many come first, which day."""
    return [value for name, value in cited.arguments if name not in ("wave_id", "snapshot")]
