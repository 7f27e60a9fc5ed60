"""The nominative of Russian names: words of a person agree in case and gender, a phrase bends up to its head."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from tolqyn.annotate.names.people import folded, given_names
from tolqyn.annotate.russian import parses

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn")
_PRIOR = {"nomn": 0.15, "masc": 0.3}
"""Every other name stands in the nominative, and most are of men: this decides where nothing else does."""
_VOWELS = tuple("аеёиоуыэюя")
_FIXED = ("дзе", "швили", "ко", "их", "ых", "ия", "уа")
_PREPOSITIONS = {
    "с": ("ablt", "gent"), "со": ("ablt", "gent"), "у": ("gent",), "от": ("gent",), "до": ("gent",), "для": ("gent",),
    "без": ("gent",), "против": ("gent",), "из": ("gent",), "к": ("datv",), "ко": ("datv",), "о": ("loct",),
    "об": ("loct",), "при": ("loct",), "над": ("ablt",), "перед": ("ablt",), "между": ("ablt", "gent"),
    "через": ("accs",), "про": ("accs",), "на": ("accs", "loct"), "за": ("accs", "ablt"), "в": ("loct", "accs"),
}  # fmt: skip


class Reading(NamedTuple):
    """One way to read a word of a name."""

    case: str
    gender: str
    lemma: str
    weight: float


def person(words: Sequence[str], before: str = "", after: str = "") -> tuple[str, ...]:
    """Nominative of a person's name, word by word; capitals as they stood, words that cannot be read unchanged.

    `before` and `after` are the neighbouring words: a preposition, an office or a verb tells the case.

    >>> person(("Ерлана", "Карина")), person(("Ираклием", "Кобахидзе")), person(("Путину",))
    (('Ерлан', 'Карин'), ('Ираклий', 'Кобахидзе'), ('Путин',))
    >>> person(("Майей", "Санду")), person(("Токаева",), "заявила")
    (('Майя', 'Санду'), ('Токаева',))
    """
    hints = _hints(before, after)
    tables = [_table(word, place, len(words)) for place, word in enumerate(words)]
    best = max(product(CASES, GENDERS), key=lambda slot: _fit(slot, tables, hints))
    lemmas = [table.get(best, (word.lower(), 0.0))[0] for word, table in zip(words, tables, strict=True)]
    return tuple(cased(lemma, word) for lemma, word in zip(lemmas, words, strict=True))


def _fit(slot: tuple[str, str], tables: Sequence[dict[tuple[str, str], tuple[str, float]]], hints: Any) -> float:
    total = sum(table.get(slot, ("", -3.0))[1] for table in tables)
    return (
        total
        + float(hints.get(slot[0], 0.0))
        + float(hints.get(slot, 0.0))
        + _PRIOR.get(slot[0], 0.0)
        + _PRIOR.get(slot[1], 0.0)
    )


def _table(word: str, place: int, length: int) -> dict[tuple[str, str], tuple[str, float]]:
    """The best lemma and its weight for each case and gender that a word may have."""
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for part in _readings(word, place, length):
        slot = (part.case, part.gender)
        if slot not in found or found[slot][1] < part.weight:
            found[slot] = (part.lemma, part.weight)
    return found


def _readings(word: str, place: int, length: int) -> Iterator[Reading]:
    low = word.lower()
    if len(low.strip(".")) < 2 or (not low.isalpha() and "-" not in low):
        yield from (Reading(case, gender, low, 0.0) for case, gender in product(CASES, GENDERS))
        return
    if "-" in low:
        yield from _compound(low, place, length)
    surname = length > 1 and place == length - 1
    yield from _by_dictionary(low, surname)
    if place == 0:
        yield from _given(low)
    yield from _by_ending(low, surname or length == 1)


def _compound(word: str, place: int, length: int) -> Iterator[Reading]:
    """Names with a hyphen: every part bends, or the last alone (Касым-Жомарта, Салтыкова-Щедрина)."""
    *lead, last = word.split("-")
    tables = [_table(part, place, length) for part in lead if part]
    for case, gender, lemma, weight in _readings(last, place, length) if last else ():
        firsts = [table.get((case, gender), (part, 0.0)) for table, part in zip(tables, lead, strict=False)]
        keep = [part if part[-1] not in "аяуюыи" else first for part, (first, _) in zip(lead, firsts, strict=False)]
        yield Reading(case, gender, "-".join([*keep, lemma]), weight + 0.2)


def _by_dictionary(word: str, surname: bool) -> Iterator[Reading]:
    """Readings as a name by pymorphy's dictionary; a given name is unlikely in the place of a surname."""
    for parse in parses(word):
        tag = parse.tag
        names = {"Name", "Surn", "Patr"} & set(tag.grammemes)
        if not names or tag.number != "sing" or tag.case is None:
            continue
        weight = (3.0 if parse.is_known else 1.0) - (1.5 if surname and "Surn" not in names else 0.0)
        for gender in (tag.gender,) if tag.gender in GENDERS else GENDERS:
            lemma = _nominative(parse, gender)
            case = {"gen2": "gent", "acc2": "accs", "loc2": "loct"}.get(tag.case, tag.case)
            if lemma is not None and case in CASES:
                yield Reading(case, gender, lemma, weight)


