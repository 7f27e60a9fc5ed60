"""Stories beside HDBSCAN and BERTopic on the same vectors, by V-measure against what people judged.

python -m evaluation.stories                  figures against floors, exit 1 where one fell
python -m evaluation.stories --raise-floors   lift the floors to what is measured now

Gold stories are the articles of the judged pairs, joined where a pair was judged to be one event. A document that a
peer leaves out as an outlier counts as a story of its own, which is kinder than one heap of outliers.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import HDBSCAN
from sklearn.metrics import v_measure_score

from evaluation.floors import absent, change_asked, check, verdict
from evaluation.links.judged_pairs import FOLDER, JudgedPair, judged_pairs, leads
from tolqyn.link import LinkInput, Marks, Meanings, find_copies, find_stories

FLOORS = Path(__file__).with_name("floors.toml")


def main(arguments: list[str]) -> int:
    """Measure, print, compare with the floors."""
    change = change_asked(arguments)
    figures = {} if absent([FOLDER]) else beside_peers()
    return verdict([check("stories-tgcontest", figures, [FOLDER], FLOORS, change)])


def beside_peers() -> dict[str, float]:
    """V-measure of ours, and how far it is ahead of the better peer."""
    pairs = judged_pairs()
    articles = {side[2]: (side, pair.language) for pair in pairs for side in (pair.one, pair.other)}
    names = sorted(articles)
    documents = [LinkInput(name, name, "\n\n".join(articles[name][0][:2])) for name in names]
    languages = [articles[name][1] for name in names]
    vectors = leads(documents, languages)
    gold = _gold(names, pairs)
    marks = Marks(dict(zip(names, languages, strict=True)), meanings=Meanings(names, vectors))
    story = {m.document_id: m.story_id for m in find_stories(documents, find_copies(documents), marks).members}
    ours = float(v_measure_score(gold, [story[name] for name in names]))
    peers = {"HDBSCAN": by_hdbscan(vectors), "BERTopic": by_bertopic([one.reading for one in documents], vectors)}
    best = 0.0
    for name, labels in peers.items():
        if labels is None:
            print(f"{name}: not installed here (evaluation extra)")
            continue
        reached = float(v_measure_score(gold, alone(labels)))
        best = max(best, reached)
        print(f"{name}: V-measure {reached:.3f}, outliers {np.mean(labels < 0):.2f}")
    apart = float(v_measure_score(gold, names))
    print(f"ours: V-measure {ours:.3f}; every document alone: {apart:.3f}; {len(set(story.values()))} stories")
    return {"v-measure": ours, "ahead-of-the-best-peer": ours - best, "ahead-of-all-alone": ours - apart}


def _gold(names: list[str], pairs: list[JudgedPair]) -> list[str]:
    """Name of each article's story: the first of those that judged pairs join."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for pair in pairs:
        if pair.same:
            parent[root(pair.one[2])] = root(pair.other[2])
    return [root(name) for name in names]


def by_hdbscan(vectors: np.ndarray) -> np.ndarray:
    """Labels with the smallest clusters allowed; on unit vectors Euclidean distance orders pairs as the cosine does."""
    return HDBSCAN(min_cluster_size=2, min_samples=1, copy=True).fit_predict(vectors)


def by_bertopic(texts: list[str], vectors: np.ndarray) -> np.ndarray | None:
    """Topics of BERTopic from our vectors, with the smallest topics allowed and a fixed seed; `None` without it."""
    try:
        from bertopic import BERTopic  # noqa: PLC0415
        from umap import UMAP  # noqa: PLC0415
    except ImportError:
        return None
    model = BERTopic(
        umap_model=UMAP(n_neighbors=5, n_components=5, min_dist=0.0, metric="cosine", random_state=1),
        hdbscan_model=HDBSCAN(min_cluster_size=2, min_samples=1, copy=True),
        calculate_probabilities=False,
    )
    return np.array(model.fit_transform(texts, vectors)[0])


def alone(labels: np.ndarray) -> list[int]:
    """Labels with a number of its own for each outlier."""
    return [int(label) if label >= 0 else -2 - at for at, label in enumerate(labels)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
