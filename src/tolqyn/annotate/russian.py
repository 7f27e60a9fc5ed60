"""Word forms of Russian names, from pymorphy3: names are inflected once, texts are never analysed."""

from functools import cache, lru_cache
from itertools import product
from typing import Any, Literal

import pymorphy3

from tolqyn.annotate.words import Phrase, fold, split

Kind = Literal["place", "adjective", "demonym", "person", "fixed"]
"""How a name inflects: a noun phrase with a head, an adjective, a noun with a plural, every word, not at all."""

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_VOWELS = "аеёиоуыэюя"


@cache
def _analyzer() -> Any:
    """The dictionary, loaded once for a process (about 0.15 s)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


def forms(name: str, kind: Kind) -> set[Phrase]:
    """Every word form of a name, folded.

    >>> sorted(forms("Южная Корея", "place"))[:3]
    [('южная', 'корея'), ('южной', 'корее'), ('южной', 'кореей')]
    >>> ("грузинами",) in forms("грузин", "demonym")
    True
    """
    parts = split(name)
    plain = tuple(fold(part) for part in parts)
    if kind == "fixed" or not parts or not all(_is_cyrillic(part) for part in parts):
        return {plain}
    if kind in ("adjective", "demonym") and len(parts) == 1:
        return {(form,) for form in _all_forms(plain[0], kind)} | {plain}
    per_word = _person(plain) if kind == "person" else _place(plain)
    found = {plain}
    for case in _CASES:
        found |= set(product(*(word.get(case, {plain[place]}) for place, word in enumerate(per_word))))
    return found


@cache
def is_given(word: str) -> bool:
    """Whether a word is a given name first of all; texts ask this only before a surname that many people bear.

    >>> is_given("Игорем"), is_given("Украины"), is_given("Президент")
    (True, False, False)
    """
    parses = _analyzer().parse(fold(word))
    return bool(parses) and parses[0].is_known and "Name" in parses[0].tag


def _is_cyrillic(word: str) -> bool:
    return all("\u0400" <= letter <= "\u04ff" for letter in word)


def _all_forms(word: str, kind: Kind) -> set[str]:
    """Every form of an adjective or of a noun in both numbers; short forms, degrees and verbs stay out."""
    part = "ADJF" if kind == "adjective" else "NOUN"
    for parse in _analyzer().parse(word):
        if part == parse.tag.POS and parse.tag.case == "nomn":
            return {fold(form.word) for form in parse.lexeme if part == form.tag.POS}
    return set()


def _place(parts: tuple[str, ...]) -> list[dict[str, set[str]]]:
    """Forms by case for each word of a noun phrase: adjectives before the head and the head bend, the rest stands.

    What follows «и» bends again (Босния и Герцеговина), and a second nominative noun may (Республики Корея, Кореи).
    """
    heads: list[Any] = [None if part == "и" else _noun(part) for part in parts]
    tables: list[dict[str, set[str]]] = []
    seen_head = False
    for place, part in enumerate(parts):
        adjective = _adjective(part) if not seen_head and any(heads[place + 1 :]) else None
        if part == "и":
            seen_head = False
        if adjective is not None:
            tables.append(_by_case(adjective, None))
        elif heads[place] is not None and (not seen_head or place == 1):
            table = _noun_forms(part, heads[place])
            tables.append({case: found | {part} for case, found in table.items()} if seen_head else table)
            seen_head = True
        else:
            tables.append({})
    return tables


def _noun_forms(word: str, parse: Any) -> dict[str, set[str]]:
    """Forms of a noun by case; one that the dictionary only guesses (an invented country) also bends by its ending."""
    table = _by_case(parse, parse.tag.number)
    guessed = {} if parse.is_known else _ending_forms(word)
    return {case: table.get(case, set()) | guessed.get(case, set()) for case in _CASES if case in table | guessed}


def _person(parts: tuple[str, ...]) -> list[dict[str, set[str]]]:
    """Forms by case for each word of a person's name; words that the dictionary does not know bend by their ending."""
    tables = []
    for part in parts:
        known = [p for p in _analyzer().parse(part) if p.tag.case == "nomn" and p.tag.number == "sing"]
        named = [p for p in known if "Surn" in p.tag or "Name" in p.tag]
        table = _ending_forms(part)
        for parse in named:
            for case, found in _by_case(parse, "sing").items():
                table[case] = table.get(case, set()) | found
        tables.append(table)
    return tables


def _noun(word: str) -> Any:
    """The nominative noun that a word is, a place name if it can be one."""
    parses = [p for p in _analyzer().parse(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    return next((p for p in parses if "Geox" in p.tag and p.is_known), parses[0] if parses else None)


def _adjective(word: str) -> Any:
    parses = (p for p in _analyzer().parse(word) if p.tag.POS in ("ADJF", "PRTF") and p.tag.case == "nomn")
    return next(parses, None)


def _by_case(parse: Any, number: str | None) -> dict[str, set[str]]:
    """Forms of a parse by case, with its own number, and for adjectives its own gender too."""
    tag = parse.tag
    table: dict[str, set[str]] = {}
    for form in parse.lexeme:
        own = form.tag
        if own.POS != tag.POS or own.case is None or own.number != (number or tag.number):
            continue
        if own.gender != tag.gender or own.voice != tag.voice or "Supr" in own:
            continue
        case = {"gen2": "gent", "acc2": "accs", "loc2": "loct"}.get(own.case, own.case)
        table.setdefault(case, set()).add(fold(form.word))
    return table


def _ending_forms(word: str) -> dict[str, set[str]]:
    """Forms of a name by its last letter: consonants as Токаев, й as Сергей, а as Дуда; other vowels stand."""
    last, stem = word[-1], word[:-1]
    if last in "йь":
        return _table(word, (stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "е"))
    if word.endswith(("ова", "ева", "ина")):
        return _table(word, (stem + "ой", stem + "ой", stem + "у", stem + "ой", stem + "ой"))
    if last == "а":
        genitive = stem + ("и" if stem[-1:] in tuple("гкхжшчщ") else "ы")
        return _table(word, (genitive, stem + "е", stem + "у", stem + "ой", stem + "е"))
    if word.endswith("ия"):
        return _table(word, (stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и"))
    if last == "я":
        return _table(word, (stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е"))
    if word.endswith(("ов", "ев", "ин", "ын")):
        return _table(word, (word + "а", word + "у", word + "а", word + "ым", word + "е"))
    if last not in _VOWELS:
        return _table(word, (word + "а", word + "у", word + "а", word + "ом", word + "е"))
    return {}


def _table(word: str, rest: tuple[str, str, str, str, str]) -> dict[str, set[str]]:
    return {case: {form, word} for case, form in zip(_CASES, (word, *rest), strict=True)}


@cache
def cases(word: str) -> frozenset[str]:
    """Every case that a word may stand in, as pymorphy3 names them; none for words that have no case.

    >>> "nomn" in cases("глава"), "nomn" in cases("обстрела"), cases("заявил")
    (True, False, frozenset())
    """
    return frozenset(str(parse.tag.case) for parse in _analyzer().parse(fold(word)) if parse.tag.case)


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Any, ...]:
    """Readings of a word by the dictionary, likeliest first; an unknown word is read by its ending.

    >>> str(parses("Астаны")[0].tag.case), parses("Астаны")[0].is_known
    ('gent', True)
    """
    return tuple(_analyzer().parse(word))
