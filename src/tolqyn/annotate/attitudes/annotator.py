"""The component of role `attitudes`: who is for or against the targets that a text names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tolqyn.annotate.attitudes.calibration import calibrated, capped, told
from tolqyn.annotate.attitudes.heads import Judged, judge
from tolqyn.annotate.attitudes.holding import voice
from tolqyn.annotate.attitudes.modelfile import Model, shipped
from tolqyn.annotate.attitudes.opinions import Opinion, Seen, opinions, shown
from tolqyn.annotate.attitudes.runs import tokens_of
from tolqyn.annotate.encoder import Encoder
from tolqyn.annotate.encoder.tokens import Tokenizer
from tolqyn.annotate.encoder.weights import Weights
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


class AdapterAttitudes:
    """Low-rank adapters on the installed encoder and small heads; a sentence is read once, whatever it names.

    >>> AdapterAttitudes().annotate([])
    []
    """

    def __init__(self, options: Options | None = None, model: Model | None = None) -> None:
        self._options = options or Options()
        self._model = model or shipped()
        weights = Weights()
        weights.shape = replace(weights.shape, layers=self._model.settings.layers)
        self._encoder = Encoder(weights, Tokenizer(weights.pieces()), self._model.adapters)

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

    def see(self, sentence: str) -> Seen:
        """A sentence as the model sees it."""
        (states,) = self._encoder.states([sentence])
        return Seen(sentence, states.spans, states.hidden)

    def opinions(self, sentence: str) -> list[Opinion]:
        """Every attitude of a sentence, towards targets that the model finds itself."""
        return opinions(self._model.heads, self.see(sentence), self._model.settings)

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
        seen = self.see(sentence.of(marked.text.text))
        placed = [(one, tokens_of(seen.spans, _within(one.span, sentence))) for one in asked]
        placed = [(one, tokens) for one, tokens in placed if tokens]
        best: dict[str, tuple[float, Asked, Judged, tuple[float, float, float]]] = {}
        for (one, _), found in zip(placed, judge(self._model.heads, seen.states, [t for _, t in placed]), strict=True):
            chances = calibrated(found.attitude.tolist(), self._model.settings)
            weight = 1 - chances[1]
            if one.identity not in best or weight > best[one.identity][0]:
                best[one.identity] = (weight, one, found, chances)
        for _, one, found, chances in sorted(best.values(), key=lambda kept: (kept[1].span, kept[1].identity)):
            polarity = told(chances, self._model.settings)
            if polarity or self._options.neutral:
                yield self._attitude(marked, (sentence, seen), (one, found), (polarity, chances[polarity + 1]))

    def _attitude(
        self, marked: Marked, place: tuple[Span, Seen], judged: tuple[Asked, Judged], said: tuple[int, float]
    ) -> Attitude:
        (sentence, seen), (asked, found), (polarity, chance) = place, judged, said
        text = marked.text
        who = voice(marked, place, asked.span, found, polarity)
        words = shown(seen, _within(asked.span, sentence), found, polarity, self._model.settings.expression)
        start, stop = (None, None) if words is None else (words.start + sentence.start, words.stop + sentence.start)
        return Attitude(
            attitude_id=identify("att", text.document_id, asked.span.start, asked.span.stop, asked.identity),
            document_id=text.document_id,
            holder=who.holder,
            holder_start=who.start,
            holder_stop=who.stop,
            holder_entity=who.entity,
            target=asked.identity,
            target_start=asked.span.start,
            target_stop=asked.span.stop,
            polarity=polarity,
            kind=who.kind(polarity),
            expression_start=start,
            expression_stop=stop,
            score=round(capped(chance, text.language, self._model.settings), 4),
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
