"""What the Kazakh tagger looks at: the word, its stem, shape and lists, its neighbours, and its run of capitals."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tolqyn.annotate.names.people import folded, given_names, surnames
from tolqyn.annotate.naming import named

_CASE_ENDINGS = (
    "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "ны", "ні", "ды", "ді",
    "ты", "ті", "да", "де", "та", "те", "нда", "нде", "нан", "нен", "дан", "ден", "тан", "тен", "мен",
    "бен", "пен", "дағы", "дегі", "тағы", "тегі", "ндағы", "ндегі", "лық", "лік", "дық", "дік", "тық",
    "тік", "лар", "лер", "дар", "дер", "тар", "тер", "сы", "сі", "ы", "і", "ым", "ім", "ң",
)  # fmt: skip
_CASE_ENDINGS_LONGEST_FIRST = tuple(sorted(_CASE_ENDINGS, key=lambda ending: (-len(ending), ending)))
_NAME_END = re.compile(r"(?:ов|ев|ин|ова|ева|ина|ский|ская|ұлы|қызы|бек|хан|бай|жан|тай|гүл)$")
_TWICE = re.compile(r"(.)\1+")
_QUOTES_OPEN, _QUOTES_CLOSE = frozenset('«“„"'), frozenset("»”")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A lower-case word without up to three endings, at least three letters long: a feature, no normal form.

    >>> stem("министрлігіне"), stem("астанада")
    ('министрліг', 'аста')
    """
    for _ in range(3):
        ending = next(
            (one for one in _CASE_ENDINGS_LONGEST_FIRST if word.endswith(one) and len(word) - len(one) >= 3), None
        )
        if ending is None:
            break
        word = word[: -len(ending)]
    return word


@lru_cache(maxsize=200_000)
def shape(word: str) -> str:
    """X for capitals, x for small letters, d for digits, runs as one.

    >>> shape("Нұр-Сұлтан"), shape("2024")
    ('Xx-Xx', 'd')
    """
    return _TWICE.sub(r"\1", _letters(word))


def _letters(word: str) -> str:
    return "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """By first word of a country's, capital's or leader's name: which kinds of word it is."""
    found: dict[str, set[str]] = {}
    for form, naming in named("kk"):
        found.setdefault(form[0], set()).add(naming.form if naming.target else "look")
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}


@lru_cache(maxsize=200_000)
def _word(word: str) -> tuple[str, ...]:
    low = word.lower()
    bare = stem(low)
    found = [f"w={low}", f"sh={shape(word)}", f"st={bare}", f"fs={_letters(word)[:6]}"]
    found += [f"s{size}={low[-size:]}" for size in (2, 3, 4)] + [f"p{size}={low[:size]}" for size in (3, 4, 5)]
    return (*found, *lists(word, low, bare))


@lru_cache(maxsize=200_000)
def lists(word: str, low: str, bare: str) -> tuple[str, ...]:
    """In which lists of names a word with a capital stands."""
    if not word[:1].isupper():
        return ()
    found = [
        name for name, known in (("first", given_names()), ("last", surnames())) if {folded(low), folded(bare)} & known
    ]
    found += ["ending"] if _NAME_END.search(bare) else []
    return (*found, *(f"g={kind}" for kind in _listed().get(low, ())))


def features(words: Sequence[str]) -> list[list[str]]:
    """Features of each word of a sentence, for a first-order CRF.

    >>> "-1w=президент" in features(["Президент", "Тоқаев", "келді"])[1]
    True
    """
    quoted = _quoted(words)
    return [
        [*_own(words, place, quoted[place]), *_around(words, place), *_run(words, place)] for place in range(len(words))
    ]


def _own(words: Sequence[str], place: int, quoted: bool) -> Iterator[str]:
    yield from ("b", *_word(words[place]))
    if place == 0:
        yield "BOS"
    if quoted:
        yield "quoted"


def _around(words: Sequence[str], place: int) -> Iterator[str]:
    for step in (-2, -1, 1, 2):
        at = place + step
        if not 0 <= at < len(words):
            yield f"{step}=END"
            continue
        word, low = words[at], words[at].lower()
        yield from (f"{step}w={low}", f"{step}sh={shape(word)}", f"{step}st={stem(low)}")
        yield from (f"{step}{one}" for one in lists(word, low, stem(low)))
        if abs(step) == 1:
            yield f"{step}s3={low[-3:]}"
            pair = (words[place], word) if step > 0 else (word, words[place])
            yield f"{step}pair={shape(pair[0])}|{shape(pair[1])}"


def _run(words: Sequence[str], place: int) -> Iterator[str]:
    """The words on both sides of the run of capitalised words that this one is in."""
    after = before = place
    while after < len(words) and words[after][:1].isupper():
        after += 1
    while before >= 0 and words[before][:1].isupper():
        before -= 1
    if after > place and after < len(words):
        yield f"after={stem(words[after].lower())}"
    if before < place and before >= 0:
        yield f"before={stem(words[before].lower())}"


def _quoted(words: Sequence[str]) -> list[bool]:
    inside, found = False, []
    for word in words:
        inside = inside or word in _QUOTES_OPEN
        found.append(inside)
        inside = inside and word not in _QUOTES_CLOSE
    return found
