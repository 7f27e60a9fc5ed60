"""Catalogued messages found in passages, across languages, with a score and an honest band of doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder import Centring, Passage, Recent, passages, recent
from tolqyn.annotate.narratives.cues import held
from tolqyn.annotate.narratives.denial import denies
from tolqyn.annotate.narratives.messages import Message, prepare
from tolqyn.annotate.narratives.scoring import Likeness, score, verdict
from tolqyn.annotate.narratives.words import Cover, Words, cover, words_of
from tolqyn.annotate.roles import Marked
from tolqyn.model.identifiers import digest_of_all
from tolqyn.model.reading import NarrativeMatch
from tolqyn.model.settings import Narrative

_CUED_APART, _UNCUED_APART = 0.12, 0.20
"""Below these a passage's words are not looked at: no judged passage below the first carried its message, and without
cues the words would be asked of nearly every passage, which doubles what reading costs."""

_VERSION = "1"


class NarrativeMatcher:
    """Marks passages that carry a message of the catalogue; an empty catalogue marks nothing."""

    role: Literal["narratives"] = "narratives"
    name = "e5"

    def __init__(self, narratives: Sequence[Narrative] = (), centring: Centring | None = None) -> None:
        self._narratives = tuple(narratives)
        self._centring = centring or Centring.shipped()
        self._messages: tuple[Message, ...] | None = None

    @property
    def version(self) -> str:
        """Changes with the catalogue and with the centring too."""
        told = (
            "\n".join((one.narrative_id, *one.sentences, *one.unlike, *one.cues, *one.targets))
            for one in self._narratives
        )
        digest = digest_of_all([*told, self._centring.version]).removeprefix("sha256:")
        return f"{_VERSION}-{digest[:8]}"

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[NarrativeMatch, ...]]:
        """Matches of each text, by where they start and by narrative."""
        return [tuple(self._matches(marked)) if self._narratives else () for marked in texts]

    def likenesses(self, marked: Marked) -> list[tuple[Passage, Message, Likeness]]:
        """Every passage and message that are alike enough to be looked at: what verdicts are made of."""
        places = [one for one in passages(marked) if one.part != "quote"]
        text, found = marked.text, list[tuple[Passage, Message, Likeness]]()
        raw = recent().encode([text.text[one.start : one.stop] for one in places])
        rows = self._centring.centred(raw, [text.language] * len(places))
        for place, row in zip(places, rows, strict=True):
            found += self._of_passage(marked, place, row)
        return found

    def _of_passage(
        self, marked: Marked, place: Passage, row: NDArray[np.float32]
    ) -> list[tuple[Passage, Message, Likeness]]:
        """Messages that a passage is like, with the likeness."""
        messages = self._ready(recent())
        usual = float(np.mean(np.concatenate([one.likes @ row for one in messages])))
        looked = _Looked(marked.text.text[place.start : place.stop], marked.text.language, self._centring)
        found = []
        for message in messages:
            named, cued = _named(marked, place, message), looked.cued(message)
            apart = float((message.likes @ row).max()) - usual
            if named is None or apart < (_CUED_APART if cued else _UNCUED_APART):
                continue
            margin = apart + usual - float((message.unlikes @ row).max(initial=-1.0))
            best = looked.cover(message)
            like = Likeness(apart, margin, best.whole, best.least, cued, named, looked.denied)
            found.append((place, message, like))
        return found

    def _matches(self, marked: Marked) -> list[NarrativeMatch]:
        found = dict[tuple[str, int, int], NarrativeMatch]()
        sure = set[str]()
        for place, message, like in sorted(self.likenesses(marked), key=lambda one: one[0].part == "lead"):
            said = verdict(like)
            if said is None or (place.part == "lead" and message.narrative in sure):
                continue
            sure.add(message.narrative)
            said = "unsure" if place.part == "lead" else said
            match = NarrativeMatch(
                document_id=marked.text.document_id,
                narrative=message.narrative,
                start=place.start,
                stop=place.stop,
                score=round(score(like), 4),
                verdict=said,
                annotator=f"{self.name}/{self.version}",
            )
            found.setdefault((message.narrative, place.start, place.stop), match)
        return sorted(found.values(), key=lambda one: (one.start, one.stop, one.narrative))

    def _ready(self, made: Recent) -> tuple[Message, ...]:
        """The catalogue, prepared when it is first needed."""
        if self._messages is None:
            self._messages = tuple(prepare(one, made, self._centring) for one in self._narratives)
        return self._messages


@dataclass(slots=True)
class _Looked:
    """A passage while messages are held against it; its words are looked at once, when they are first asked for."""

    text: str
    language: str | None
    centring: Centring
    words: Words | None = None

    @property
    def denied(self) -> bool:
        return denies(self.text, self.language)

    def cued(self, message: Message) -> bool:
        return bool(message.cues) and held(self.text, message.cues) == len(message.cues)

    def cover(self, message: Message) -> Cover:
        """The best cover of a wording in the passage's language, of any wording where there is none."""
        if self.words is None:
            self.words = words_of(self.text, self.language, recent().encoder, self.centring)
        words = self.words
        same = [one for one in message.wordings if one.language == self.language]
        return max((cover(one.words, words) for one in same or message.wordings), key=lambda one: one.whole + one.least)


def _named(marked: Marked, place: Passage, message: Message) -> Literal["here", "near"] | None:
    """Whether whom the message is about is named in the passage, in the sentence before it or in the headline."""
    if not message.about_somebody:
        return "here"
    wanted = [one for one in marked.text.targets if one.target in message.targets or not message.targets]
    wanted = [one for one in wanted if one.target not in message.others]
    if any(one.start < place.stop and one.stop > place.start for one in wanted):
        return "here"
    before = [span.start for span in marked.text.sentences if span.stop <= place.start]
    since = before[-1] if before else place.start
    near = any(since <= one.start < place.start or one.stop <= marked.text.headline_stop for one in wanted)
    return "near" if near else None
