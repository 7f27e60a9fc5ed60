"""The component of role `attitudes`: who is for or against the targets that a text names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tolqyn.annotate.attitudes.calibration import calibrated, capped, told
from tolqyn.annotate.attitudes.heads import Judged, attitude, judge
from tolqyn.annotate.attitudes.holding import voice
from tolqyn.annotate.attitudes.modelfile import Model, shipped
from tolqyn.annotate.attitudes.opinions import Opinion, Seen, opinions, shown
from tolqyn.annotate.attitudes.runs import tokens_of
from tolqyn.annotate.attitudes.trunk import Trunk
from tolqyn.annotate.roles import Marked, Role
from tolqyn.model.identifiers import identify
from tolqyn.model.mark import EntityType
from tolqyn.model.reading import Attitude, Mark
from tolqyn.model.spans import Span

NAME, VERSION = "adapter", "1"


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked beyond the targets of the workspace: names of these types; and whether `neither` is told."""

    names: frozenset[EntityType] = field(default_factory=frozenset)
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Something named in a sentence whose attitude is asked for."""

    identity: str
    span: Span


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one mention: calibrated probabilities against, neither, for."""

    asked: Asked
    tokens: tuple[int, ...]
    chances: tuple[float, float, float]


class AdapterAttitudes:
    """Low-rank adapters on the installed encoder and small heads; a sentence is read once, whatever it names.

    >>> AdapterAttitudes().annotate([])
    []
    """

    def __init__(self, options: Options | None = None, model: Model | None = None) -> None:
        self._options = options or Options()
        self._model = model or shipped()
        self._trunk = Trunk(self._model)

    @property
    def role(self) -> Role:
        """What it marks."""
        return "attitudes"

    @property
    def name(self) -> str:
        """Its name among the components of its role."""
        return NAME

    @property
    def version(self) -> str:
        """Raised whenever its marks may change; options are part of it."""
        asked = "+".join(sorted(self._options.names))
        return VERSION + (f"-{asked}" if asked else "") + ("-neutral" if self._options.neutral else "")

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Mark, ...]]:
        """Attitudes of each text, ordered by where their targets stand."""
        return [tuple(self._marks(text)) for text in texts]

    def opinions(self, sentence: str) -> list[Opinion]:
        """Every attitude of a sentence, towards targets that the model finds itself."""
        spans, lower = self._trunk.lower(sentence)
        return opinions(self._model.heads, Seen(sentence, spans, self._trunk.open(lower)), self._model.settings)

    def chances(self, sentence: str, target: Span) -> tuple[float, float, float]:
        """Calibrated probabilities that a sentence shows somebody against a target, nobody, somebody for it."""
        spans, lower = self._trunk.lower(sentence)
        tokens = tokens_of(spans, target)
        if not tokens:
            return 0.0, 1.0, 0.0
        said = attitude(self._model.polarity, self._trunk.marked(lower, tokens), tokens)
        return calibrated(said.tolist(), self._model.settings)

    def _marks(self, marked: Marked) -> Iterator[Attitude]:
        text = marked.text
        if text.language is not None and text.language not in self._model.settings.known:
            return
        for sentence in text.sentences:
            asked = _asked(marked, sentence, self._options.names)
            if asked:
                yield from self._judged(marked, sentence, asked)

    def _judged(self, marked: Marked, sentence: Span, asked: Sequence[Asked]) -> Iterator[Attitude]:
        """At most one attitude a sentence towards each thing: the surest of those towards its mentions."""
        words = sentence.of(marked.text.text)
        spans, lower = self._trunk.lower(words)
        best: dict[str, Said] = {}
        for one in asked:
            tokens = tokens_of(spans, _within(one.span, sentence))
            if tokens:
                found = attitude(self._model.polarity, self._trunk.marked(lower, tokens), tokens)
                said = Said(one, tokens, calibrated(found.tolist(), self._model.settings))
                if one.identity not in best or said.chances[1] < best[one.identity].chances[1]:
                    best[one.identity] = said
        told_ones = [one for one in best.values() if self._options.neutral or told(one.chances, self._model.settings)]
        if told_ones:
            seen = Seen(words, spans, self._trunk.open(lower))
            for said in sorted(told_ones, key=lambda kept: (kept.asked.span, kept.asked.identity)):
                (judged,) = judge(self._model.heads, seen.states, [said.tokens])
                yield self._attitude(marked, (sentence, seen), said, judged)

    def _attitude(self, marked: Marked, place: tuple[Span, Seen], said: Said, judged: Judged) -> Attitude:
        (sentence, seen), settings, text = place, self._model.settings, marked.text
        target, polarity = said.asked.span, told(said.chances, settings)
        who = voice(marked, place, target, judged, polarity)
        words = shown(seen, _within(target, sentence), judged, polarity, settings.expression) if polarity else None
        start, stop = (None, None) if words is None else (words.start + sentence.start, words.stop + sentence.start)
        return Attitude(
            attitude_id=identify("att", text.document_id, target.start, target.stop, said.asked.identity),
            document_id=text.document_id,
            holder=who.holder,
            holder_start=who.start,
            holder_stop=who.stop,
            holder_entity=who.entity,
            target=said.asked.identity,
            target_start=target.start,
            target_stop=target.stop,
            polarity=polarity,
            kind=who.kind(polarity),
            expression_start=start,
            expression_stop=stop,
            score=round(capped(said.chances[polarity + 1], text.language, settings), 4),
            annotator=f"{NAME}/{self.version}",
        )


def build_adapter(names: Iterable[EntityType] = (), neutral: bool = False) -> AdapterAttitudes:
    """The component by its options' names: what the settings of a workspace call."""
    return AdapterAttitudes(Options(frozenset(names), neutral))


def _asked(marked: Marked, sentence: Span, types: frozenset[EntityType]) -> list[Asked]:
    """What is named inside a sentence and asked for: targets first, then names that are no target."""
    found = [Asked(one.target, Span(one.start, one.stop)) for one in marked.text.targets if _inside(one, sentence)]
    taken = [one.span for one in found]
    for name in marked.names:
        free = all(name.stop <= span.start or name.start >= span.stop for span in taken)
        if name.type in types and free and _inside(name, sentence):
            found.append(Asked(name.entity, Span(name.start, name.stop)))
    return found


def _inside(one: object, sentence: Span) -> bool:
    start, stop = getattr(one, "start"), getattr(one, "stop")  # noqa: B009
    return bool(sentence.start <= start and stop <= sentence.stop)


def _within(span: Span, sentence: Span) -> Span:
    return Span(span.start - sentence.start, span.stop - sentence.start)
