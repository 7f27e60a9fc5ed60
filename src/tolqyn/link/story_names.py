"""Names of stories that survive growth: a story is called after its earliest document, once and for all."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tolqyn.model.identifiers import identify
from tolqyn.model.link import StoryMember, StoryMerge


def name_stories(
    document_ids: Sequence[str], story: Sequence[int], previous: Sequence[StoryMember]
) -> tuple[dict[int, str], list[StoryMerge]]:
    """Name of each story by its number, and merges of stories that `previous` knew under two names.

    `document_ids` stand in order of time, `story` is the number of each one's story. A known name goes to the story
    that holds most of its members. Where several known names meet in one story, the name stays whose members begin
    earliest, and the others are recorded as merged into it.

    >>> known = [StoryMember("sto_a", "doc_1", None, 1.0, ()), StoryMember("sto_b", "doc_2", None, 1.0, ())]
    >>> names, merges = name_stories(["doc_0", "doc_1", "doc_2"], [0, 0, 0], known)
    >>> names, [(merge.story_id, merge.merged_id) for merge in merges]
    ({0: 'sto_a'}, [('sto_a', 'sto_b')])
    """
    firsts: dict[int, str] = {}
    holders: defaultdict[str, Counter[int]] = defaultdict(Counter)
    begun: dict[str, int] = {}
    known = {member.document_id: member.story_id for member in previous}
    for at, (document_id, number) in enumerate(zip(document_ids, story, strict=True)):
        firsts.setdefault(number, document_id)
        if document_id in known:
            holders[known[document_id]][number] += 1
            begun.setdefault(known[document_id], at)
    claims: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(holders, key=lambda name: (begun[name], name)):
        claims[max(holders[name], key=lambda number: (holders[name][number], -number))].append(name)
    names = {number: claims[number][0] for number in claims}
    taken = set(holders)
    for number, first in firsts.items():
        names.setdefault(number, _fresh(first, taken))
    merged = [
        StoryMerge(names[number], other, None, None, ("holds-most-of-both",))
        for number in claims
        for other in claims[number][1:]
    ]
    return names, merged


def _fresh(first: str, taken: set[str]) -> str:
    """A new story's name; where an older story has it (it lost this document), one of its own."""
    name = identify("sto", first)
    return name if name not in taken else identify("sto", first, "split")
