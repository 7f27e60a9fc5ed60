"""From documents to stories: which report one event, by which evidence, and which story a later find belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tolqyn.link.assignment import Assigned, Bars, assign
from tolqyn.link.evidence import span_of
from tolqyn.link.inputs import LinkInput
from tolqyn.link.marks import Marks
from tolqyn.link.neighbours import Reach
from tolqyn.link.options import Options
from tolqyn.link.reports import candidates, side_of
from tolqyn.link.stems import F32, LEAD
from tolqyn.link.story_names import name_stories
from tolqyn.link.story_rows import member_rows, story_rows
from tolqyn.link.texts import Texts, prepare
from tolqyn.link.votes import Side, Votes, reasons_of, scores_of, votes_of
from tolqyn.link.words import I32, Flags
from tolqyn.model.identifiers import identify
from tolqyn.model.link import Link, Relation, Story, StoryMember, StoryMerge

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """What counts as one event: `event_days` between a report and the one that it follows; probabilities for
    following, for resembling the story's first, for merging two stories. `translation`: least cosine across languages
    for the later one to count as a translation. `kept`: candidates by each road.
    """

    event_days: float = 3
    follow: float = 0.5
    resemble: float = 0.2
    merge: float = 0.8
    translation: float = 0.64
    kept: int = 8
    postings: int = 48


@dataclass(frozen=True, slots=True)
class Stories:
    """Links of the relations `same-event` and `translation`, stories, their members and merges, by identifier."""

    links: list[Link]
    stories: list[Story]
    members: list[StoryMember]
    merges: list[StoryMerge]


def find_stories(
    documents: Sequence[LinkInput],
    copies: Sequence[Link] = (),
    marks: Marks | None = None,
    options: StoryOptions | None = None,
    previous: Sequence[StoryMember] = (),
) -> Stories:
    """Stories of documents; each document is in exactly one, alone where it resembles no other.

    A copy belongs to its original's story. `previous` are the members of the stories that were known: a story keeps
    its name while it grows, and of two that turn out to be one the older name stays.

    >>> from datetime import datetime
    >>> at = [datetime(2025, 5, 13, hour) for hour in (9, 10, 11)]
    >>> news = ["Президент Тоқаев Астанада Әзербайжан басшысын қабылдады", "Астанада Тоқаев Әзербайжан президентін "
    ...         "қабылдады", "Алматыда жаңа метро бекеті ашылды"]
    >>> texts = [LinkInput(f"doc_{k}", f"s{k}", text, when) for k, (text, when) in enumerate(zip(news, at))]
    >>> sorted((one.first_document_id, one.documents) for one in find_stories(texts).stories)
    [('doc_0', 2), ('doc_2', 1)]
    """
    options, marks = options or StoryOptions(), marks or Marks()
    texts = prepare(documents, Options())
    if not texts.documents:
        return Stories([], [], [], [])
    root = _copy_roots(texts, copies)
    side = side_of(texts, marks)
    chosen = root == np.arange(len(root))
    later, earlier = candidates(side, chosen, _reach(options))
    votes = votes_of(side, later, earlier)
    scores = np.where(_series(texts, (later, earlier), votes), np.float32(0), scores_of(votes))
    found = assign(side, (later, earlier, scores), Bars(options.follow, options.resemble, options.merge))
    reasons = _reasons(found, (later, earlier), votes)
    links = _links((texts, side), (found, reasons), options)
    story = found.story[root]
    names, merges = name_stories([document.document_id for document in texts.documents], story.tolist(), previous)
    members = member_rows(texts, (story, root), (found, reasons), names)
    central = _central(found.story, (later, earlier, scores))
    rows = story_rows(texts, marks.languages, (story, chosen), (names, central))
    merges += _own_merges(texts, found, names)
    return Stories(links, rows, members, sorted(merges, key=lambda one: (one.story_id, one.merged_id)))


def _reach(options: StoryOptions) -> Reach:
    return Reach(round(options.event_days * _DAY), options.postings, options.kept)


def _series(texts: Texts, pairs: tuple[I32, I32], votes: Votes) -> Flags:
    """Whether a pair is a form that one source fills in anew (rates, weather): like words, other figures, another day.

    Half a day, half of the figures, and words of .8 are set by hand on the Telegram stream's daily forms.
    """
    own = texts.sources[pairs[0]] == texts.sources[pairs[1]]
    alike = np.nan_to_num(votes.words) >= 0.8
    return np.asarray(own & alike & (votes.figures >= 0.5) & (votes.apart >= 0.5))


def _copy_roots(texts: Texts, copies: Sequence[Link]) -> I32:
    """Text to which each text's chain of copies goes back."""
    place = {document.document_id: at for at, document in enumerate(texts.documents)}
    root = np.arange(len(texts.documents), dtype=np.int32)
    for link in copies:
        if link.relation == "copy" and link.document_id in place and link.original_id in place:
            root[place[link.document_id]] = place[link.original_id]
    while (root[root] != root).any():
        root = root[root]
    return root


