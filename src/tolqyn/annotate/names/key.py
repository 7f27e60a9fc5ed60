"""One key for a name in every script and language: what it is called, without its spelling."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tolqyn.annotate.names.places import known_place
from tolqyn.annotate.names.skeleton import skeleton
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import EntityType

_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*\.?|\d+")
_PATRONYMIC = re.compile(
    r"(?:вич|вна|вно[йю]|ична|ович|івна|ївна|ұлы|улы|қызы|кызы|vich|vna|uly|ul[yı]|q[yı]z[yı]|kyzy)$"
)

_ARTICLE = re.compile(r"^(?:аль|эль|ас|аш|ан|ат|ад|ар|al|el|as|ash)-", re.IGNORECASE)
_SAME_GIVEN = {"mkl": "nkl", "m4l": "mgl"}
"""Given names that languages spell too differently for a skeleton: Микола is Николай, Michael is Михаил."""


@lru_cache(maxsize=50_000)
def entity_key(normal: str, kind: EntityType) -> str:
    """The key of a name's normal form: `PER|surname|given`, a known place's own key, else its words' consonants.

    A person who is only called by one name has no given part, and shares his key with nobody who has one.

    >>> {entity_key(name, "PER") for name in ("Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev")}
    {'PER|tkv|ksmjmrt'}
    >>> entity_key("Токаев", "PER"), entity_key("Тоқаев Қасым-Жомарт Кемелұлы", "PER")
    ('PER|tkv|', 'PER|tkv|ksmjmrt')
    >>> entity_key("Мәскеу", "GPE") == entity_key("Moscow", "GPE") == entity_key("Москва", "GPE")
    True
    """
    if kind == "PER":
        return _person(normal)
    known = known_place(normal)
    if known is not None and (known.kind == "ORG") == (kind == "ORG"):
        return known.key
    words = [skeleton(word) or word.lower() for word in _WORD.findall(normal)]
    shared = "GPE" if kind in ("GPE", "LOC") else kind
    return "|".join((shared, *(words or [normal.lower()])))


def entity_id(normal: str, kind: EntityType) -> str:
    """Identifier of the entity that a normal form names, before any register joins or parts it.

    >>> entity_id("Тоқаев", "PER") == entity_id("Tokayev", "PER")
    True
    """
    return identify("ent", entity_key(normal, kind))


def person_parts(normal: str) -> tuple[tuple[str, ...], str]:
    """Given names and surname of a person's normal form; patronymics go, and show where the surname came first.

    >>> person_parts("Токаев Касым-Жомарт Кемелевич"), person_parts("Карин")
    ((('Касым-Жомарт',), 'Токаев'), ((), 'Карин'))
    >>> person_parts("Борис Николаевич")
    (('Борис',), '')
    """
    words = _WORD.findall(normal)
    if len(words) == 2 and _is_patronymic(words[1]):
        return (words[0],), ""
    if len(words) > 2 and _PATRONYMIC.search(words[-1].lower()):
        return tuple(words[1:-1]), words[0]
    kept = [word for at, word in enumerate(words) if at in (0, len(words) - 1) or not _is_patronymic(word)]
    if len(kept) == 2 and kept[1].endswith(".") and not kept[0].endswith("."):
        return (kept[1],), kept[0]
    return tuple(kept[:-1]), kept[-1] if kept else normal


def _is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.search(word.lower()))


def given_skeleton(given: Sequence[str]) -> str:
    """Skeleton of the first given name, an initial with its dot (it stands for many names)."""
    if not given:
        return ""
    first = skeleton(given[0])
    if given[0].endswith(".") or len(given[0]) == 1:
        return f"{first[:1]}."
    return _SAME_GIVEN.get(first, first)


def _person(normal: str) -> str:
    given, surname = person_parts(normal)
    if not surname:
        return f"PER|{'.'.join(map(skeleton, _WORD.findall(normal)))}|"
    bare = _ARTICLE.sub("", surname)
    return f"PER|{skeleton(bare) or surname.lower()}|{given_skeleton(given)}"
