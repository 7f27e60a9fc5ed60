"""The window stage of linking: copies, stories, reused quotes, directions, narratives and the register of entities."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyarrow.compute as pc

from tolqyn import link
from tolqyn.annotate.encoder import Centring, values
from tolqyn.annotate.names.register import register
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.identifiers import digest_of_all
from tolqyn.model.link import (
    Direction,
    FoundNarrative,
    Link,
    NarrativeMember,
    QuoteUse,
    Story,
    StoryMember,
    StoryMerge,
)
from tolqyn.model.reading import Entity, Name, Vector
from tolqyn.model.settings import Settings, Source
from tolqyn.pipeline.stage import Records, Window

WRITES = (Link, Story, StoryMember, StoryMerge, QuoteUse, Direction, FoundNarrative, NarrativeMember, Entity)

CURRENT = """select count(*) as documents, bit_xor(md5_number_lower(document_id)) as texts,
  (select bit_xor(md5_number_lower(name_id)) from names where made_by = '{read}') as names,
  (select bit_xor(md5_number_lower(quote_id)) from quotes where made_by = '{read}') as quotes,
  (select count(*) from vectors where made_by = '{read}') as vectors
from documents where made_by = '{extract}'"""
"""What linking rests on: the documents and their marks."""

_REFUSED = ("different", "reject")
_SPOKEN_OF = 3
"""Letters of a name by which a text may speak of a source: shorter ones («РТ») stand for too much else."""


def link_version(settings: Settings) -> str:
    """The linker's version, the window in which copies count, and the names by which texts speak of sources."""
    told = [str(settings.copy_window_days), *(f"{one.source_id} {one.name}" for one in settings.sources)]
    return f"{link.VERSION}+{digest_of_all(told)[7:15]}"


def link_documents(window: Window) -> Records:
    """Everything that is decided about pairs of documents and about groups of them, as people have judged it."""
    documents = window.view.records(Document, where=pc.field("made_by") == window.made_by["extract"])
    inputs = _inputs(window, documents)
    found = link.find_copies(inputs, link.Options(window_days=window.settings.copy_window_days))
    copies = [one for one in found if one.link_id not in refused(window)]
    marks = _marks(window, documents)
    told = link.find_stories(inputs, copies, marks, previous=window.view.records(StoryMember))
    judged = link.judge_stories(told.members, [*copies, *told.links], window.judgements)
    stories = _recounted(told.stories, judged.members, documents, copies)
    uses = link.find_quote_reuse(inputs, marks.quotes)
    narratives, carried = link.find_narratives(stories, judged.members, inputs, (marks, uses))
    names = window.view.records(Name, where=pc.field("made_by") == window.made_by["read"])
    links = [*copies, *told.links]
    return {
        Link: links,
        Story: stories,
        StoryMember: judged.members,
        StoryMerge: told.merges,
        QuoteUse: uses,
        Direction: link.find_directions(links, inputs, _sources(window.settings, documents)),
        FoundNarrative: narratives,
        NarrativeMember: carried,
        Entity: list(register(names, window.judgements).entities.values()),
    }


def refused(window: Window) -> frozenset[str]:
    """Things that people say are not what they were taken for; what is disputed evenly stays."""
    held = link.standings(window.judgements)
    return frozenset(one.item_id for one in held if one.other_id is None and one.verdict in _REFUSED)


def _inputs(window: Window, documents: Sequence[Document]) -> list[link.LinkInput]:
    arrived = window.view.table(Capture, columns=["capture_id", "captured_at"]).to_pydict()
    captured = dict(zip(arrived["capture_id"], arrived["captured_at"], strict=True))
    return [link.link_input(document, captured.get(document.capture_id)) for document in documents]


