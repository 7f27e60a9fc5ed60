"""Do the names of one person or place in several scripts and languages get one key, and those of several, several?

Gold: heads of state and government whom `gazetteer/leaders.toml` names in Russian and in English, Ukrainian or Kazakh,
and the countries and cities that CLDR names. Keys of places that CLDR knows come from CLDR itself, so for cities the
test is the skeleton alone, on names that it must bridge without any list.
"""

from collections.abc import Iterator
from itertools import combinations

from babel import Locale

from tolqyn.annotate.listed import listed
from tolqyn.annotate.names.key import entity_key
from tolqyn.annotate.names.skeleton import skeleton

LANGUAGES = ("ru", "en", "uk", "kk")


def leaders() -> Iterator[list[tuple[str, str]]]:
    """Each leader's full names with their languages."""
    for people in listed("leaders").values():
        for person in people:
            full = [(language, name) for language in LANGUAGES for name in person.get(language, ()) if " " in name]
            if len(full) > 1:
                yield full


def measure(show: bool) -> dict[str, float]:
    """Share of cross-language pairs of one leader with one key, of pairs of different ones with two, and of cities."""
    people = list(leaders())
    same = total = 0
    for names in people:
        for (one, left), (other, right) in combinations(names, 2):
            if one != other:
                good = entity_key(left, "PER") == entity_key(right, "PER")
                same, total = same + good, total + 1
                if show and not good:
                    print("apart", left, entity_key(left, "PER"), right, entity_key(right, "PER"))
    keys = [{entity_key(name, "PER") for _, name in names} for names in people]
    russian = [names[0][1] for names in people]
    clashes = [
        (russian[a], russian[b])
        for a, b in combinations(range(len(people)), 2)
        if keys[a] & keys[b] and russian[a] != russian[b]
    ]
    pairs = len(people) * (len(people) - 1) // 2
    print(
        f"{len(people)} leaders, {total} pairs across languages: {same} joined; {pairs} pairs of different: {clashes}"
    )
    return {"leaders_joined": same / total, "leaders_apart": 1 - len(clashes) / pairs} | _cities(show)


def _cities(show: bool) -> dict[str, float]:
    """Cities of time zones by skeleton: Russian with Ukrainian, Kazakh and English (the zone's own name)."""
    names = {language: Locale.parse(language).time_zones for language in ("ru", "uk", "kk")}
    joined = total = 0
    for zone, entry in sorted(names["ru"].items()):
        city = entry.get("city")
        others = [names["uk"].get(zone, {}).get("city"), names["kk"].get(zone, {}).get("city")]
        others += [zone.rpartition("/")[2].replace("_", " ")]
        for other in filter(None, others):
            if city and "/" in zone and not zone.startswith("Etc/"):
                good = _bones(city) == _bones(other)
                joined, total = joined + good, total + 1
                if show and not good:
                    print("city", city, _bones(city), other, _bones(other))
    print(f"{total} pairs of names of one city: {joined} with one skeleton")
    return {"cities_by_skeleton": joined / total}


def _bones(name: str) -> str:
    return " ".join(skeleton(word) for word in name.replace("-", " ").split())
