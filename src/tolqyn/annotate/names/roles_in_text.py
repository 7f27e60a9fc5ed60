"""A bare office («госсоветник заявил») named again, where the text gave it to one person by name before.

Only Russian: in other languages here nothing tells a bare office from one with a holder of its own.
"""

import re
from collections.abc import Iterator, Sequence

from tolqyn.annotate.names.drafts import Draft
from tolqyn.annotate.russian import parses
from tolqyn.model.reading import Text

SCORE = 0.6
OFFICES = frozenset(
    [
        "президент", "премьер", "премьер-министр", "вице-премьер", "госсоветник", "госсекретарь", "министр",
        "губернатор", "мэр", "аким", "посол", "спикер", "канцлер", "генсек", "пресс-секретарь", "депутат",
        "сенатор", "политолог", "эксперт", "блогер", "генерал", "адвокат", "омбудсмен"
    ]
)  # fmt: skip
_REACH = 5
"""How many words before a name an office may stand and still be its own."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPEECH_PARTS = ("VERB", "PRED")


def offices(text: Text, drafts: Sequence[Draft], language: str) -> Iterator[Draft]:
    """Later bare offices as names of the person who holds them in this text.

    >>> words = "Госсоветник РК Ерлан Карин прибыл. Позже госсоветник заявил о мире."
    >>> text = Text("doc_1", words, "ru", None, 0, ())
    >>> known = Draft(15, 26, "Ерлан Карин", "PER", "Ерлан Карин", 0.9)
    >>> [(one.surface, one.normal) for one in offices(text, [known], "ru")]
    [('госсоветник', 'Ерлан Карин')]
    """
    if language != "ru":
        return
    holders: dict[str, set[str]] = {}
    since: dict[str, int] = {}
    for one in drafts:
        office = _before(text.text, one) if one.type == "PER" and " " in one.normal else None
        if office is not None:
            holders.setdefault(office, set()).add(one.normal)
            since.setdefault(office, one.stop)
    sole = {office: names.pop() for office, names in holders.items() if len(names) == 1}
    if sole:
        yield from _bare(text.text, drafts, sole, since)


def _before(text: str, one: Draft) -> str | None:
    """The office right before a name, with nothing but words between."""
    start = max(0, one.start - 80)
    left = text[start : one.start]
    for step, word in enumerate(reversed(list(_WORD.finditer(left)))):
        if step == _REACH or any(mark in left[word.end() :] for mark in '.,;:!?\n«»"—'):
            return None
        lemma = _lemma(word.group())
        if lemma in OFFICES:
            return lemma
    return None


def _lemma(word: str) -> str:
    return str(parses(word.lower())[0].normal_form)


def _bare(text: str, drafts: Sequence[Draft], sole: dict[str, str], since: dict[str, int]) -> Iterator[Draft]:
    """Offices in the nominative with a verb beside them and nobody's name."""
    found = list(_WORD.finditer(text))
    for at, word in enumerate(found):
        office = word.group().lower()
        if office not in sole or word.start() < since[office]:
            continue
        beside = (found[near].group() for near in (at - 1, at + 1) if 0 <= near < len(found))
        if any(map(_is_verb, beside)) and not any(_touches(one, word.start(), word.end()) for one in drafts):
            yield Draft(word.start(), word.end(), word.group(), "PER", sole[office], SCORE)


def _is_verb(word: str) -> bool:
    return parses(word.lower())[0].tag.POS in _SPEECH_PARTS


def _touches(one: Draft, start: int, stop: int) -> bool:
    """Whether a name stands over these words, or right after them."""
    return (one.start < stop and start < one.stop) or 0 <= one.start - stop <= 1
