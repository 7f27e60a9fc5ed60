"""FactRuEval's 122 Russian texts: names, normal forms and coreference as its people marked them.

Gold as slovnet's authors score themselves on it: a Person from its first to its last span, of an Org the `org_name`
spans, of a Location or LocOrg the `loc_name` spans, both as LOC; of overlapping ones the first and longest. `token` is
their measure: F1 over tokens inside a name of the type. `strict` asks for both ends of the span.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import razdel

from evaluation.floors import REAL_DATA
from evaluation.names.reading import names_of, spans_of
from evaluation.names.scoring import Counts, Span, places_together
from tolqyn.model.reading import Name

CORPUS = REAL_DATA / "factrueval2016" / "devset"
TYPES = {"Org": "ORG", "Person": "PER", "LocOrg": "LOC", "Location": "LOC"}
WANTED = {"Org": "org_name", "LocOrg": "loc_name", "Location": "loc_name"}


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with its gold: names, and for each span the number of the entity and its listed normal forms."""

    text: str
    names: list[Span]
    entity: dict[tuple[int, int], str]
    normal: dict[str, frozenset[str]]


def texts() -> Iterator[Marked]:
    """Every text of the corpus, by name."""
    for path in sorted(CORPUS.glob("*.txt")):
        spans = _spans(path.with_suffix(".spans"))
        objects = list(_objects(path.with_suffix(".objects"), spans))
        belongs, normal = _entities(path.with_suffix(".coref"))
        entity = {(start, stop): belongs[number] for number, start, stop, _ in objects if number in belongs}
        names = _without_overlap([(start, stop, kind) for _, start, stop, kind in objects])
        yield Marked(path.read_bytes().decode("utf-8"), names, entity, normal)


def _spans(path: Path) -> dict[str, tuple[str, int, int]]:
    rows = (row.split() for row in path.read_text("utf-8").splitlines())
    return {row[0]: (row[1], int(row[2]), int(row[2]) + int(row[3])) for row in rows if len(row) > 3}


def _objects(path: Path, spans: dict[str, tuple[str, int, int]]) -> Iterator[tuple[str, int, int, str]]:
    for row in path.read_text("utf-8").splitlines():
        fields = row.split(" # ")[0].split()
        if len(fields) < 3 or fields[1] not in TYPES:
            continue
        parts = [spans[part] for part in fields[2:] if part in spans]
        if fields[1] == "Person":
            yield fields[0], min(part[1] for part in parts), max(part[2] for part in parts), "PER"
            continue
        chosen = [(start, stop, "") for kind, start, stop in parts if kind == WANTED[fields[1]]]
        for start, stop, _ in _without_overlap(chosen):
            yield fields[0], start, stop, TYPES[fields[1]]


def _without_overlap(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _entities(path: Path) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Entity by object, and normal forms of each: of a person its surname with and without the first name."""
    belongs: dict[str, str] = {}
    normal: dict[str, frozenset[str]] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        head, *rows = block.strip().splitlines() or [""]
        number, *objects = head.split() or [""]
        belongs |= dict.fromkeys(objects, number)
        values: dict[str, list[str]] = {}
        for row in rows:
            field, _, value = row.partition(" ")
            values.setdefault(field, []).append(value.strip())
        surnames = values.get("lastname", [])
        full = [f"{first} {last}" for first in values.get("firstname", []) for last in surnames]
        middle = [
            f"{first} {father} {last}"
            for first in values.get("firstname", [])
            for father in values.get("patronymic", [])
            for last in surnames
        ]
        listed = [
            *values.get("name", []),
            *surnames,
            *full,
            *middle,
            *values.get("firstname", []),
            *values.get("nickname", []),
        ]
        normal[number] = frozenset(map(folded, listed))
    return belongs, normal


def folded(name: str) -> str:
    """A name for comparison: small letters, ё as е."""
    return name.lower().replace("ё", "е").strip("«»\"' ")


def measure(show: bool) -> dict[str, float]:
    """Token and strict F1 by type, share of right normal forms, and F1 of pairs of names that mean one person."""
    gold = list(texts())
    found = names_of([one.text for one in gold], "ru")
    tokens, strict = Counts(), Counts()
    for one, names in zip(gold, found, strict=True):
        spans = places_together(spans_of(names))
        strict.add(spans, one.names)
        tokens.add(_by_token(one.text, spans), _by_token(one.text, one.names))
    print(tokens.line("by token"))
    print(strict.line("by span"))
    figures = {f"token_{kind}": tokens.f1(kind) for kind in ("PER", "LOC", "ORG")}
    figures |= {f"strict_{kind}": strict.f1(kind) for kind in ("PER", "LOC", "ORG")}
    return figures | _normal(gold, found, show) | _joined(gold, found)


def _by_token(text: str, spans: Sequence[Span]) -> list[Span]:
    return [
        (token.start, token.stop, kind)
        for token in razdel.tokenize(text)
        for start, stop, kind in spans
        if start <= token.start and token.stop <= stop
    ]


def _normal(gold: Sequence[Marked], found: Sequence[Sequence[Name]], show: bool) -> dict[str, float]:
    """Of names with right ends whose normal form the corpus gives: how many of ours it lists, by type.

    A short form counts as right with the long one's normal form: that is what is asked for.
    """
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    for one, names in zip(gold, found, strict=True):
        for name in names:
            listed = one.normal.get(one.entity.get((name.start, name.stop), ""), frozenset())
            if listed:
                kind = "LOC" if name.type == "GPE" else name.type
                good = folded(name.normal) in listed
                right[kind], total[kind] = right.get(kind, 0) + good, total.get(kind, 0) + 1
                if show and not good:
                    print("normal", kind, repr(name.surface), "->", repr(name.normal), "listed", sorted(listed))
    print("normal forms:", {kind: f"{right[kind]}/{total[kind]}" for kind in sorted(total)})
    return {f"normal_{kind}": right[kind] / total[kind] for kind in sorted(total)}


def _joined(gold: Sequence[Marked], found: Sequence[Sequence[Name]]) -> dict[str, float]:
    """Pairs of people's names in a text, both with right ends: do we join those that the corpus joins?"""
    counts = Counts()
    for number, (one, names) in enumerate(zip(gold, found, strict=True)):
        people = [name for name in names if name.type == "PER" and (name.start, name.stop) in one.entity]
        ours, theirs = set[Span](), set[Span]()
        for left, right in combinations(people, 2):
            pair = (left.start, right.start, str(number))
            if left.entity == right.entity:
                ours.add(pair)
            if one.entity[left.start, left.stop] == one.entity[right.start, right.stop]:
                theirs.add(pair)
        counts.add(ours, theirs)
    print(f"pairs of one person: P {counts.precision():.3f} R {counts.recall():.3f} of {sum(counts.gold.values())}")
    return {"joined_precision": counts.precision(), "joined_recall": counts.recall()}
