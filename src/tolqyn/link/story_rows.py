"""Stories and their members as records."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from tolqyn.link.assignment import Assigned
from tolqyn.link.texts import Texts
from tolqyn.link.words import I32, Flags
from tolqyn.model.link import Story, StoryMember


def member_rows(
    texts: Texts,
    of: tuple[I32, I32],
    decided: tuple[Assigned, Mapping[int, tuple[str, ...]]],
    names: Mapping[int, str],
) -> list[StoryMember]:
    """Every document with the story that it is in and why, by document; `of` are stories and roots of copies."""
    story, root = of
    found, reasons = decided
    ids = [document.document_id for document in texts.documents]
    alone = np.bincount(story, minlength=len(ids)) == 1
    rows = []
    after: str | None
    why: tuple[str, ...]
    for text, document_id in enumerate(ids):
        if root[text] != text:
            after, score, why = ids[root[text]], 1.0, ("copy",)
        elif found.after[text] >= 0:
            after, score, why = ids[found.after[text]], round(float(found.score[text]), 4), reasons[text]
        else:
            after, score, why = None, 1.0, ("resembles-none",) if alone[story[text]] else ("first",)
        rows.append(StoryMember(names[int(story[text])], document_id, after, score, why))
    return sorted(rows, key=lambda row: row.document_id)


def story_rows(
    texts: Texts,
    languages: Mapping[str, str],
    of: tuple[I32, Flags],
    called: tuple[Mapping[int, str], Mapping[int, int]],
) -> list[Story]:
    """One record a story, by identifier; `of` are stories and which texts are originals, `called` names and labels."""
    story, originals = of
    names, central = called
    order = np.argsort(story, kind="stable")
    bounds = np.flatnonzero(np.diff(story[order], prepend=-1, append=-1)).tolist()
    rows = []
    for start, stop in pairwise(bounds):
        members = order[start:stop]
        documents = [texts.documents[at] for at in members.tolist()]
        dated = sorted(document.published_at for document in documents if document.published_at)
        number = int(story[members[0]])
        spoken = {languages[document.document_id] for document in documents if document.document_id in languages}
        rows.append(
            Story(
                story_id=names[number],
                first_document_id=documents[0].document_id,
                label_document_id=texts.documents[central[number]].document_id,
                documents=len(documents),
                originals=int(originals[members].sum()),
                sources=len({document.source_id for document in documents}),
                first_at=dated[0] if dated else None,
                last_at=dated[-1] if dated else None,
                languages=tuple(sorted(spoken)),
            )
        )
    return sorted(rows, key=lambda row: row.story_id)
