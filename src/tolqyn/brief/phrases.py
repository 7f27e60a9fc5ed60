"""Fill a wording with figures, quotations and names, and remember which words are not ours."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter

from babel import Locale

from tolqyn.brief.numerals import FORMS, form_of_plural
from tolqyn.brief.parts import Citation, Mark, Phrase, Scalar
from tolqyn.brief.quoting import ELLIPSIS

WORDINGS = {"en": "tolqyn.brief.english"}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name, or a title that others wrote: set apart on the page, so that it disturbs nothing around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, and whether words of the headline or passage are left out before and after it."""

    citation: Citation
    cut_before: bool
    cut_after: bool


Slot = Scalar | Name | Quoted


@dataclass(frozen=True, slots=True)
class Wording:
    """The strings of one interface language and its rules for plurals and dates."""

    language: str
    text: Mapping[str, str]
    locale: Locale

    def label(self, key: str, **slots: Slot) -> str:
        """A heading, caption or label: words that state nothing."""
        return phrase(self, (key,), slots).text

    def language_name(self, code: str | None) -> str:
        """Name of a language in the interface language, its code where that has no name."""
        return str(self.locale.languages.get(code, code)) if code else self.text["language.unknown"]


@cache
def wording(language: str) -> Wording:
    """Strings for an interface language (`en` for now)."""
    module = importlib.import_module(WORDINGS[language])
    return Wording(language, module.TEXT, Locale.parse(module.LOCALE))


def phrase(words: Wording, keys: tuple[str, ...], slots: Mapping[str, Slot]) -> Phrase:
    """The wordings of `keys` one after the other, their fields filled from `slots`.

    >>> phrase(wording("en"), ("title.on",), {"target": Name("Қазақстан"), "press": "all", "kind": "coverage",
    ...     "onset": "2024-11-28"}).text
    'Қазақстан in all: a wave of coverage since 28 November 2024'
    """
    whole = Phrase("")
    for key in keys:
        for literal, field, spec, _ in Formatter().parse(words.text[key]):
            whole = joined(whole, Phrase(literal))
            if field is not None:
                whole = joined(whole, written(words, slots[field], spec or ""))
    return whole


def joined(left: Phrase, right: Phrase) -> Phrase:
    """Two phrases as one, the marks of the second moved to where its words now stand."""
    by = len(left.text)
    moved = tuple(Mark(m.start + by, m.stop + by, m.kind, m.language) for m in right.marks)
    return Phrase(left.text + right.text, left.marks + moved)


def written(words: Wording, slot: Slot, spec: str) -> Phrase:
    """One filled field: a quotation in quotation marks, a name as it is, a figure in the form that `spec` asks for."""
    if isinstance(slot, Quoted):
        text = slot.citation.text or ""
        opening = f"{ELLIPSIS} “" if slot.cut_before else "“"
        closing = f"” {ELLIPSIS}" if slot.cut_after else "”"
        mark = Mark(len(opening), len(opening) + len(text), "quotation", slot.citation.language)
        return Phrase(f"{opening}{text}{closing}", (mark,))
    if isinstance(slot, Name):
        return Phrase(slot.text, (Mark(0, len(slot.text), "name"),))
    if "|" in spec:
        return Phrase(form_of_plural(words.locale, slot, spec))
    if slot is None:
        return Phrase(words.text["moment.unknown" if spec in ("stamp", "moment") else "page.nothing"])
    text = FORMS[spec](words.locale, slot)
    return Phrase(text, (Mark(0, len(text), "moment"),) if spec == "stamp" else ())
