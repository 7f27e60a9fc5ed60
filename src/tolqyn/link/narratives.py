"""Narratives found: stories over weeks or months that carry one message, labelled by a sentence of their own.

One pass over days. A story joins the narrative whose earlier stories say what it says: by the cosine to their mean, by
words that both quote, or by an entry of a catalogue that both match. Every decision looks back only, at what was known
when its day began and at earlier stories of that day: a further week of documents moves no earlier story, and two runs
over one input are equal.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from tolqyn.link.inputs import LinkInput
from tolqyn.link.marks import Marks
from tolqyn.link.stems import F32
from tolqyn.model.identifiers import identify
from tolqyn.model.link import FoundNarrative, NarrativeMember, QuoteUse, Story, StoryMember

_SENTENCE_END = re.compile(r"[.!?…。！？।]+(?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class NarrativeOptions:
    """`near`: least cosine to a narrative's mean; `nearer`: the same where the two have no target in common though both
    have targets. `quiet_days`: silence after which a narrative
    is over (`alone_days` where only one story told it). A narrative is one from `stories` stories and
    `sources` sources on, over at least `span_days`."""

    near: float = 0.55
    nearer: float = 0.75
    quiet_days: float = 60
    alone_days: float = 30
    stories: int = 3
    sources: int = 2
    span_days: float = 7


@dataclass(slots=True)
class _Growing:
    """A narrative while it grows: sum of its stories' vectors, and what they quote, match and are about."""

    total: F32
    members: list[int] = field(default_factory=list)
    scores: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    quotes: set[str] = field(default_factory=set)
    entries: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    last: float = 0.0


@dataclass(frozen=True, slots=True)
class _Telling:
    """A story as it is compared: vector of its first document, what its documents quote, match and are about."""

    story: Story
    vector: F32
    quotes: frozenset[str]
    entries: frozenset[str]
    targets: frozenset[str]
    sources: frozenset[str]
    at: float


def find_narratives(
    stories: Sequence[Story],
    members: Sequence[StoryMember],
    documents: Sequence[LinkInput],
    evidence: tuple[Marks, Sequence[QuoteUse]],
    options: NarrativeOptions | None = None,
) -> tuple[list[FoundNarrative], list[NarrativeMember]]:
    """Narratives of dated stories whose first document has a vector; `evidence` are marks and reused quotes.

    >>> from datetime import UTC, datetime
    >>> from tolqyn.link.marks import Meanings
    >>> from tolqyn.link.stories import find_stories
    >>> days = [datetime(2025, 5, day, tzinfo=UTC) for day in (1, 9, 20)]
    >>> said = ["Батыс бізді алдады", "Батыстың уәдесі жалған", "Батысқа сенуге болмайды. Тағы да."]
    >>> texts = [LinkInput(f"doc_{k}", f"s{k}", text, at) for k, (text, at) in enumerate(zip(said, days))]
    >>> vectors = np.array([[1, 0], [0.8, 0.6], [1, 0]], np.float32)
    >>> marks = Marks(meanings=Meanings(["doc_0", "doc_1", "doc_2"], vectors))
    >>> found = find_stories(texts, marks=marks)
    >>> narratives, _ = find_narratives(found.stories, found.members, texts, (marks, ()))
    >>> [(one.stories, said[2][one.start : one.stop]) for one in narratives]
    [(3, 'Батысқа сенуге бол')]
    """
    options = options or NarrativeOptions()
    tellings = _tellings(stories, members, {one.document_id: one for one in documents}, evidence)
    grown = _grow(tellings, options)
    kept = [one for one in grown if _is_narrative(one, tellings, options)]
    readings = {document.document_id: document.reading for document in documents}
    found = [_record(one, tellings, readings) for one in kept]
    rows = [
        NarrativeMember(record.narrative_id, telling.story.story_id, telling.story.first_document_id, score, reasons)
        for record, one in zip(found, kept, strict=True)
        for telling, (score, reasons) in zip([tellings[at] for at in one.members], one.scores, strict=True)
    ]
    return sorted(found, key=lambda one: one.narrative_id), sorted(
        rows, key=lambda one: (one.narrative_id, one.story_id)
    )


def _tellings(
    stories: Sequence[Story],
    members: Sequence[StoryMember],
    documents: Mapping[str, LinkInput],
    evidence: tuple[Marks, Sequence[QuoteUse]],
) -> list[_Telling]:
    """Stories in order of time, with what their documents hold."""
    marks, uses = evidence
    within: defaultdict[str, list[str]] = defaultdict(list)
    for member in members:
        within[member.story_id].append(member.document_id)
    quoted: defaultdict[str, set[str]] = defaultdict(set)
    for use in uses:
        quoted[use.document_id].add(use.reuse_id)
    rows = {name: at for at, name in enumerate(marks.meanings.document_ids)}
    found = []
    for story in stories:
        row = rows.get(story.first_document_id)
        if row is None or story.first_at is None:
            continue
        own = [name for name in within[story.story_id] if name in documents]
        found.append(
            _Telling(
                story,
                marks.meanings.vectors[row].astype(np.float32),
                frozenset(reuse for name in own for reuse in quoted[name]),
                frozenset(entry for name in own for entry in marks.catalogued.get(name, ())),
                frozenset(target for name in own for target in marks.targets.get(name, ())),
                frozenset(documents[name].source_id for name in own),
                story.first_at.timestamp(),
            )
        )
    return sorted(found, key=lambda telling: (telling.at, telling.story.first_document_id))


