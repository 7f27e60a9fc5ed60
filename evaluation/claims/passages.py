"""Claims on the passages of `gold.py`, by half and language: `python -m evaluation.claims`.

A passage's claim is found where a claim of its kind is marked in it; every other claim, and every claim in a trap, is
an extra. Of the found ones: whose it is said to be, and how far the words overlap (token F1) for each part.
"""

from collections import Counter
from collections.abc import Iterable

from evaluation.claims.gold import Half, Passage, Place, marked, passages
from tolqyn.annotate.claims import LexicalClaims
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.annotate.words import words
from tolqyn.model.reading import Claim

PARTS = {"h": "holder", "c": "cue", "t": "target", "x": "content", "k": "condition"}


def place(claim: Claim, letter: str) -> Place | None:
    """Span of one part of a claim."""
    start, stop = getattr(claim, f"{PARTS[letter]}_start"), getattr(claim, f"{PARTS[letter]}_stop")
    return None if start is None else (start, stop)


def tokens(text: str, span: Place | None) -> Counter[int]:
    """Starts of the words in a span."""
    return Counter(word.start() for word in words(text) if span and span[0] <= word.start() < span[1])


def measure(half: Half | None, show: bool = False, only: Iterable[Passage] | None = None) -> dict[str, float]:
    """Precision, recall and F1 of claims with their kind, share of right holders, token F1 of the parts."""
    component, targets = LexicalClaims(), TargetAnnotator()
    count: Counter[str] = Counter()
    for passage in only or passages():
        if half is not None and passage.half != half:
            continue
        [marks] = component.annotate([marked(passage, targets)])
        right = next((one for one in marks if one.kind == passage.kind), None)
        count["gold"] += passage.kind != "none"
        count["marked"] += len(marks)
        count["right"] += right is not None
        _compare(passage, right, count)
        if show and (len(marks) != (passage.kind != "none") or (right is None) != (passage.kind == "none")):
            print(passage.kind, [(one.kind, passage.text[one.cue_start : one.cue_stop]) for one in marks], passage.text)
        elif show and right is not None:
            _show(passage, right)
    return _figures(count)


def _compare(passage: Passage, claim: Claim | None, count: Counter[str]) -> None:
    if claim is None:
        return
    count["holder_right"] += claim.holder == passage.holder
    for letter in PARTS:
        wanted = tokens(passage.text, passage.places.get(letter))
        found = tokens(passage.text, place(claim, letter))
        count[f"{letter}_both"] += 2 * (wanted & found).total()
        count[f"{letter}_all"] += wanted.total() + found.total()


def _show(passage: Passage, claim: Claim) -> None:
    """Every part that differs."""
    if claim.holder != passage.holder:
        print("  holder", claim.holder, "for", passage.holder, "|", passage.text)
    for letter, part in PARTS.items():
        wanted, found = passage.places.get(letter), place(claim, letter)
        if tokens(passage.text, wanted) != tokens(passage.text, found):
            said = passage.text[found[0] : found[1]] if found else None
            print("  ", part, repr(said), "for", repr(passage.text[slice(*wanted)] if wanted else None))


def _figures(count: Counter[str]) -> dict[str, float]:
    precision, recall = count["right"] / max(1, count["marked"]), count["right"] / max(1, count["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    parts = {f"{PARTS[letter]}_f1": count[f"{letter}_both"] / max(1, count[f"{letter}_all"]) for letter in PARTS}
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "whose": count["holder_right"] / max(1, count["right"]),
        **parts,
    }
