"""The interface in four languages: catalogues of our own, filled with figures and names that cannot break the page."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date
from markupsafe import Markup, escape

from tolqyn.brief.numerals import FORMS, form_of_plural

Language = Literal["en", "ru", "kk", "uk"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"

Slot = str | int | float | date | datetime | Markup | None


@dataclass(frozen=True, slots=True)
class Words:
    """The strings of one interface language, with its rules for plurals, numbers and days."""

    language: Language
    text: Mapping[str, str]
    locale: Locale

    def __call__(self, key: str, **slots: Slot) -> Markup:
        """A string with its fields filled: `{n}`, `{n:about}`, `{day:date}`, `{n:document|documents}`, as in briefs.

        Whatever is filled in is escaped, and set apart where it is a name (`{source:name}`).

        >>> str(words("en")("listing.total", n=1200)), str(words("uk")("listing.total", n=3))
        ('1,200 documents', '3 документи')
        """
        return Markup("").join(
            escape(literal) + ("" if field is None else self._filled(slots[field], spec or ""))
            for literal, field, spec, _ in Formatter().parse(self.text[key])
        )

    def has(self, key: str) -> bool:
        """Whether the catalogue holds a string of that name."""
        return key in self.text

    def named(self, group: str, name: str | None) -> str:
        """A term of the tables in the interface language (`kind.state`), itself where nobody wrote one down."""
        return self.text.get(f"{group}.{name}", name or self.text["unknown"])

    def number(self, value: float | None, form: str = "") -> str:
        """A figure in a form that briefs know; a dash where there is none."""
        return "–" if value is None else FORMS[form](self.locale, value)

    def day(self, value: date | datetime | str | None, form: str = "d MMM y") -> str:
        """A day as the language writes it; a dash where it is unknown."""
        if value is None:
            return "–"
        day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
        return str(format_date(day, form, locale=self.locale))

    def language_name(self, code: str | None) -> str:
        """Name of a language in the interface language, its code where that has none."""
        return str(self.locale.languages.get(code, code)) if code else self.text["unknown"]

    def lag(self, seconds: float | None) -> str:
        """A span of time in its largest unit that counts at least one.

        >>> words("ru").lag(18900.0), words("kk").lag(None)
        ('5 ч', '–')
        """
        if seconds is None:
            return "–"
        for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
            if abs(seconds) >= size:
                return str(self(f"lag.{unit}", n=round(abs(seconds) / size)))
        return str(self("lag.minutes", n=0))

    def _filled(self, slot: Slot, spec: str) -> Markup:
        if isinstance(slot, Markup):
            return slot
        if spec == "name":
            return Markup("<bdi>{}</bdi>").format(slot)
        if "|" in spec:
            return escape(form_of_plural(self.locale, _plain(slot), spec))
        if slot is None:
            return escape(self.text["unknown"])
        return escape(FORMS[spec](self.locale, _plain(slot)))


@cache
def words(language: Language) -> Words:
    """Strings of an interface language."""
    source = files("tolqyn.web").joinpath(f"words/{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_flat(tomllib.loads(source))), Locale.parse(language))


def chosen_language(asked: str | None, accepted: str) -> Language:
    """The language that a reader chose, else the first that the browser accepts and a catalogue exists for.

    >>> chosen_language(None, "kk-KZ, ru;q=0.8"), chosen_language("uk", "ru"), chosen_language("xx", "")
    ('kk', 'uk', 'en')
    """
    for language in (asked or "", *_accepted(accepted)):
        for known in LANGUAGES:
            if language.lower().partition("-")[0] == known:
                return known
    return DEFAULT


def _accepted(header: str) -> list[str]:
    """Languages of an `Accept-Language` header, the dearest first."""
    weighted: list[tuple[float, str]] = []
    for part in header[:400].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((float(weight or 1), name))
        except ValueError:
            continue
    return [name for _, name in sorted(weighted, key=lambda pair: -pair[0])]


def _flat(table: Mapping[str, object], path: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        rows += _flat(value, name) if isinstance(value, Mapping) else [(name, str(value))]
    return rows


def _plain(slot: Slot) -> str | int | float:
    return slot.isoformat() if isinstance(slot, date) else slot if slot is not None else 0
