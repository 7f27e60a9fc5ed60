"""How time and memory of linking grow: the stream repeated with changed words, copies and stories together.

    python -m evaluation.stories.scale 10000 100000 1000000

Documents are those of `evaluation.copies.scale`; each has a vector of 384 numbers drawn from its text's words, so that
repetitions lie near one another. Each size runs in a process of its own.
"""

import multiprocessing
import resource
import sys
import time
import zlib

import numpy as np

from evaluation.copies.scale import repeated
from evaluation.copies.stream import FOLDER
from evaluation.floors import absent
from tolqyn.link import LinkInput, Marks, Meanings, find_copies, find_stories

WIDTH = 384


def drawn(documents: list[LinkInput]) -> np.ndarray:
    """Unit vectors: a sum of one drawn vector for each of the first twenty words."""
    table = np.random.default_rng(0).normal(size=(1 << 14, WIDTH)).astype(np.float16)
    found = np.empty((len(documents), WIDTH), np.float16)
    for at, document in enumerate(documents):
        words = [zlib.crc32(word.encode()) & 0x3FFF for word in document.reading.split()[:20]] or [0]
        total = table[words].astype(np.float32).sum(axis=0)
        found[at] = total / np.linalg.norm(total)
    return found


def _run(count: int) -> None:
    documents = repeated(count)
    marks = Marks(meanings=Meanings([one.document_id for one in documents], drawn(documents)))
    find_stories(documents[:500], find_copies(documents[:500]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    copies = find_copies(documents)
    middle = time.process_time()
    found = find_stories(documents, copies, marks)
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{count} documents: copies {middle - begun:.1f}, stories {ended - middle:.1f} CPU seconds, "
        f"{len(copies)} copies, {len(found.stories)} stories, "
        f"peak {peak / 2**20:.2f} GiB of which documents and vectors {before / 2**20:.2f}",
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
