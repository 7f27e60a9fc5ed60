"""Reads a region with every construction whose cue stands in it: cue, target, content and condition of each claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tolqyn.annotate.claims.lexicon import Form, Lexicon
from tolqyn.annotate.claims.phrases import Known, acts, conditioned, inside, narrowed, opening
from tolqyn.annotate.claims.regions import Region, trimmed
from tolqyn.annotate.russian import cases
from tolqyn.model.spans import Span

_AHEAD = re.compile(r"\b20\d\d\b")
"""A year in a sentence about what will be: a foretold development, not tomorrow's programme."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A region of a folded text, with the patterns of its language and everybody who is named in the text."""

    folded: str
    region: Region
    language: str
    lexicon: Lexicon
    everybody: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim whose holder is still to be found; `subject` is what stands before the verb."""

    form: Form
    cue: Span
    subject: Span | None
    target: Span | None
    content: Span
    condition: Span | None


def drafts(scene: Scene) -> Iterator[Draft]:
    """Claims of a region, by the order of their constructions; a question claims nothing."""
    region = scene.region
    if scene.folded.endswith("?", region.sentence.start, region.sentence.stop):
        return
    for form in scene.lexicon.forms:
        if form.cue.search(scene.folded, region.start, region.stop) is None:
            continue
        text = scene.folded[region.start : region.stop]
        if form.never is not None and scene.lexicon.holds(form.never, text):
            continue
        for match in form.whole.finditer(text):
            draft = _quoted(scene, form, match) if form.holder == "quoted" else _draft(scene, form, match)
            if draft is not None and not _denied(scene, draft) and _needed(scene, draft):
                yield draft


def _draft(scene: Scene, form: Form, match: re.Match[str]) -> Draft | None:
    content, condition = _place(scene, match, "x"), _place(scene, match, "k")
    if content is None:
        return None
    more = _place(scene, match, "x2")
    content = Span(content.start, more.stop) if more else content
    target = _place(scene, match, "t") or _place(scene, match, "t2")
    cue = Span(scene.region.start + match.start("c"), scene.region.start + match.end("c"))
    subject = _place(scene, match, "h")
    if subject is None and form.holder == "unknown" and target and acts(scene.folded, target, scene.language):
        subject, target = target, None
    if condition is None:
        content, condition = conditioned(scene.folded, content, scene.lexicon)
    elif form.needs == "threat":
        condition = Span(cue.start, condition.stop)
    if target is None or match.groupdict().get("t") == "":
        target, content = _target_within(scene, form, content)
    elif target.stop < content.start:
        target, content = _widened(scene, target, content)
    target = narrowed(scene.folded, target, scene.everybody) if target else None
    return Draft(form, cue, subject, target, content, condition)


def _quoted(scene: Scene, form: Form, match: re.Match[str]) -> Draft | None:
    """The quote beside which the cue stands is what is warned of."""
    quote = scene.region.beside
    if quote is None:
        return None
    content, condition = conditioned(scene.folded, Span(*trimmed(scene.folded, quote.start, quote.stop)), scene.lexicon)
    target = next((Span(one.start, one.stop) for one in inside(scene.everybody, content)), None)
    cue = Span(scene.region.start + match.start("c"), scene.region.start + match.end("c"))
    return Draft(form, cue, None, target, content, condition)


def _place(scene: Scene, match: re.Match[str], group: str) -> Span | None:
    """Where a group stands in the text, without punctuation at its ends."""
    if not match.groupdict().get(group):
        return None
    offset = scene.region.start
    start, stop = trimmed(scene.folded, offset + match.start(group), offset + match.end(group))
    if group != "k":
        led = scene.lexicon.leading.match(scene.folded, start, stop)
        start = led.end() if led else start
    return Span(start, stop) if start < stop else None


def _target_within(scene: Scene, form: Form, content: Span) -> tuple[Span | None, Span]:
    """Whoever opens the content of a threat is threatened, whoever ends the content of a blame is blamed; a prediction
    and a condition concern whoever is named in them first."""
    if form.holder != "subject":
        return _first(scene, content), content
    if form.kind == "warning":
        return opening(scene.folded, content, scene.everybody) or (None, content)
    if form.kind == "blame":
        last = next((one for one in inside(scene.everybody, content) if one.stop == content.stop), None)
        return (Span(last.start, last.stop) if last else None), content
    return _first(scene, content), content


def _first(scene: Scene, content: Span) -> Span | None:
    return next((Span(one.start, one.stop) for one in inside(scene.everybody, content)), None)


def _widened(scene: Scene, target: Span, content: Span) -> tuple[Span, Span]:
    """A target of one word becomes the whole name that begins there, at the cost of the content after it."""
    name = next((one for one in scene.everybody if one.start == target.start and one.stop > target.stop), None)
    if name is None or not content.start < name.stop < content.stop:
        return target, content
    return Span(name.start, name.stop), Span(*trimmed(scene.folded, name.stop, content.stop))


def _denied(scene: Scene, draft: Draft) -> bool:
    """Whether the words before the cue take it back."""
    before = scene.folded[scene.region.start : draft.cue.start].rstrip()
    return scene.lexicon.denied.search(before) is not None


def _needed(scene: Scene, draft: Draft) -> bool:
    """Whether the claim has what one of its form must have; most needs are lists that its content must touch."""
    need, content = draft.form.needs, draft.content.of(scene.folded)
    match need:
        case None:
            return True
        case "named":
            return draft.target is not None and _anybody(scene, draft.target)
        case "feared":
            return draft.target is not None and scene.lexicon.holds("harm", content)
        case "foreseen":
            return draft.target is not None and _AHEAD.search(content) is not None
        case "means":
            return _is_means(scene, content)
        case "meant":
            return _is_means(scene, content) and draft.subject is not None and _anybody(scene, draft.subject)
        case "awaited":
            return scene.lexicon.holds("doom", content) and not _awaits(scene, draft.target)
        case "threat":
            return scene.lexicon.holds("threat", content) and _threatens(scene, draft)
    return scene.lexicon.holds(need, content)


def _threatens(scene: Scene, draft: Draft) -> bool:
    """A condition threatens where somebody says it or is named in it; what speaks to the reader (if you forgot) does
    not, and neither does what has no consequences."""
    region, condition = scene.region, draft.condition
    if condition is not None and scene.lexicon.holds("idle", condition.of(scene.folded)):
        return False
    if scene.lexicon.holds("harmless", draft.content.of(scene.folded)):
        return False
    said = region.quote is not None or region.said_by is not None
    return said or _anybody(scene, Span(region.start, region.stop))


def _is_means(scene: Scene, content: str) -> bool:
    """Whether a threat opens with what is threatened: in Russian an infinitive or an instrumental."""
    if scene.language != "ru":
        return True
    word = content.split(" ", 1)[0]
    possible = cases(word)
    return "ablt" in possible or (not possible and word.endswith(("ть", "ти", "чь", "ться", "тись")))


def _awaits(scene: Scene, target: Span | None) -> bool:
    """Whether the words before «ожидает» may be its subject: who waits is not awaited."""
    if scene.language != "ru" or target is None or _anybody(scene, target):
        return False
    return "nomn" in cases(target.of(scene.folded).split(" ", 1)[0])


def _anybody(scene: Scene, span: Span) -> bool:
    return any(True for _ in inside(scene.everybody, span))