def _nominative(parse: Any, gender: str) -> str | None:
    want = {"nomn", "sing"} | ({gender} if parse.tag.gender in GENDERS else set())
    form = parse.inflect(want)
    if form is None:
        return None
    return str(form.word) if parse.is_known or "ё" in parse.word else str(form.word).replace("ё", "е")


def _given(word: str) -> Iterator[Reading]:
    """A first word whose nominative is a listed given name."""
    for case, gender, lemma, _ in ((*one,) for one in _by_ending(word, False)):
        if folded(lemma) in given_names():
            yield Reading(case, gender, lemma, 2.5)


def _by_ending(word: str, surname: bool) -> Iterator[Reading]:
    """Readings by the last letters: the declensions of names on a consonant, -й, -а, -я, and those that stand still."""
    stem = word[:-1]
    own = 2.0 if surname else 0.6
    slavic = surname and stem.endswith(("ов", "ев", "ёв", "ин", "ын"))
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")) and surname:
        yield Reading("nomn", "masc", word, own)
    if slavic and word[-1] in "ауе":
        yield from _slots({"а": ("gent", "accs"), "у": ("datv",), "е": ("loct",)}[word[-1]], "masc", stem, own)
        if word[-1] in "ау":
            yield Reading("nomn" if word[-1] == "а" else "accs", "femn", stem + "а", own)
    if surname and word.endswith("ым") and word[:-2].endswith(("ов", "ев", "ёв", "ин", "ын")):
        yield Reading("ablt", "masc", word[:-2], own)
    if surname and word.endswith("ой") and word[:-2].endswith(("ов", "ев", "ёв", "ин", "ын")):
        yield from _slots(("gent", "datv", "ablt", "loct"), "femn", word[:-2] + "а", own)
    if word.endswith(_FIXED):
        yield from (Reading(case, gender, word, 1.5) for case, gender in product(CASES, GENDERS))
    yield from _plain_declension(word)


def _plain_declension(word: str) -> Iterator[Reading]:
    stem, last = word[:-1], word[-1]
    if last not in _VOWELS:
        yield Reading("nomn", "masc", word, 0.6)
        yield from (Reading(case, "femn", word, 0.3) for case in CASES)
    else:
        still = 0.2 if last in "ая" else 0.5
        yield from (Reading(case, gender, word, still) for case, gender in product(CASES, GENDERS))
    hard = bool(stem) and stem[-1] not in _VOWELS and stem[-1] not in "ьъй"
    if hard and last in "ауе":
        yield from _slots({"а": ("gent", "accs"), "у": ("datv",), "е": ("loct",)}[last], "masc", stem, 0.5)
    if word.endswith(("ом", "ем")) and len(word) > 4:
        yield Reading("ablt", "masc", word[:-2] + ("й" if word[-3] in _VOWELS else ""), 0.7)
    if last in "яю" and len(word) > 3:
        ending = "й" if stem[-1] in _VOWELS else "ь"
        yield from _slots(("gent", "accs") if last == "я" else ("datv",), "masc", stem + ending, 0.5)
    if last in "ая":
        yield from (Reading("nomn", gender, word, 0.6 if gender == "femn" else 0.3) for gender in GENDERS)
    if last in "ыиуюе" and hard:
        lemma = stem + "а"
        cases = {"ы": ("gent",), "и": ("gent",), "у": ("accs",), "е": ("datv", "loct")}.get(last, ())
        yield from _slots(cases, "femn", lemma, 0.4)
    if word.endswith(("ой", "ей")) and len(word) > 4:
        lemma = word[:-2] + ("а" if word.endswith("ой") else "я")
        yield from _slots(("ablt",), "femn", lemma, 0.45)


def _slots(cases: Sequence[str], gender: str, lemma: str, weight: float) -> Iterator[Reading]:
    return (Reading(case, gender, lemma, weight) for case in cases)


