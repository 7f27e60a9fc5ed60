"""Recall against the exact index and precision by hand, as figures that are better when higher."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.copies.exact import Pair
from evaluation.copies.judged import sample, verdicts
from tolqyn.link import LinkInput
from tolqyn.model.link import Link


@dataclass(frozen=True, slots=True)
class Quality:
    """`recall` counts pairs of the exact index that are copies by hand, `recall_as_published` all of them.

    `unjudged` pairs and links nobody has read yet: a missed pair counts as a copy, a link as wrong, until someone does.
    """

    recall: float
    recall_as_published: float
    precision: float
    missed: int
    unjudged: tuple[Pair, ...]


def quality(links: Sequence[Link], documents: Sequence[LinkInput], exact: dict[Pair, float]) -> Quality:
    """Compare links with the exact index and with what people decided."""
    origin = {link.document_id: link.original_id for link in links}
    missed = [pair for pair in exact if root(pair[0], origin) != root(pair[1], origin)]
    by_hand = verdicts("missed")
    copies = [pair for pair in missed if by_hand.get(pair, "copy") != "not"]
    found = len(exact) - len(missed)
    read, chosen = verdicts("links"), sample(links, documents)
    return Quality(
        recall=found / (found + len(copies)),
        recall_as_published=found / len(exact),
        precision=sum(read.get(pair) == "copy" for pair in chosen) / len(chosen),
        missed=len(missed),
        unjudged=tuple(
            [pair for pair in missed if pair not in by_hand] + [pair for pair in chosen if pair not in read]
        ),
    )


def root(name: str, origin: dict[str, str]) -> str:
    """The document to which a copy goes back over any number of links."""
    while name in origin:
        name = origin[name]
    return name
