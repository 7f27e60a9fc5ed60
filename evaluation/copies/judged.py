"""What people decided about pairs of posts: only identifiers and verdicts are kept, texts stay where they are.

Verdicts: `copy`; `part` (a piece of a digest that goes back to another original: copied, but not the link that was
chosen); `not` (a series with other figures, a shared footer, an update of the news, a sentence by another author).
"""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluation.copies.exact import LEAST_CHARACTERS, Pair, pair_of
from tolqyn.link import LinkInput
from tolqyn.model.link import Link

HERE = Path(__file__).parent
SAMPLE = 100


def verdicts(name: str) -> dict[Pair, str]:
    """Verdict of each pair in `judged_NAME.tsv`."""
    with (HERE / f"judged_{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return {pair_of(one, other): verdict for one, other, verdict in rows}


def sample(links: Iterable[Link], documents: Sequence[LinkInput]) -> list[Pair]:
    """A hundred links between posts over 150 characters: those whose names have the lowest digests."""
    long = {document.document_id for document in documents if len(document.reading) > LEAST_CHARACTERS}
    names = [(link.document_id, link.original_id) for link in links]
    chosen = sorted((pair for pair in names if long.issuperset(pair)), key=_digest)[:SAMPLE]
    return [pair_of(*pair) for pair in chosen]


def _digest(pair: Pair) -> str:
    return hashlib.sha256(" ".join(pair).encode()).hexdigest()
