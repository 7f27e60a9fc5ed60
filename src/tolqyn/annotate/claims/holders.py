"""Whose claim it is: the speaker of the quote that it stands in, the subject of its verb, or the author."""

from typing import Literal

from tolqyn.annotate.claims.phrases import Known, subject
from tolqyn.annotate.claims.readings import Draft, Scene
from tolqyn.annotate.claims.regions import trimmed
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.words import words
from tolqyn.model.reading import Quote
from tolqyn.model.spans import Span

_FEW = 2
"""Words of whom a relative clause belongs to."""

Holder = tuple[Literal["author", "unknown", "entity", "speaker"], Span | None, str | None]
"""Who, where the text names him, and his entity."""


def holder(marked: Marked, scene: Scene, draft: Draft) -> Holder:
    """Quotes first, then grammar, then the attribution of the sentence; nobody else is left but the author."""
    quote = _quote(marked, scene, draft)
    if quote is not None:
        return _speaker(quote, scene)
    if draft.subject is not None:
        return _entity(scene, subject(scene.folded, draft.subject, scene.language))
    further = _further(scene, draft) if draft.form.holder in ("subject", "unknown") else None
    if further is not None:
        return _entity(scene, further)
    if scene.region.said_by is not None:
        return _said_by(scene, scene.region.said_by)
    return ("unknown" if draft.form.holder in ("unknown", "subject") else "author"), None, None


def _further(scene: Scene, draft: Draft) -> Span | None:
    """A subject that does not stand before its verb: whom a relative clause belongs to («оппозиция, которая обвинила»),
    or who opens a sentence with a second verb («США ввели санкции и предостерегли»)."""
    region = scene.region
    before = scene.folded[region.start : draft.cue.start].rstrip()
    relative = scene.lexicon.relative.search(before)
    if relative is not None:
        start, stop = region.start + relative.start("h"), region.start + relative.end("h")
        return _last_words(scene.folded, Span(start, stop), _FEW)
    if scene.lexicon.joined.search(before):
        return next((Span(one.start, one.stop) for one in scene.everybody if one.start == region.start), None)
    return None


def _last_words(folded: str, span: Span, most: int) -> Span:
    """The end of a phrase, of so many words."""
    starts = [span.start + word.start() for word in words(span.of(folded))]
    return Span(starts[-most:][0], span.stop) if starts else span


def _quote(marked: Marked, scene: Scene, draft: Draft) -> Quote | None:
    """The quote that a claim stands in, else the one that its cue introduces."""
    if draft.form.holder == "quoted":
        return scene.region.beside
    if scene.region.quote is not None:
        return scene.region.quote
    within = (one for one in marked.quotes if one.start <= draft.cue.start and draft.cue.stop <= one.stop)
    introduced = (one for one in marked.quotes if one.speaker_start is not None and _introduces(one, draft.cue))
    return next(within, None) or next(introduced, None)


def _introduces(quote: Quote, cue: Span) -> bool:
    start, stop = quote.cue_start, quote.cue_stop
    return start is not None and stop is not None and start < cue.stop and cue.start < stop


def _speaker(quote: Quote, scene: Scene) -> Holder:
    start, stop = quote.speaker_start, quote.speaker_stop
    if start is None or stop is None:
        return "speaker", None, quote.speaker_entity
    where = Span(start, stop)
    return "speaker", where, quote.speaker_entity or _who(scene.everybody, where)


def _said_by(scene: Scene, where: Span) -> Holder:
    """The one named as saying it; a report or a source names nobody."""
    if scene.lexicon.nobody.search(where.of(scene.folded)):
        return "unknown", None, None
    return _entity(scene, where)


def _entity(scene: Scene, where: Span | None) -> Holder:
    if where is None:
        return "unknown", None, None
    start, stop = trimmed(scene.folded, where.start, where.stop)
    if start == stop:
        return "unknown", None, None
    place = Span(start, stop)
    return "entity", place, _who(scene.everybody, place)


def _who(everybody: tuple[Known, ...], where: Span) -> str | None:
    """The entity of a holder: the last one named in his words, for «премьер Грузии Каха Беридзе» is Беридзе."""
    named = [one.entity for one in everybody if one.start < where.stop and where.start < one.stop]
    return named[-1] if named else None
