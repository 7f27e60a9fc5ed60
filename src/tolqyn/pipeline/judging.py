"""What a person decides about a thing, kept apart from the tables."""

from datetime import datetime
from typing import get_args

from tolqyn.model.errors import Invalid
from tolqyn.model.identifiers import identify
from tolqyn.model.run import Judgement, Verdict
from tolqyn.store import Judgements, Place

PAIRED = ("merge",)
NAMING = ("rename",)


def judge(place: Place, judgement: Judgement) -> Judgement:
    """Keep a judgement; raises `Invalid` for no known verdict, a merge of only one thing, a rename without a name."""
    if judgement.verdict not in get_args(Verdict):
        raise Invalid(f"no such verdict: {judgement.verdict}", f"choose one of: {', '.join(get_args(Verdict))}")
    if judgement.verdict in PAIRED and judgement.other_id is None:
        raise Invalid("merge with what?", "name the other one: tolqyn judge ID merge --other ID")
    if judgement.verdict in NAMING and not judgement.note:
        raise Invalid("rename to what?", "give the new name: tolqyn judge ID rename --note NAME")
    Judgements(place.judgements).add(judgement)
    return judgement


def judgement_of(
    item_id: str, verdict: Verdict, by: str, at: datetime, said: tuple[str | None, str | None]
) -> Judgement:
    """A judgement with its name; `said` are the other thing of a pair, and the note."""
    other_id, note = said
    return Judgement(
        identify("jud", item_id, verdict, by, at, other_id, note), item_id, verdict, by, at, other_id, note
    )
