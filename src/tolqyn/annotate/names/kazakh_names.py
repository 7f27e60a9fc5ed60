"""Kazakh names without the case endings of their last word, checked against the rules that make the forms."""

from collections.abc import Sequence

from tolqyn.annotate import kazakh
from tolqyn.annotate.names.russian_names import cased
from tolqyn.annotate.russian import Kind
from tolqyn.model.mark import EntityType

_ENDINGS = (
    "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "ны", "ні", "ды", "ді",
    "ты", "ті", "н", "да", "де", "та", "те", "нда", "нде", "нан", "нен", "дан", "ден", "тан", "тен", "мен",
    "бен", "пен", "дағы", "дегі", "тағы", "тегі", "ндағы", "ндегі", "нікі", "дікі", "тікі", "дай", "дей",
    "тай", "тей",
)  # fmt: skip
_ENDINGS_LONGEST_FIRST = tuple(sorted(_ENDINGS, key=lambda ending: (-len(ending), ending)))
_SURE = ("ов", "ев", "ин", "ова", "ева", "ина", "ұлы", "қызы", "ский", "ская", "бек", "хан", "бай", "стан", "ия")
_LEAST_STEM = 4
_ONE_ROW = str.maketrans("еігк", "аығқ")


def last_word_bare(words: Sequence[str], kind: EntityType) -> tuple[str, ...]:
    """A name with its last word bare; a word that no rule makes from a bare one stays.

    >>> last_word_bare(("Қасым-Жомарт", "Тоқаевтың"), "PER"), last_word_bare(("Астанада",), "GPE")
    (('Қасым-Жомарт', 'Тоқаев'), ('Астана',))
    >>> last_word_bare(("Білім", "министрлігіне"), "ORG"), last_word_bare(("Қызылорда",), "GPE")
    (('Білім', 'министрлігі'), ('Қызылорда',))
    """
    if not words:
        return ()
    *lead, last = words
    return (*lead, cased(_bare(last, kind), last))


def _bare(word: str, kind: EntityType) -> str:
    """The stem that the longest fitting ending leaves, if the rules make the word from it again."""
    low = word.lower()
    if word.isupper() and "-" not in word:
        return low
    rule: Kind = "person" if kind == "PER" else "place"
    for ending in _ENDINGS_LONGEST_FIRST:
        stem = low[: -len(ending)]
        if low.endswith(ending) and _may_end(stem, ending, low) and _made(low, stem, rule):
            return stem
    return low


def _may_end(stem: str, ending: str, word: str) -> bool:
    """Short endings are also the ends of bare words (Қызылорда, Сәкен, Алматы), so they ask for a known stem end."""
    if len(stem) < _LEAST_STEM or word in _BARE:
        return False
    if len(ending) < 2:
        return False
    return len(ending) > 2 or stem.endswith(_SURE) or ending not in ("ды", "ді", "ты", "ті", "ны", "ні", "та", "те")


def _made(word: str, stem: str, kind: Kind) -> bool:
    """Whether the rules make the word from the stem, in either row of vowels: borrowed names are written in both."""
    last, bare = word.rsplit("-", maxsplit=1)[-1], stem.rsplit("-", maxsplit=1)[-1]
    return any(form[-1].translate(_ONE_ROW) == last.translate(_ONE_ROW) for form in kazakh.forms(bare, kind) if form)


_BARE = frozenset(
    [
        "қызылорда", "алматы", "талдықорған", "қарағанды", "тараз", "семей", "орал", "қостанай", "петропавл",
        "шымкент", "түркістан", "атырау", "ақтау", "ақорда", "сырдария", "көкшетау", "өскемен", "дамаск",
        "камчатка", "аляска", "ялта", "мальта"
    ]
)  # fmt: skip
"""Names that end like a case."""
