"""The nominative of Ukrainian people's names by our own rules; what they cannot tell stays as it was written."""

from collections.abc import Iterator, Sequence

from tolqyn.annotate.names.people import folded, given_names, surnames
from tolqyn.annotate.names.russian_names import cased

_SURNAME_ENDINGS: tuple[tuple[str, str], ...] = (
    ("енком", "енко"), ("енка", "енко"), ("енку", "енко"), ("енкові", "енко"), ("ського", "ський"),
    ("ському", "ський"), ("ським", "ський"), ("цького", "цький"), ("цькому", "цький"), ("цьким", "цький"),
    ("зького", "зький"), ("зькому", "зький"), ("зьким", "зький"), ("ської", "ська"), ("ській", "ська"),
    ("ською", "ська"), ("ську", "ська"), ("цької", "цька"), ("цькій", "цька"), ("цькою", "цька"), ("цьку", "цька"),
    ("ової", "ова"), ("овій", "ова"), ("овою", "ова"), ("ову", "ова"), ("евої", "ева"), ("евій", "ева"),
    ("євої", "єва"), ("євій", "єва"), ("євою", "єва"), ("єву", "єва"), ("іної", "іна"), ("іній", "іна"),
    ("іною", "іна"), ("овим", "ов"), ("євим", "єв"), ("евим", "ев"), ("іним", "ін"), ("їним", "їн"), ("ова", "ов"),
    ("єва", "єв"),
    ("ева", "ев"), ("іна", "ін"), ("ову", "ов"), ("єву", "єв"), ("іну", "ін"), ("ові", "ов"), ("ука", "ук"),
    ("уку", "ук"), ("уком", "ук"), ("укові", "ук"), ("юка", "юк"), ("юку", "юк"), ("юком", "юк"), ("ича", "ич"),
    ("ичу", "ич"), ("ичем", "ич"), ("яна", "ян"), ("яну", "ян"), ("яном", "ян"),
    ("ного", "ний"), ("ному", "ний"), ("ичка", "ичко"), ("ичку", "ичко"), ("ичком", "ичко"),
)  # fmt: skip
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("ом", ""), ("ем", ""), ("єм", "й"), ("ові", ""), ("еві", ""), ("єві", "й"), ("а", ""), ("у", ""), ("я", "й"),
    ("ю", "й"), ("я", "ь"), ("ю", "ь"), ("а", "о"), ("у", "о"), ("ом", "о"), ("ою", "а"), ("и", "а"), ("у", "а"),
    ("і", "а"), ("ею", "я"), ("єю", "я"), ("ії", "ія"), ("ію", "ія"), ("ією", "ія"), ("і", "я"), ("ю", "я"),
    ("ра", "ер"), ("ла", "ло"), ("лом", "ло"), ("лу", "ло"),
)  # fmt: skip
_SURE: tuple[tuple[str, str], ...] = (("ом", ""), ("ові", ""), ("єм", "й"), ("єві", "й"), ("ним", "ний"))
"""Endings that hardly any name has in the nominative."""
_FEMININE = ("ська", "цька", "ова", "єва", "ева", "іна")
_OF_WOMEN = ("а", "ої", "ій", "ою", "у", "о", "і")
_AMBIGUOUS = ("ова", "єва", "ева", "іна", "ову", "єву", "іну")


def person(words: Sequence[str]) -> tuple[str, ...]:
    """Nominative of a person's name, word by word.

    >>> person(("Олександром", "Юрченком")), person(("Зеленського",)), person(("Ірини", "Венедіктової"))
    (('Олександр', 'Юрченко'), ('Зеленський',), ('Ірина', 'Венедіктова'))
    >>> person(("Леся", "Українка")), person(("Володимира", "Путіна"))
    (('Леся', 'Українка'), ('Володимир', 'Путін'))
    """
    *firsts, last = (word.lower() for word in words)
    feminine = bool(firsts) and _is_womans(firsts[0]) and last.endswith(_OF_WOMEN)
    surname = _surname(last, feminine, alone=not firsts)
    oblique = surname != last and not feminine
    lemmas = (*(_given(word, oblique=oblique) for word in firsts), surname)
    return tuple(cased(lemma, word) for lemma, word in zip(lemmas, words, strict=True))


def _is_womans(given: str) -> bool:
    """Whether a given name, in some case, is a woman's: it ends as one and is no form of a man's."""
    mans = (lemma for lemma in _lemmas(given, _ENDINGS) if _is_given(lemma) and not lemma.endswith(("а", "я")))
    return given.endswith(("а", "я", "и", "у", "ю", "і", "ої", "ії", "ою", "ією")) and next(mans, None) is None


def _given(word: str, *, oblique: bool) -> str:
    """A given name that natasha's list knows in its Russian spelling; beside an oblique surname it is oblique too."""
    if _is_given(word) and not oblique:
        return word
    lemmas = sorted((lemma for lemma in _lemmas(word, _ENDINGS) if _is_given(lemma)), key=lambda one: one not in _GIVEN)
    if not lemmas:
        return word if _is_given(word) else next(_lemmas(word, _SURE), word)
    return lemmas[0].removesuffix("ь") if lemmas[0].endswith("рь") else lemmas[0]


def _surname(word: str, feminine: bool, *, alone: bool) -> str:
    if feminine and word.endswith(_FEMININE):
        return word
    if alone and word.endswith(_AMBIGUOUS):
        return word
    for lemma in _lemmas(word, _SURNAME_ENDINGS):
        if not feminine or lemma.endswith(("а", "о", "я")):
            return lemma
    if feminine or is_surname(word):
        return word
    known = (lemma for lemma in _lemmas(word, _ENDINGS) if is_surname(lemma))
    return next(known, next(_lemmas(word, _SURE), word))


def _lemmas(word: str, endings: Sequence[tuple[str, str]]) -> Iterator[str]:
    for ending, nominative in endings:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            yield word[: -len(ending)] + nominative


_RUSSIAN = str.maketrans("іїєґи", "ииегы")
_GIVEN = {
    "володимир": "владимир", "олександр": "александр", "олександра": "александра", "михайло": "михаил",
    "дмитро": "дмитрий", "микола": "николай", "петро": "петр", "олексій": "алексей", "олена": "елена",
    "євген": "евгений", "павло": "павел", "сергій": "сергей", "андрій": "андрей", "юрій": "юрий", "василь": "василий",
    "григорій": "григорий", "денис": "денис", "кирило": "кирилл", "данило": "даниил", "катерина": "екатерина",
    "наталія": "наталья", "тетяна": "татьяна", "анатолій": "анатолий", "валерій": "валерий", "віталій": "виталий",
    "геннадій": "геннадий", "олег": "олег", "ігор": "игорь", "максим": "максим", "марина": "марина", "оксана": "оксана",
}  # fmt: skip
"""Given names whose Ukrainian and Russian forms differ by more than letters."""


def _is_given(word: str) -> bool:
    return word in _GIVEN or _spelled(word) in given_names() or word.translate(_RUSSIAN) in given_names()


def is_surname(word: str) -> bool:
    """Whether natasha's list has a surname in its Russian spelling."""
    return _spelled(word) in surnames() or word.translate(_RUSSIAN) in surnames()


def _spelled(word: str) -> str:
    return folded(word.translate(str.maketrans("іїєґ", "ииег")))
