"""Whom a cue in the middle of a sentence belongs to, and whom the words pass through."""

from tolqyn.annotate.quotes.documents import issuer
from tolqyn.annotate.quotes.drafts import Source
from tolqyn.annotate.quotes.lexicon import Cue
from tolqyn.annotate.quotes.outlets import through
from tolqyn.annotate.quotes.passage import Passage
from tolqyn.annotate.quotes.phrases import Phrase
from tolqyn.annotate.quotes.subjects import subject_after, subject_before


def source_of(passage: Passage, start: int, cue_place: int, stop: int, cue: Cue) -> Source:
    """The speaker of a cue in the middle of a sentence: before it, else behind it."""
    if passage.low(cue_place) in passage.words.rest["forms"]["document"]:
        document = issuer(passage, cue_place + 1, stop)
        if document is not None:
            return document
    before = subject_before(passage, start, cue_place, cue)
    after = subject_after(passage, cue_place + 1, stop, cue)
    if (
        before is not None
        and before.phrase is not None
        and after is not None
        and after.phrase is not None
        and _hands_on(before.phrase, after.phrase)
    ):
        return Source(after.phrase, before.phrase, after.stop)
    if before is not None and before.phrase is not None:
        via = after.via if after is not None and after.via is not None else _told_to(passage, after)
        if (
            after is not None
            and after.stop
            and after.via is not None
            and after.phrase is not None
            and after.via.kind == "org"
            and after.via is not before.phrase
        ):
            via = after.via
        reference = _reference(passage, cue_place + 1, stop) or _reference(passage, before.phrase.whole[1], cue_place)
        if reference is not None:
            return Source(reference.phrase, before.phrase, reference.stop)
        return Source(before.phrase, via, before.stop)
    return after or before or Source()


def _hands_on(outlet: Phrase, speaker: Phrase) -> bool:
    """Whether an outlet before the cue was told by who stands behind it (“об этом РИА Новости сообщили в …”)."""
    is_outlet = outlet.kind == "org" and outlet.head is not None and outlet.head.role == "journalist"
    return is_outlet and not (
        speaker.kind == "org" and speaker.head is not None and speaker.head.role in ("journalist", None)
    )


def _told_to(passage: Passage, after: Source | None) -> Phrase | None:
    """An outlet behind a cue that has its subject before it: whom it was said to."""
    if after is None or after.phrase is None:
        return None
    phrase = after.phrase
    first = passage.tokens[phrase.whole[0]]
    is_foreign = first.is_acronym or first.low.isascii()
    head = phrase.head
    if phrase.kind != "org" or head is None or phrase.name is None:
        return None
    return phrase if head.role == "journalist" or (not head.is_listed and is_foreign) else None


def _reference(passage: Passage, first: int, last: int) -> Source | None:
    found = (through(passage, here, last) for here in range(first, last))
    return next((source for source in found if source is not None), None)
