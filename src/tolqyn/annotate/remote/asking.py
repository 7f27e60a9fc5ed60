"""What the components that ask a chat model share: one question a window, an answer by schema, refusals counted."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from tolqyn.annotate.remote.client import Answer, Body, ask
from tolqyn.annotate.remote.endpoint import Endpoint
from tolqyn.annotate.remote.schema import misfit
from tolqyn.annotate.remote.standing import Standing
from tolqyn.annotate.remote.windows import windows
from tolqyn.annotate.roles import Marked, Role
from tolqyn.model.reading import Attitude, Mark, NarrativeMatch, Quote
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.spans import Span

_SEED = 7


@dataclass(frozen=True, slots=True)
class Read:
    """What a server's answers about one text came to: marks, and what was refused and why."""

    marks: tuple[Mark, ...]
    refused: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text that one request is about."""

    marked: Marked
    span: Span

    @property
    def words(self) -> str:
        """Its own text, in which the answer's words must stand."""
        return self.span.of(self.marked.text.text)


class Asking(ABC):
    """A component of a role behind a chat endpoint; a subclass says what to ask and makes marks of the items.

    The instruction tells the model to answer with the text's own words; the words are found in the text here, so an
    invented or translated quotation is refused. What a text itself says to the model is quoted material, and at worst
    spoils that text's own marks.
    """

    role: ClassVar[Role]
    task: ClassVar[str]
    items: ClassVar[str]
    item: ClassVar[Mapping[str, Any]]
    name = "remote"

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    @property
    def version(self) -> str:
        """Of the questions, with the model that answers them."""
        return f"1-{self._endpoint.label}"

    def annotate(self, texts: Sequence[Marked]) -> list[tuple[Mark, ...]]:
        """Marks of each text; raises `Unavailable` where the server does not answer."""
        return [one.marks for one in self.read(texts)]

    def read(self, texts: Sequence[Marked]) -> list[Read]:
        """Marks of each text with what was refused of the answers about it."""
        asked = [list(self._windows(marked)) for marked in texts]
        kept = [parts[: self._endpoint.max_windows] for parts in asked]
        bodies = [self._body(window) for parts in kept for window in parts]
        answers = iter(ask(self._endpoint, "/chat/completions", bodies))
        found = [self._read([(window, next(answers)) for window in parts]) for parts in kept]
        return [_shortened(one, len(parts) - len(some)) for one, parts, some in zip(found, asked, kept, strict=True)]

    def question(self, window: Window) -> Mapping[str, Any]:
        """What the model is told of a window beside its text."""
        return {"language": window.marked.text.language}

    @abstractmethod
    def mark(self, window: Window, standing: Standing, item: Mapping[str, Any]) -> Mark | Rejected:
        """The mark of one item of an answer, or why there is none."""

    def _windows(self, marked: Marked) -> Iterator[Window]:
        return (Window(marked, span) for span in windows(marked.text, self._endpoint.window))

    def _body(self, window: Window) -> Body:
        content = json.dumps({**self.question(window), "text": window.words}, ensure_ascii=False)
        schema = {"name": self.items, "strict": True, "schema": self._schema()}
        return {
            "model": self._endpoint.model,
            "messages": [{"role": "system", "content": self.task}, {"role": "user", "content": content}],
            "response_format": {"type": "json_schema", "json_schema": schema},
            "temperature": 0,
            "seed": _SEED,
        }

    def _schema(self) -> Mapping[str, Any]:
        return {
            "type": "object",
            "properties": {self.items: {"type": "array", "items": self.item}},
            "required": [self.items],
            "additionalProperties": False,
        }

    def _read(self, answered: Sequence[tuple[Window, Answer]]) -> Read:
        results = [result for window, answer in answered for result in self._results(window, answer)]
        marks = [result for result in results if not isinstance(result, Rejected)]
        single = {_identity(mark): mark for mark in reversed(marks)}
        return Read(
            tuple(sorted(single.values(), key=_place)),
            tuple(result for result in results if isinstance(result, Rejected)),
        )

    def _results(self, window: Window, answer: Answer) -> Iterator[Mark | Rejected]:
        found = said(answer)
        if isinstance(found, Rejected):
            yield found
            return
        problem = misfit(found, self._schema())
        if problem is not None:
            yield Rejected(Reason.BAD_FIELD, problem)
            return
        standing = Standing(window.words)
        for item in found[self.items]:
            yield self.mark(window, standing, item)


def said(answer: Answer) -> dict[str, Any] | Rejected:
    """The JSON object that a chat model wrote."""
    if isinstance(answer, Rejected):
        return answer
    try:
        words = answer["choices"][0]["message"]["content"]
        found = json.loads(words)
    except (LookupError, TypeError):
        return Rejected(Reason.BAD_RESPONSE, "the answer holds no message")
    except (ValueError, RecursionError):
        return Rejected(Reason.NOT_JSON, "the model's message is not JSON")
    return found if isinstance(found, dict) else Rejected(Reason.BAD_FIELD, "the model's message is not an object")


def _shortened(read: Read, left: int) -> Read:
    """A text whose end was not asked about says so."""
    if not left:
        return read
    return Read(read.marks, (*read.refused, Rejected(Reason.TOO_LARGE, f"{left} windows of the text were not asked")))


def _identity(mark: Mark) -> object:
    """What two answers that say one thing share; the first one counts."""
    match mark:
        case Quote():
            return mark.quote_id
        case Attitude():
            return mark.attitude_id
        case NarrativeMatch():
            return mark.narrative, mark.start, mark.stop
    return mark


def _place(mark: Mark) -> tuple[int, int, str]:
    """Attitudes start at their target."""
    if isinstance(mark, Attitude):
        return mark.target_start, mark.target_stop, mark.attitude_id
    return mark.start, mark.stop, repr(mark)
