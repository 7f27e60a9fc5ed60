"""How time and memory grow: the stream repeated with changed words.

    python -m evaluation.copies.scale 10000 100000 1000000

Each repetition is moved by three days and has one word in 25 replaced by one of its own, drawn by a hash of the
repetition and the place: neighbouring repetitions lie in one window and share about .66 of their 5-grams, so nearly
every document has several earlier ones to be compared with and is linked. Each size runs in a process of its own, so
that its peak memory is its own.
"""

import multiprocessing
import re
import resource
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from evaluation.copies.stream import FOLDER, posts
from evaluation.floors import absent
from tolqyn.link import LinkInput, find_copies

_WORD = re.compile(r"\w+")
_CHANGED = 25
_SHIFT = timedelta(days=3)


def repeated(count: int) -> list[LinkInput]:
    """`count` documents: the stream as it is, then repetitions in which about one word in 25 is another one."""
    return list(_repeated(posts(), count))


def _repeated(stream: list[LinkInput], count: int) -> Iterator[LinkInput]:
    for at in range(count):
        turn, place = divmod(at, len(stream))
        post = stream[place]
        yield post if turn == 0 else _changed(post, turn)


def _changed(post: LinkInput, turn: int) -> LinkInput:
    """A post moved in time, with words replaced by a hash of the repetition and the word's place."""
    seed = zlib.crc32(f"{turn} {post.document_id}".encode())

    def word(match: re.Match[str]) -> str:
        drawn = zlib.crc32(match.start().to_bytes(4), seed)
        return match[0] if drawn % _CHANGED else f"{match[0]}{drawn % 9973:x}"

    return replace(
        post,
        document_id=f"{post.document_id}/{turn}",
        reading=_WORD.sub(word, post.reading),
        published_at=post.published_at + turn * _SHIFT if post.published_at else None,
    )


def _run(count: int) -> None:
    """Measure one size; times are of this process only."""
    documents = repeated(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    find_copies(documents[:200])
    begun = time.process_time()
    links = find_copies(documents)
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{count} documents: {spent:.1f} CPU seconds, {len(links)} copies, "
        f"peak {peak / 2**20:.2f} GiB of which the documents {before / 2**20:.2f}",
        flush=True,
    )


def main(arguments: list[str]) -> int:
    """One process a size, one after the other."""
    gone = absent([FOLDER])
    if gone:
        print(gone)
        return 0
    for count in [int(argument) for argument in arguments] or [10_000, 100_000]:
        process = multiprocessing.get_context("spawn").Process(target=_run, args=(count,))
        process.start()
        process.join()
        if process.exitcode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
