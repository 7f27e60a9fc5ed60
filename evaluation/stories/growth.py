"""What moves when the stream grows: the last week is added to all before it, at once and hour by hour.

    python -m evaluation.stories.growth [VECTORS.npy]

`VECTORS.npy` holds centred vectors of the posts in the order of `evaluation.copies.stream`; without it words decide
alone, and no narratives are found.
"""

import sys
import time
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from evaluation.copies.stream import FOLDER, posts
from evaluation.floors import absent
from tolqyn.link import LinkInput, Marks, Meanings, find_copies, find_narratives, find_stories
from tolqyn.link.narratives import moved
from tolqyn.link.stories import Stories
from tolqyn.model.link import NarrativeMember


def run(documents: Sequence[LinkInput], marks: Marks) -> tuple[Stories, list[NarrativeMember]]:
    """Stories and narratives of documents."""
    found = find_stories(documents, find_copies(documents), marks)
    narratives, members = find_narratives(found.stories, found.members, documents, (marks, ()))
    months = sum((one.last_at - one.first_at).days > 30 for one in narratives if one.first_at and one.last_at)
    print(f"{len(documents)} posts, {len(found.stories)} stories, {len(narratives)} narratives, {months} over a month")
    return found, members


def moved_stories(before: Stories, after: Stories) -> float:
    """Share of older documents that are in another story, or in one of another name."""
    story = {member.document_id: member.story_id for member in after.members}
    return sum(story[one.document_id] != one.story_id for one in before.members) / len(before.members)


def main(arguments: list[str]) -> int:
    """Print the share of older memberships that change."""
    gone = absent([FOLDER])
    if gone:
        print(gone)
        return 0
    stream = posts()
    marks = Marks()
    if arguments:
        marks = Marks(meanings=Meanings([one.document_id for one in stream], np.load(arguments[0])))
    end = max(one.published_at for one in stream if one.published_at)
    older = [one for one in stream if one.published_at and one.published_at < end - timedelta(days=7)]
    begun = time.process_time()
    before, told = run(older, marks)
    after, retold = run(stream, marks)
    print(f"{time.process_time() - begun:.1f} CPU seconds for both")
    print(f"memberships of stories moved: {moved_stories(before, after):.4f}")
    print(f"memberships of narratives moved: {moved(told, retold):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