@lru_cache(maxsize=20_000)
def _hints(before: str, after: str) -> dict[Any, float]:
    """What the neighbours say about the case: prepositions and offices agree, a verb shows the subject's gender."""
    hints: dict[Any, float] = {}
    low = before.lower()
    for case in _PREPOSITIONS.get(low, ()):
        hints[case] = 1.0
    if low and low not in _PREPOSITIONS:
        for parse in parses(low)[:6]:
            if parse.tag.case in CASES and parse.tag.number == "sing" and parse.tag.POS in ("NOUN", "ADJF"):
                agreed = parse.tag.case if parse.tag.animacy != "inan" else "gent"
                hints[agreed] = max(hints.get(agreed, 0.0), 0.2 + 0.8 * float(parse.score))
    for word in (before, after):
        tag = parses(word.lower())[0].tag if word.isalpha() else None
        if tag is not None and tag.POS == "VERB" and tag.gender in GENDERS:
            hints[("nomn", tag.gender)] = 1.2
    return hints


def noun_phrase(words: Sequence[str]) -> tuple[str, ...]:
    """Nominative of an organisation's or a place's name: adjectives and the head bend, what follows the head stands.

    >>> noun_phrase(("Грузинской", "мечты")), noun_phrase(("Совета", "Федерации")), noun_phrase(("Минобороны",))
    (('Грузинская', 'мечта'), ('Совет', 'Федерации'), ('Минобороны',))
    """
    head = _head(words)
    if head is None:
        return tuple(words)
    for noun in parses(words[head].lower())[:8]:
        tag = noun.tag
        if tag.POS != "NOUN" or tag.case is None:
            continue
        bent = [_agreeing(word, tag) for word in words[:head]]
        if not all(bent):
            continue
        lemmas = [*(one or "" for one in bent), _nominative_noun(words[head].lower(), noun, alone=head == 0)]
        return (*(cased(lemma, word) for lemma, word in zip(lemmas, words, strict=False)), *words[head + 1 :])
    return tuple(words)


def _nominative_noun(word: str, noun: Any, *, alone: bool) -> str:
    """The nominative of a head; an unknown one that can be a nominative is one, and in -е it ends on a consonant."""
    if alone and any(one.tag.case == "nomn" and one.tag.number == "sing" for one in parses(word)):
        return word
    if not noun.is_known and word.endswith("е") and word[-2:-1] not in _VOWELS:
        return word[:-1]
    form = noun.inflect({"nomn"})
    return word if form is None or (not noun.is_known and noun.tag.number == "plur") else str(form.word)


def _head(words: Sequence[str]) -> int | None:
    """Where the first noun stands, if only adjectives stand before it; abbreviations and Latin words bend nowhere."""
    for place, word in enumerate(words):
        if place and word == "и":
            continue
        if not word.replace("-", "").isalpha() or (word[1:] != word[1:].lower() and "-" not in word):
            return None
        if word.isupper() or not "\u0400" <= word[0] <= "\u04ff":
            return None
        readings = parses(word.lower())
        if readings[0].tag.POS in ("ADJF", "PRTF") and place + 1 < len(words):
            continue
        return place if any(one.tag.POS == "NOUN" for one in readings) else None
    return None


def _agreeing(word: str, tag: Any) -> str | None:
    """The nominative of an adjective that agrees with a noun's tag; «и» between adjectives stands."""
    if word == "и":
        return word
    for one in parses(word.lower()):
        own = one.tag
        same = own.POS in ("ADJF", "PRTF") and own.case == tag.case and own.number == tag.number
        if same and not {"Supr", "Cmp2"} & set(own.grammemes) and (own.number == "plur" or own.gender == tag.gender):
            form = one.inflect({"nomn"})
            return None if form is None else str(form.word)
    return None


def cased(lemma: str, word: str) -> str:
    """A lemma with the capitals of the word that it comes from; ё where the word has it.

    >>> cased("касым-жомарт", "Касыма-Жомарта"), cased("мечта", "МЕЧТЫ")
    ('Касым-Жомарт', 'МЕЧТА')
    """
    if len(word) > 1 and word.isupper():
        return lemma.upper()
    parts, shapes = lemma.split("-"), word.split("-")
    if len(parts) != len(shapes):
        return lemma[:1].upper() + lemma[1:] if word[:1].isupper() else lemma
    return "-".join(
        part[:1].upper() + part[1:] if shape[:1].isupper() else part for part, shape in zip(parts, shapes, strict=True)
    )
