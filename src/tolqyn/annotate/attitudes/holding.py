"""Whose attitude it is: the document's own, that of an entity it reports of, or that of somebody it quotes."""

from dataclasses import dataclass
from typing import Literal

from tolqyn.annotate.attitudes.heads import Judged
from tolqyn.annotate.attitudes.modelfile import Floats
from tolqyn.annotate.attitudes.opinions import Seen
from tolqyn.annotate.attitudes.runs import chance_of, runs
from tolqyn.annotate.roles import Marked
from tolqyn.model.reading import AttitudeKind, Quote
from tolqyn.model.spans import Span

_LEAST = 0.5
"""Least chance of a word that no name covers to be a holder."""

_AUTHOR = 2.0
"""How much an author's chance counts beside the others': he holds few attitudes in the corpus, so the head is shy of
him. Twice gave the best recall of the three answers on held-out tuples (author .47, unknown .47, entity .84)."""

Holder = Literal["author", "unknown", "entity", "speaker"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds an attitude, with the span and the entity where the text has them."""

    holder: Holder
    start: int | None = None
    stop: int | None = None
    entity: str | None = None

    def kind(self, polarity: int) -> AttitudeKind:
        """The three cases that are kept apart, by polarity.

        >>> Voice("speaker").kind(-1), Voice("author").kind(1), Voice("unknown").kind(-1)
        ('quotes-hostility', 'supportive', 'reports-hostility')
        """
        if polarity == 0:
            return "neutral"
        if self.holder == "speaker":
            return "quotes-hostility" if polarity < 0 else "quotes-support"
        if self.holder == "author":
            return "hostile" if polarity < 0 else "supportive"
        return "reports-hostility" if polarity < 0 else "reports-support"


def voice(marked: Marked, place: tuple[Span, Seen], target: Span, judged: Judged, polarity: int) -> Voice:
    """Who holds an attitude towards `target`: the speaker where it stands in quoted words, else whom the heads name."""
    quote = _quote(marked.quotes, target)
    if quote is not None:
        return Voice("speaker", quote.speaker_start, quote.speaker_stop, quote.speaker_entity)
    if polarity == 0:
        return Voice("unknown")
    entity, chance = _entity(marked, place, target, judged.holder[:, polarity + 1])
    at = polarity + 1
    author, unknown = _AUTHOR * float(judged.pooled[at // 2]), float(judged.pooled[2 + at // 2])
    if entity is not None and chance >= max(author, unknown):
        return entity
    return Voice("author") if author > unknown else Voice("unknown")


def _quote(quotes: tuple[Quote, ...], target: Span) -> Quote | None:
    """The innermost quote whose content holds the target."""
    around = [one for one in quotes if one.start <= target.start and target.stop <= one.stop]
    return min(around, key=lambda one: (one.stop - one.start, one.start), default=None)


def _entity(marked: Marked, place: tuple[Span, Seen], target: Span, chances: Floats) -> tuple[Voice | None, float]:
    """The likeliest holder that the sentence names, and its chance."""
    sentence, seen = place
    found: list[tuple[float, int, Voice]] = []
    for start, stop, entity in _named(marked, sentence):
        if stop <= target.start or start >= target.stop:
            chance = chance_of(seen.spans, chances, Span(start - sentence.start, stop - sentence.start))
            found.append((chance, -start, Voice("entity", start, stop, entity)))
    taken = [(one.start or 0, one.stop or 0) for _, _, one in found] + [(target.start, target.stop)]
    for run in runs(seen.sentence, seen.spans, chances, _LEAST):
        start, stop = run.span.start + sentence.start, run.span.stop + sentence.start
        if all(stop <= first or start >= last for first, last in taken):
            found.append((run.chance, -start, Voice("entity", start, stop, None)))
    if not found:
        return None, 0.0
    chance, _, best = max(found, key=lambda one: (one[0], one[1]))
    return best, chance


def _named(marked: Marked, sentence: Span) -> list[tuple[int, int, str | None]]:
    """Names and targets inside the sentence."""
    names = [(one.start, one.stop, one.entity) for one in marked.names]
    targets = [(one.start, one.stop, one.target) for one in marked.text.targets]
    known = {(start, stop) for start, stop, _ in names}
    inside = names + [one for one in targets if one[:2] not in known]
    return [one for one in inside if sentence.start <= one[0] and one[1] <= sentence.stop]


__all__ = ["Holder", "Voice", "voice"]
