"""The same posts with their dates dealt anew within each channel: what is left of a wave there is a false alarm."""

import json
from hashlib import sha256
from pathlib import Path


def shuffle_dates(source: Path, target: Path, seed: int) -> Path:
    """Copy a folder of channels; each keeps its posts and its dates, dealt by the hash of post and seed."""
    target.mkdir(parents=True)
    for path in sorted(source.glob("*.json")):
        posts = json.loads(path.read_text(encoding="utf-8"))
        dates = [post["date"] for post in posts]
        order = sorted(range(len(posts)), key=lambda at: sha256(f"{seed} {path.name} {at}".encode()).digest())
        for post, at in zip(posts, order, strict=True):
            post["date"] = dates[at]
        (target / path.name).write_text(json.dumps(posts, ensure_ascii=False), encoding="utf-8")
    return target