def _reasons(found: Assigned, pairs: tuple[I32, I32], votes: Votes) -> dict[int, tuple[str, ...]]:
    """What spoke for each text that followed another."""
    later, earlier = pairs
    followed = np.flatnonzero(found.after[later] == earlier)
    return {int(later[at]): tuple(reasons_of(votes, at)) for at in followed.tolist()}


def _links(
    of: tuple[Texts, Side], decided: tuple[Assigned, Mapping[int, tuple[str, ...]]], options: StoryOptions
) -> list[Link]:
    """One link from each text that followed another."""
    found, reasons = decided
    links = [
        _link(of, (text, int(found.after[text])), (float(found.score[text]), reasons[text]), options)
        for text in np.flatnonzero(found.after >= 0).tolist()
    ]
    return sorted(links, key=lambda link: link.document_id)


def _link(
    of: tuple[Texts, Side], pair: tuple[int, int], said: tuple[float, tuple[str, ...]], options: StoryOptions
) -> Link:
    """The link of a text to the one that it followed; the passages are the leads that were compared."""
    texts, side = of
    document, original = (texts.documents[at] for at in pair)
    relation = _relation(side, pair, options)
    known = document.published_at and original.published_at
    return Link(
        identify("lnk", relation, document.document_id, original.document_id),
        relation,
        document.document_id,
        original.document_id,
        round(said[0], 4),
        said[1],
        (document.published_at - original.published_at).total_seconds() if known else None,  # type: ignore[operator]
        *_lead(texts, pair[0]),
        *_lead(texts, pair[1]),
    )


def _relation(side: Side, pair: tuple[int, int], options: StoryOptions) -> Relation:
    """Across languages, what is near enough is a translation; all else is another report of the event."""
    one, other = side.languages[pair[0]], side.languages[pair[1]]
    if one < 0 or other < 0 or one == other:
        return "same-event"
    near = float(side.vectors[side.rows[pair[0]]] @ side.vectors[side.rows[pair[1]]])
    return "translation" if near >= options.translation else "same-event"


def _lead(texts: Texts, text: int) -> tuple[int, int]:
    """Code points from the first to the last word that was read."""
    begin, end = int(texts.words.first[text]), int(texts.words.first[text + 1])
    read = np.flatnonzero(texts.core[begin:end])[:LEAD]
    return span_of(texts.words, begin + int(read[0]), begin + int(read[-1])) if len(read) else (0, 0)


def _central(story: I32, pairs: tuple[I32, I32, F32]) -> dict[int, int]:
    """For each story's first text, the text that resembles the others most; the earliest of equals."""
    later, earlier, scores = pairs
    within = story[later] == story[earlier]
    total = np.zeros(len(story))
    np.add.at(total, later[within], scores[within])
    np.add.at(total, earlier[within], scores[within])
    order = np.lexsort((np.arange(len(story)), -total, story))
    bounds = np.flatnonzero(np.diff(story[order], prepend=-1, append=-1))
    return {int(story[order[start]]): int(order[start]) for start, _ in pairwise(bounds.tolist())}


def _own_merges(texts: Texts, found: Assigned, names: Mapping[int, str]) -> list[StoryMerge]:
    """Merges that this pass decided, under the names that their firsts would have had."""
    ids = [document.document_id for document in texts.documents]
    return [
        StoryMerge(names[int(found.story[older])], identify("sto", ids[younger]), ids[text], round(float(score), 4),
                   ("resembles-both",))
        for older, younger, text in found.merges.tolist()
        for score in (found.score[text],)
    ]  # fmt: skip
