"""Stories of the demonstration corpus beside HDBSCAN and BERTopic on the same vectors.

    python -m evaluation.stories.demo WORKSPACE

WORKSPACE is one in which the demonstration was run. Gold are the planted reprints and the planted chain: documents that
they join are one event. Only these documents are scored; all documents are clustered.
"""

import sys
import tomllib
from pathlib import Path

from sklearn.metrics import v_measure_score

import tolqyn.packs
from evaluation.links.judged_pairs import leads
from evaluation.stories.__main__ import alone, by_bertopic, by_hdbscan
from tolqyn.link import Marks, Meanings, find_copies, find_stories, link_input
from tolqyn.model.document import Document
from tolqyn.store import Store


def planted() -> dict[str, str]:
    """Address of each planted document with the address that its event is called after."""
    path = Path(tolqyn.packs.__file__).parent / "demo" / "truth.toml"
    truth = tomllib.loads(path.read_text("utf-8"))
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    chain = truth["chain"]["addresses"]
    for copy, original in [(one["copy"], one["original"]) for one in truth["reprint"]] + [(a, chain[0]) for a in chain]:
        parent[root(copy)] = root(original)
    return {name: root(name) for name in list(parent)}


def main(arguments: list[str]) -> int:
    """One line for each way of clustering."""
    documents = Store(Path(arguments[0]) / "lake").view().records(Document)
    inputs = [link_input(document) for document in documents]
    languages = [document.language or "" for document in documents]
    vectors = leads(inputs, languages)
    names = [one.document_id for one in inputs]
    marks = Marks(dict(zip(names, languages, strict=True)), meanings=Meanings(names, vectors))
    members = {m.document_id: m.story_id for m in find_stories(inputs, find_copies(inputs), marks).members}
    texts = [one.reading for one in inputs]
    ways = {
        "ours": [members[name] for name in names],
        "HDBSCAN": alone(by_hdbscan(vectors)),
        "BERTopic": None if (found := by_bertopic(texts, vectors)) is None else alone(found),
    }
    gold = planted()
    scored = [at for at, document in enumerate(documents) if _place(document) in gold]
    for name, labels in ways.items():
        if labels is None:
            print(f"{name}: not installed here (evaluation extra)")
            continue
        reached = v_measure_score([gold[_place(documents[at])] for at in scored], [str(labels[at]) for at in scored])
        print(f"{name}: V-measure {reached:.3f} on {len(scored)} planted documents, {len(set(labels))} clusters")
    return 0


def _place(document: Document) -> str:
    """Address with the number of the post."""
    if document.part and document.address.rstrip("/").rsplit("/", 1)[-1] != document.part:
        return f"{document.address.rstrip('/')}/{document.part}"
    return document.address


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
