"""The register of a workspace: every name that was read, joined to entities, as people have judged them.

Pure: the same names and judgements give the same register, so a person's merge, split or rename outlives every rebuild.
Names keep the entity that they were given when they were read; the register says what each of those now means.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tolqyn.annotate.names.key import entity_key
from tolqyn.model.identifiers import identify, kind_of
from tolqyn.model.mark import EntityType
from tolqyn.model.reading import Entity, Name
from tolqyn.model.run import Judgement

MOST_NAMES = 12
"""How many normal forms of an entity are kept to be shown."""


@dataclass(frozen=True, slots=True)
class Entities:
    """Entities by identifier, which entity each identifier of the names now means, and names that stand apart.

    `apart` holds names (`nam_…`) that a person took out of their entity or put into another one.
    """

    entities: Mapping[str, Entity]
    meaning: Mapping[str, str]
    apart: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: Name) -> str:
        """The entity that a name names."""
        return self.apart.get(name.name_id, self.meaning.get(name.entity, name.entity))


@dataclass(slots=True)
class _Tally:
    """What the names that were given one entity say about it."""

    type: Counter[EntityType] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)

    def add(self, name: Name) -> None:
        self.type[name.type] += 1
        self.names[name.normal] += 1
        self.documents.add(name.document_id)

    def take(self, other: "_Tally") -> None:
        self.type.update(other.type)
        self.names.update(other.names)
        self.documents |= other.documents


def register(names: Iterable[Name], judgements: Iterable[Judgement] = ()) -> Entities:
    """Entities of all names; a surname alone joins the one person who bears it, and stays where several do.

    Judgements, the latest last: `merge` makes `item_id` mean `other_id`; `split` keeps `item_id` apart from `other_id`
    (or from whatever it was joined to); `rename` gives `item_id` the name in `note`; `item_id` may be one name too.

    >>> long = Name("nam_1", "doc_1", 0, 6, "Ерлан Карин", "PER", "Ерлан Карин", "ent_long", 1.0, "default/1")
    >>> short = Name("nam_2", "doc_2", 0, 5, "Қарин", "PER", "Қарин", "ent_short", 1.0, "default/1")
    >>> found = register([long, short])
    >>> found.of(short), found.entities["ent_long"].mentions
    ('ent_long', 2)
    """
    judged = sorted(judgements, key=lambda one: (one.at, one.judgement_id))
    placed, tallies = _tallied(names, judged)
    meaning = _judged(tallies, judged, _surnames(tallies, _kept_apart(judged)))
    grouped: dict[str, _Tally] = {}
    joined: dict[str, list[str]] = {}
    for entity in sorted(tallies):
        whole = meaning.get(entity, entity)
        grouped.setdefault(whole, _Tally()).take(tallies[entity])
        joined.setdefault(whole, []).append(entity)
    called = {meaning.get(one.item_id, one.item_id): one.note for one in judged if one.verdict == "rename" and one.note}
    entities = {one: _entity(one, grouped[one], joined[one], called.get(one)) for one in grouped}
    apart = {name: meaning.get(entity, entity) for name, entity in placed.items()}
    return Entities(entities, {one: meaning.get(one, one) for one in tallies}, apart)


def _tallied(names: Iterable[Name], judged: Iterable[Judgement]) -> tuple[dict[str, str], dict[str, _Tally]]:
    """Tallies by entity, single names put where people put them."""
    placed: dict[str, str] = {}
    for one in judged:
        if kind_of(one.item_id) == "nam" and one.verdict == "merge" and one.other_id:
            placed[one.item_id] = one.other_id
        elif kind_of(one.item_id) == "nam" and one.verdict == "split":
            placed[one.item_id] = identify("ent", one.item_id)
    tallies: dict[str, _Tally] = {}
    for name in names:
        tallies.setdefault(placed.get(name.name_id, name.entity), _Tally()).add(name)
    return placed, tallies


def _surnames(tallies: Mapping[str, _Tally], kept: frozenset[frozenset[str]]) -> dict[str, str]:
    """For each person called by a surname alone, who bears it with a given name, if it is one person."""
    longs: dict[str, set[str]] = {}
    shorts: dict[str, str] = {}
    for entity, tally in tallies.items():
        if tally.type.most_common(1)[0][0] != "PER":
            continue
        _, surname, given = entity_key(_commonest(tally), "PER").split("|")
        if given and not given.endswith("."):
            longs.setdefault(surname, set()).add(entity)
        elif not given:
            shorts[entity] = surname
    found: dict[str, str] = {}
    for entity, surname in shorts.items():
        bearers = longs.get(surname, set())
        if len(bearers) == 1 and not {frozenset((entity, one)) for one in bearers} & kept:
            found[entity] = next(iter(bearers))
    return found


def _kept_apart(judged: Iterable[Judgement]) -> frozenset[frozenset[str]]:
    """Pairs of entities whose latest judgement parts them."""
    latest = {frozenset((one.item_id, one.other_id)): one.verdict for one in judged if one.other_id}
    return frozenset(
        frozenset(filter(None, pair)) for pair, verdict in latest.items() if verdict in ("split", "different")
    )


def _judged(tallies: Mapping[str, _Tally], judged: Iterable[Judgement], meaning: dict[str, str]) -> dict[str, str]:
    """What each entity means after the judgements, every chain followed to its end."""
    direct = dict(meaning)
    for one in judged:
        if kind_of(one.item_id) == "nam":
            continue
        if one.verdict == "merge" and one.other_id and _end(one.other_id, direct) != one.item_id:
            direct[one.item_id] = one.other_id
        elif one.verdict == "split" and (one.other_id is None or direct.get(one.item_id) == one.other_id):
            direct.pop(one.item_id, None)
        elif one.verdict == "split" and one.other_id and direct.get(one.other_id) == one.item_id:
            direct.pop(one.other_id)
    return {entity: _end(entity, direct) for entity in {*tallies, *direct}}


def _end(entity: str, direct: Mapping[str, str]) -> str:
    seen = {entity}
    while entity in direct and direct[entity] not in seen:
        entity = direct[entity]
        seen.add(entity)
    return entity


def _entity(entity: str, tally: _Tally, joined: list[str], called: str | None) -> Entity:
    names = sorted(tally.names, key=lambda name: (-tally.names[name], name))
    kind = max(tally.type, key=lambda one: (tally.type[one], one))
    shown = called or _commonest(tally)
    return Entity(
        entity_id=entity,
        type=kind,
        name=shown,
        names=tuple(names[:MOST_NAMES]),
        joined=tuple(joined),
        mentions=sum(tally.names.values()),
        documents=len(tally.documents),
    )


def _commonest(tally: _Tally) -> str:
    """The commonest of the longest kind of normal form: with a given name before without."""
    return max(tally.names, key=lambda name: (" " in name, tally.names[name], name))
