"""Copies beside rensa and datasketch on the same posts: recall of the exact index, share of pairs that hold, CPU.

    python -m evaluation.copies.peers

Peers are evaluation extras; one that is not installed is named and left out. Each gets the same word 5-grams of posts
over 150 characters, 128 permutations and 32 bands. Precision is a proxy: the share of proposed pairs within the window
that share more than three tenths of the shorter one's 5-grams.
"""

import sys
import time
from collections.abc import Iterable, Sequence

from evaluation.copies.exact import LEAST_CHARACTERS, Pair, exact_pairs, pair_of
from evaluation.copies.measure import root
from evaluation.copies.stream import FOLDER, posts
from evaluation.floors import absent
from tolqyn.link import LinkInput, Options, find_copies

PERMUTATIONS, BANDS = 128, 32
_LIKE = 0.3


def by_rensa(grams: Sequence[set[str]]) -> Iterable[tuple[int, int]]:
    """Candidate pairs of rensa's index."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    for at, own in enumerate(grams):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(sorted(own))
        yield from ((other, at) for other in index.query(sketch))
        index.insert(at, sketch)


def by_datasketch(grams: Sequence[set[str]]) -> Iterable[tuple[int, int]]:
    """Candidate pairs of datasketch's index."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    for at, own in enumerate(grams):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([gram.encode() for gram in sorted(own)])
        yield from ((int(other), at) for other in index.query(sketch))
        index.insert(str(at), sketch)


def main() -> int:
    """Print one line each."""
    gone = absent([FOLDER])
    if gone:
        print(gone)
        return 0
    documents = posts()
    window = Options().window_days
    exact = exact_pairs(documents, window)
    long = [document for document in documents if len(document.reading) > LEAST_CHARACTERS]
    grams = [_grams(document) for document in long]
    find_copies(documents[:200])
    begun = time.process_time()
    links = find_copies(documents)
    spent = time.process_time() - begun
    origin = {link.document_id: link.original_id for link in links}
    found = sum(root(one, origin) == root(other, origin) for one, other in exact)
    print(
        f"ours: recall {found / len(exact):.3f} of {len(exact)} pairs, {spent:.1f} CPU seconds, originals and reasons"
    )
    for name, peer in (("rensa", by_rensa), ("datasketch", by_datasketch)):
        begun = time.process_time()
        try:
            pairs = {pair for pair in peer(grams) if _near(long, pair, window)}
        except ImportError:
            print(f"{name}: not installed here (evaluation extra)")
            continue
        spent = time.process_time() - begun
        named: set[Pair] = {pair_of(long[one].document_id, long[other].document_id) for one, other in pairs}
        like = sum(len(grams[a] & grams[b]) > _LIKE * min(len(grams[a]), len(grams[b])) for a, b in pairs)
        recall = len(named & exact.keys()) / len(exact)
        holding = like / max(len(pairs), 1)
        print(f"{name}: recall {recall:.3f}, {holding:.3f} of {len(pairs)} pairs hold, {spent:.1f} CPU seconds")
    return 0


def _grams(document: LinkInput) -> set[str]:
    words = document.reading.lower().split()
    return {" ".join(words[at : at + 5]) for at in range(max(len(words) - 4, 1))}


def _near(documents: Sequence[LinkInput], pair: tuple[int, int], window: float) -> bool:
    first, second = (documents[at].published_at for at in pair)
    return first is None or second is None or abs((first - second).total_seconds()) <= window * 86_400


if __name__ == "__main__":
    sys.exit(main())