def _grow(tellings: Sequence[_Telling], options: NarrativeOptions) -> list[_Growing]:
    """Every story to a narrative or to the beginning of one, day by day."""
    grown: list[_Growing] = []
    active: list[_Growing] = []
    days = np.array([telling.at // 86_400 for telling in tellings], np.int64)
    for day in np.unique(days):
        today = np.flatnonzero(days == day).tolist()
        active = [one for one in active if one.last >= _quiet(one, int(day), options)]
        begun = len(active)
        means = _means(active)
        vectors = np.stack([tellings[at].vector for at in today])
        cosines = vectors @ means.T if begun else np.empty((len(today), 0), np.float32)
        fresh = np.zeros_like(vectors)
        for at, known in zip(today, cosines, strict=True):
            nearness = np.concatenate([known, fresh[: len(active) - begun] @ tellings[at].vector])
            joined = _join(at, tellings[at], (active, grown), nearness, options)
            if joined >= begun:
                total = active[joined].total
                fresh[joined - begun] = total / max(float(np.linalg.norm(total)), 1e-9)
    return grown


def _quiet(one: _Growing, day: int, options: NarrativeOptions) -> float:
    """Second before which a narrative must not have fallen silent; one story alone is waited for less long."""
    days = options.quiet_days if len(one.members) > 1 else options.alone_days
    return float(day * 86_400 - timedelta(days=days).total_seconds())


def _means(active: Sequence[_Growing]) -> F32:
    """Unit vector of each narrative's sum."""
    if not active:
        return np.empty((0, 0), np.float32)
    sums = np.stack([one.total for one in active])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), np.float32)


def _join(
    at: int, telling: _Telling, lists: tuple[list[_Growing], list[_Growing]], nearness: F32, options: NarrativeOptions
) -> int:
    """Enter a story where most speaks for it, else begin with it; answers the place of the narrative."""
    active, grown = lists
    order = np.argsort(-nearness, kind="stable")[:16].tolist()
    bound = [
        k
        for k, one in enumerate(active if telling.quotes or telling.entries else ())
        if telling.quotes & one.quotes or telling.entries & set(one.entries)
    ]
    for k in [*bound, *order]:
        reasons = _reasons(telling, active[k], float(nearness[k]), options)
        if reasons:
            _enter(active[k], at, telling, (max(float(nearness[k]), 0.0), reasons))
            return int(k)
    new = _Growing(np.zeros_like(telling.vector))
    _enter(new, at, telling, (1.0, ("first",)))
    active.append(new)
    grown.append(new)
    return int(len(active) - 1)


def _reasons(telling: _Telling, into: _Growing, near: float, options: NarrativeOptions) -> tuple[str, ...]:
    """Why a story belongs to a narrative, empty where it does not."""
    foreign = bool(telling.targets and into.targets and not telling.targets & set(into.targets))
    said = [f"meaning={near:.2f}"] if near >= (options.nearer if foreign else options.near) else []
    said += ["same-quote"] if telling.quotes & into.quotes else []
    said += [f"catalogued={name}" for name in sorted(telling.entries & set(into.entries))]
    said += [] if foreign or not said or not telling.targets else ["same-target"] if into.targets else []
    return tuple(said)


def _enter(into: _Growing, at: int, telling: _Telling, decided: tuple[float, tuple[str, ...]]) -> None:
    into.total = into.total + telling.vector
    into.members.append(at)
    into.scores.append((round(decided[0], 4), decided[1]))
    into.quotes |= telling.quotes
    into.entries.update(telling.entries)
    into.targets.update(telling.targets)
    into.last = telling.at


def _is_narrative(one: _Growing, tellings: Sequence[_Telling], options: NarrativeOptions) -> bool:
    """Whether it came back often enough, long enough, in enough sources."""
    span = tellings[one.members[-1]].at - tellings[one.members[0]].at
    sources = set[str]().union(*(tellings[at].sources for at in one.members))
    return (
        len(one.members) >= options.stories
        and len(sources) >= options.sources
        and span >= timedelta(days=options.span_days).total_seconds()
    )


def _record(one: _Growing, tellings: Sequence[_Telling], readings: Mapping[str, str]) -> FoundNarrative:
    """The record; its label is the first sentence of the story nearest to the mean, the earliest of equals."""
    own = [tellings[at] for at in one.members]
    mean = one.total / max(float(np.linalg.norm(one.total)), 1e-9)
    central = max(own, key=lambda telling: (round(float(telling.vector @ mean), 5), -telling.at))
    label = central.story.first_document_id
    entry = one.entries.most_common(1)
    last = [telling.story.last_at for telling in own if telling.story.last_at]
    return FoundNarrative(
        identify("nar", own[0].story.story_id),
        label,
        *first_sentence(readings.get(label, "")),
        stories=len(own),
        documents=sum(telling.story.documents for telling in own),
        sources=len(set[str]().union(*(telling.sources for telling in own))),
        first_at=own[0].story.first_at,
        last_at=max(last) if last else None,
        catalogued=entry[0][0] if entry and entry[0][1] * 2 > len(own) else None,
    )


def first_sentence(reading: str) -> tuple[int, int]:
    """Where the first line or sentence that holds at least twelve letters stands.

    >>> text = "⚡️\\nАстанада қар жауды. Жол жабық."
    >>> start, stop = first_sentence(text)
    >>> text[start:stop]
    'Астанада қар жауды.'
    """
    begin = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(reading)] + [len(reading)]:
        piece = reading[begin:end]
        if sum(map(str.isalpha, piece)) >= 12:
            return begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())
        begin = end
    return 0, len(reading.rstrip())


def moved(before: Iterable[NarrativeMember], after: Iterable[NarrativeMember]) -> float:
    """Share of earlier memberships that another run no longer holds; 0 where there were none."""
    old = {(one.narrative_id, one.story_id) for one in before}
    new = {(one.narrative_id, one.story_id) for one in after}
    return len(old - new) / len(old) if old else 0.0
