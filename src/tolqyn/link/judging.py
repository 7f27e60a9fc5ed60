"""What people decided, on top of what the program decided: it outranks every score, and disagreement shows.

Judgements name things whose names survive a rebuild (documents, links by their two documents, stories by their first),
so the same judgements over rebuilt stories give the same answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tolqyn.model.identifiers import identify
from tolqyn.model.link import Link, StoryMember
from tolqyn.model.run import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What people say of one thing, or of one pair of things: each person's last word, and the verdict that holds.

    `verdict` is `None` where they differ and no side has more voices.
    """

    item_id: str
    other_id: str | None
    verdict: Verdict | None
    voices: tuple[tuple[str, Verdict], ...]

    @property
    def disputed(self) -> bool:
        """Whether two people differ."""
        return len({verdict for _, verdict in self.voices}) > 1


@dataclass(frozen=True, slots=True)
class JudgedStories:
    """Members after judgements, names that people gave to stories, and where people stand on each thing."""

    members: list[StoryMember]
    names: Mapping[str, str]
    standings: list[Standing]


def standings(judgements: Iterable[Judgement]) -> list[Standing]:
    """Where people stand on each thing, in order of things; a person's later word replaces the earlier one.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2025, 5, 13, tzinfo=UTC)
    >>> said = [Judgement(f"jud_{k}", "lnk_1", verdict, by, at.replace(hour=k)) for k, (by, verdict) in
    ...         enumerate([("Әсел", "same"), ("Борис", "different"), ("Әсел", "different")])]
    >>> [(one.verdict, one.disputed) for one in standings(said)]
    [('different', False)]
    """
    last: defaultdict[tuple[str, str], dict[str, Verdict]] = defaultdict(dict)
    for judgement in sorted(judgements, key=lambda one: (one.at, one.judgement_id)):
        if judgement.verdict != "rename":
            last[judgement.item_id, judgement.other_id or ""][judgement.by] = judgement.verdict
    return [_standing(key, voices) for key, voices in sorted(last.items())]


def judge_stories(
    members: Sequence[StoryMember], links: Sequence[Link], judgements: Sequence[Judgement]
) -> JudgedStories:
    """Stories as people see them.

    `merge` of two stories and `same` of two documents or of a link join stories under the older name (that of
    `members` first in order); `split` of a story from a document and `different` of a link take the document out, with
    whatever came to the story by it. `rename` gives a name. What is disputed evenly changes nothing and stands in
    `standings`.
    """
    stand = standings(judgements)
    by_link = {link.link_id: link for link in links}
    story = {member.document_id: member.story_id for member in members}
    apart: dict[str, str] = {}
    together: list[tuple[str, str, str]] = []
    for one in stand:
        link = by_link.get(one.item_id)
        voices = ",".join(by for by, verdict in one.voices if verdict == one.verdict)
        if one.verdict == "different" and link:
            apart[link.document_id] = f"judged-different={voices}"
        elif one.verdict == "split" and one.other_id:
            apart[one.other_id] = f"judged-split={voices}"
        elif one.verdict == "same" and link:
            together.append((link.document_id, link.original_id, f"judged-same={voices}"))
        elif one.verdict in ("same", "merge") and one.other_id:
            together.append((one.item_id, one.other_id, f"judged-{one.verdict}={voices}"))
    changed = _joined(_taken_out(members, apart), together, story)
    ordered = sorted((one for one in judgements if one.verdict == "rename"), key=lambda one: (one.at, one.judgement_id))
    return JudgedStories(changed, {one.item_id: one.note for one in ordered if one.note}, stand)


def _standing(key: tuple[str, str], voices: Mapping[str, Verdict]) -> Standing:
    counts: defaultdict[Verdict, int] = defaultdict(int)
    for verdict in voices.values():
        counts[verdict] += 1
    most = max(counts.values())
    leading = [verdict for verdict, count in counts.items() if count == most]
    held = leading[0] if len(leading) == 1 else None
    return Standing(key[0], key[1] or None, held, tuple(sorted(voices.items())))


def _taken_out(members: Sequence[StoryMember], apart: Mapping[str, str]) -> list[StoryMember]:
    """Members with those documents, and what followed them, in stories of their own."""
    after = {member.document_id: member.after_id for member in members}
    changed = []
    for member in members:
        at: str | None = member.document_id
        while at is not None and at not in apart:
            at = after.get(at)
        if at is None:
            changed.append(member)
            continue
        own = replace(member, story_id=identify("sto", at))
        taken = {"after_id": None, "score": 1.0, "reasons": (apart[at],)} if at == member.document_id else {}
        changed.append(replace(own, **taken))  # type: ignore[arg-type]
    return changed


def _joined(
    members: Sequence[StoryMember], together: Sequence[tuple[str, str, str]], known: Mapping[str, str]
) -> list[StoryMember]:
    """Members with stories joined; each side of a pair is a story or one of its documents."""
    story = {member.document_id: member.story_id for member in members}
    rank = {name: at for at, name in enumerate(dict.fromkeys(member.story_id for member in members))}
    into: dict[str, tuple[str, str]] = {}

    def root(name: str) -> str:
        while name in into:
            name = into[name][0]
        return name

    for one, other, reason in together:
        first, second = (root(story.get(name, known.get(name, name))) for name in (one, other))
        if first != second and first in rank and second in rank:
            older, younger = sorted((first, second), key=lambda name: rank[name])
            into[younger] = (older, reason)
    return [
        replace(member, story_id=root(member.story_id), reasons=(*member.reasons, into[member.story_id][1]))
        if member.story_id in into
        else member
        for member in members
    ]
