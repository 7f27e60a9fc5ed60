"""Within one document a short name is joined to the long one: a surname, initials, a first name, an abbreviation.

Two people of one surname keep it apart: a short form that fits several long ones joins none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tolqyn.annotate.names.drafts import Draft
from tolqyn.annotate.names.key import given_skeleton, person_parts
from tolqyn.annotate.names.skeleton import skeleton

_BRACKET = 3
"""How far behind a name its abbreviation stands in brackets, in code points."""


def joined(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Drafts with the fullest normal form of whom they name.

    >>> text = "Ерлан Карин прибыл. Карин сказал."
    >>> long = Draft(0, 11, "Ерлан Карин", "PER", "Ерлан Карин", 0.9)
    >>> short = Draft(20, 25, "Карин", "PER", "Карин", 0.9)
    >>> [one.normal for one in joined([long, short], text)]
    ['Ерлан Карин', 'Ерлан Карин']
    """
    people = _people([one for one in drafts if one.type == "PER"])
    bodies = _abbreviated([one for one in drafts if one.type == "ORG"], text)
    found = []
    for one in drafts:
        fuller = people.get(one) if one.type == "PER" else bodies.get(one.normal)
        found.append(one if fuller is None or one.entity is not None else replace(one, normal=fuller))
    return found


def _people(people: Sequence[Draft]) -> dict[Draft, str]:
    """The fullest form for each person's name."""
    groups: dict[tuple[str, str], list[Draft]] = {}
    for one in people:
        given, surname = person_parts(one.normal)
        if given and surname and not given_skeleton(given).endswith("."):
            groups.setdefault((skeleton(surname), given_skeleton(given)), []).append(one)
    names = {key: _representative(group) for key, group in groups.items()}
    found: dict[Draft, str] = {one: names[key] for key, group in groups.items() for one in group}
    for one in people:
        if one not in found:
            fitting = {names[key] for key in groups if _fits(one, key, names[key])}
            if len(fitting) == 1:
                found[one] = fitting.pop()
    return found


def _representative(group: Sequence[Draft]) -> str:
    """The normal form of a long name: from a list, else one that stands in the text as it is, else the commonest."""
    votes = Counter(one.normal for one in group)
    surfaces = {one.surface for one in group}
    listed = {one.normal for one in group if one.sure}
    return max(votes, key=lambda name: (name in listed, name in surfaces, votes[name], -len(name), name))


def _fits(short: Draft, key: tuple[str, str], name: str) -> bool:
    """Whether a short form may name who the long one names."""
    given, surname = person_parts(short.normal)
    long_given, long_surname = person_parts(name)
    if not surname:
        return key[1] == given_skeleton(given)
    if given:
        return _same_surname(surname, long_surname) and key[1][:1] == given_skeleton(given)[:1]
    return _same_surname(surname, long_surname) or (len(surname) > 3 and _same_word(surname, long_given[0]))


def _same_surname(one: str, other: str) -> bool:
    return _same_word(one, other) or any(_same_word(one, part) for part in other.split("-") if "-" in other)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: their consonants agree, and all letters but an ending do."""
    low, long = sorted((one.lower(), other.lower()), key=len)
    if low == long:
        return True
    shared = next((at for at, (a, b) in enumerate(zip(low, long, strict=False)) if a != b), len(low))
    bare, ended = sorted((skeleton(one), skeleton(other)), key=len)
    return (
        shared >= max(3, len(low) - 2)
        and len(long) - shared <= 4
        and ended.startswith(bare)
        and len(ended) - len(bare) < 2
    )


def _abbreviated(bodies: Sequence[Draft], text: str) -> dict[str, str]:
    """Full names of organisations by the abbreviation that follows one of them in brackets."""
    found: dict[str, str] = {}
    for full, short in pairwise(bodies):
        gap = text[full.stop : short.start]
        bracketed = len(gap) <= _BRACKET and gap.endswith("(") and text[short.stop : short.stop + 1] == ")"
        if bracketed and short.normal.isupper() and len(full.normal.split()) > 1:
            found.setdefault(short.normal, full.normal)
    return found
