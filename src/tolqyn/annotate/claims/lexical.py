"""The annotator of claims: tries the constructions of a language on each sentence that holds one of their cues."""

from collections.abc import Iterator, Sequence

from tolqyn.annotate.claims.holders import holder
from tolqyn.annotate.claims.lexicon import LANGUAGES, lexicon
from tolqyn.annotate.claims.phrases import Known, known
from tolqyn.annotate.claims.readings import Draft, Scene, drafts
from tolqyn.annotate.claims.regions import regions
from tolqyn.annotate.roles import Marked, Role
from tolqyn.annotate.words import fold
from tolqyn.model.identifiers import identify
from tolqyn.model.reading import Claim
from tolqyn.model.spans import Span

_NOBODY_KNOWN = 0.7
"""What a claim is worth in which neither holder nor target is known by name."""


class LexicalClaims:
    """Marks who is blamed for what, who warns of what, and what is foretold, in Russian, English, Kazakh, Ukrainian.

    A claim within a quote belongs to the quote's speaker. It does not understand: it finds constructions.

    >>> from tolqyn.annotate.reader import bare_text
    >>> from tolqyn.annotate.targets import TargetAnnotator
    >>> text = bare_text("Баку обвинил Ереван в срыве переговоров.", "ru", TargetAnnotator())
    >>> [(claim.kind, claim.target) for claim in LexicalClaims().annotate([Marked(text)])[0]]
    [('blame', 'AM')]
    """

    role: Role = "claims"
    name = "claims"
    version = "1"

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Claim, ...]]:
        """Claims of each text, in the order of their sentences."""
        return [self._claims(marked) for marked in texts]

    def _claims(self, marked: Marked) -> tuple[Claim, ...]:
        language = marked.text.language
        if language not in LANGUAGES:
            return ()
        folded, patterns, everybody = fold(marked.text.text), lexicon(language), known(marked)
        found: list[tuple[Scene, Draft]] = []
        for sentence in marked.text.sentences:
            if patterns.any_cue.search(folded, sentence.start, sentence.stop) is None:
                continue
            near = [one for one in marked.quotes if one.start < sentence.stop + 8 and sentence.start - 8 < one.stop]
            for region in regions(folded, sentence, near, patterns):
                scene = Scene(folded, region, language, patterns, everybody)
                found += ((scene, draft) for draft in drafts(scene))
        claims = [self._claim(marked, scene, draft) for scene, draft in _apart(found)]
        return tuple(sorted(claims, key=lambda claim: (claim.start, claim.cue_start)))

    def _claim(self, marked: Marked, scene: Scene, draft: Draft) -> Claim:
        """The record of a draft; it covers its sentence and the quote that it takes its content from."""
        sentence, name = scene.region.sentence, marked.text.document_id
        start, stop = min(sentence.start, draft.content.start), max(sentence.stop, draft.content.stop)
        who, where, entity = holder(marked, scene, draft)
        target = draft.target
        return Claim(
            claim_id=identify("clm", name, start, stop, draft.form.kind, draft.cue.start, draft.cue.stop),
            document_id=name,
            kind=draft.form.kind,
            start=start,
            stop=stop,
            cue_start=draft.cue.start,
            cue_stop=draft.cue.stop,
            holder=who,
            holder_start=where.start if where else None,
            holder_stop=where.stop if where else None,
            holder_entity=entity,
            target=_entity(scene.everybody, target),
            target_start=target.start if target else None,
            target_stop=target.stop if target else None,
            content_start=draft.content.start,
            content_stop=draft.content.stop,
            condition_start=draft.condition.start if draft.condition else None,
            condition_stop=draft.condition.stop if draft.condition else None,
            score=draft.form.score * (1.0 if entity or _entity(scene.everybody, target) else _NOBODY_KNOWN),
            annotator=f"{self.name}/{self.version}",
        )


def _apart(found: Sequence[tuple[Scene, Draft]]) -> Iterator[tuple[Scene, Draft]]:
    """Drafts in the order of their forms, without those that stand in the words of one before.

    What a cue outside says of a whole quote comes first, and hides only claims of its own kind in the quote.
    """
    kept: list[Draft] = []
    for scene, draft in sorted(found, key=lambda pair: pair[1].form.holder != "quoted"):
        if not any(_hidden(draft, one) for one in kept):
            kept.append(draft)
            yield scene, draft


def _hidden(draft: Draft, by: Draft) -> bool:
    if _meet(draft.cue, by.cue):
        return True
    of_a_kind = draft.form.kind == by.form.kind or by.form.holder != "quoted"
    return of_a_kind and _meet(draft.content, by.content)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.stop and other.start < one.stop


def _entity(everybody: Sequence[Known], span: Span | None) -> str | None:
    """The entity named in a target's words."""
    if span is None:
        return None
    return next((one.entity for one in everybody if one.start < span.stop and span.start < one.stop), None)
