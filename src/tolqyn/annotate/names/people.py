"""Given names and surnames that natasha's dictionary lists (MIT), folded so that Kazakh and Ukrainian letters fit."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tolqyn.model.errors import Invalid

_KAZAKH = str.maketrans("әғқңөұүһі", "агкноууhи")
_FOLDS = {ord("ё"): "е", ord("һ"): "х", ord("h"): "х"}


@cache
def natasha_folder() -> Path:
    """Where natasha keeps its models; the package itself is never imported, it wants a pymorphy2 that fails on 3.11."""
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise Invalid("natasha is not installed", "install it: pip install natasha")
    return Path(spec.origin).parent / "data"


def folded(word: str) -> str:
    """A word as the dictionary would spell it in Russian letters.

    >>> folded("Қасым"), folded("Ләззат")
    ('касым', 'лаззат')
    """
    return word.lower().translate(_KAZAKH).translate(_FOLDS)


@cache
def given_names() -> frozenset[str]:
    """Some 7,600 given names, lower case."""
    return _listed("first")


@cache
def surnames() -> frozenset[str]:
    """Some 182,000 surnames, lower case, of men and of women."""
    return _listed("last")


def _listed(name: str) -> frozenset[str]:
    rows = (natasha_folder() / "dict" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(folded(row.partition("#")[0].strip()) for row in rows)