def _marks(window: Window, documents: Sequence[Document]) -> link.Marks:
    """What readers marked, by document; the vectors of leads are centred by the means that ship with the package, as
    means of this workspace's own would move older stories with every day."""
    languages = {one.document_id: one.language for one in documents if one.language}
    rows = {"read": window.made_by["read"], "annotate": window.made_by["annotate"]}
    leads = window.view.records(Vector, where=(pc.field("made_by") == rows["read"]) & (pc.field("part") == "lead"))
    named = [languages.get(one.document_id) for one in leads]
    meanings = (
        link.Meanings([one.document_id for one in leads], Centring.shipped().centred(values(leads), named))
        if leads
        else link.Meanings()
    )
    return link.Marks(
        languages=languages,
        names=_grouped(window, "select distinct document_id, entity as it from names where made_by = $read", rows),
        targets=_grouped(window, "select document_id, target as it from coverages where made_by = $annotate", rows),
        catalogued=_grouped(window, _CATALOGUED, rows),
        quotes=_quotes(window, rows["read"]),
        meanings=meanings,
    )


_CATALOGUED = """select distinct document_id, narrative as it from narrative_matches
                 where made_by = $read and verdict = 'match'"""


def _grouped(window: Window, query: str, rows: dict[str, str]) -> dict[str, list[str]]:
    """A column of strings by document, in order."""
    asked = {name: words for name, words in rows.items() if f"${name}" in query}
    found: dict[str, list[str]] = defaultdict(list)
    for row in window.view.sql(f"{query} order by 1, 2", asked).to_pylist():
        found[row["document_id"]].append(row["it"])
    return dict(found)


def _quotes(window: Window, read: str) -> dict[str, list[link.Quoted]]:
    query = """select document_id, quote_id, start, stop, speaker_name from quotes
               where made_by = $read order by document_id, start, quote_id"""
    found: dict[str, list[link.Quoted]] = defaultdict(list)
    for row in window.view.sql(query, {"read": read}).to_pylist():
        quoted = link.Quoted(row["quote_id"], row["start"], row["stop"], row["speaker_name"])
        found[row["document_id"]].append(quoted)
    return dict(found)


def _sources(settings: Settings, documents: Sequence[Document]) -> link.Sources:
    """How texts speak of sources, and how sharp each document's date is."""
    precision = {one.document_id: _precision(one) for one in documents if _precision(one) is not None}
    languages = {one.document_id: one.language for one in documents if one.language}
    return link.Sources({one.source_id: _called(one) for one in settings.sources}, languages, precision)  # type: ignore[arg-type]


def _called(source: Source) -> list[str]:
    names = (source.name, source.channel)
    return [name for name in names if name and len(name) >= _SPOKEN_OF]


def _precision(document: Document) -> timedelta | None:
    """A day where only the day is known, no bound where no date is believed, `None` where the time is."""
    at = document.published_at
    if at is None:
        return timedelta.max
    return timedelta(days=1) if (at.hour, at.minute, at.second) == (0, 0, 0) else None


def _recounted(
    stories: Sequence[Story], members: Sequence[StoryMember], documents: Sequence[Document], copies: Sequence[Link]
) -> list[Story]:
    """Stories with the figures of the members that judgements left them; one that lost all of them is gone."""
    known = {one.document_id: one for one in documents}
    repeats = {one.document_id for one in copies}
    held: dict[str, list[Document]] = defaultdict(list)
    for member in members:
        held[member.story_id].append(known[member.document_id])
    first = {story.story_id: story for story in stories}
    return [_recounted_one(first.get(name), name, held[name], repeats) for name in sorted(held)]


def _recounted_one(story: Story | None, name: str, held: Sequence[Document], repeats: set[str]) -> Story:
    times: list[Any] = sorted(one.published_at for one in held if one.published_at)
    earliest = min(held, key=lambda one: (one.published_at is None, str(one.published_at), one.document_id))
    ids = {one.document_id for one in held}
    base = story or Story(name, earliest.document_id, earliest.document_id, 0, 0, 0, None, None, ())
    return replace(
        base,
        first_document_id=base.first_document_id if base.first_document_id in ids else earliest.document_id,
        label_document_id=base.label_document_id if base.label_document_id in ids else earliest.document_id,
        documents=len(held),
        originals=sum(one.document_id not in repeats for one in held),
        sources=len({one.source_id for one in held}),
        first_at=times[0] if times else None,
        last_at=times[-1] if times else None,
        languages=tuple(sorted({one.language for one in held if one.language})),
    )
