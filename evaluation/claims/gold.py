"""160 passages in four languages, written before the annotator: claims of every kind, and traps that hold none.

A row of `gold.tsv` is language, kind (`none` for a trap), whose claim it is, and the text with its spans in brackets:
`h` holder, `c` cue, `t` target, `x` content, `k` condition, `q` the words of a quote. A letter that stands twice marks
one span from the first to the last. Halves are drawn by hash of the text: `tune` may be looked at, `held` may not.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator
from tolqyn.model.identifiers import identify
from tolqyn.model.reading import Quote

FILE = Path(__file__).with_name("gold.tsv")
Half = Literal["tune", "held"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One row: `places` by letter."""

    language: str
    kind: str
    holder: str
    text: str
    places: dict[str, Place]

    @property
    def half(self) -> Half:
        """Which half the text's hash puts it in."""
        return "held" if hashlib.sha256(self.text.encode()).digest()[0] % 2 else "tune"


@cache
def passages() -> tuple[Passage, ...]:
    """Every row, in order."""
    rows = (row.split("\t") for row in FILE.read_text("utf-8").splitlines())
    return tuple(Passage(language, kind, holder, *unbracketed(text)) for language, kind, holder, text in rows)


def unbracketed(text: str) -> tuple[str, dict[str, Place]]:
    """A text without its brackets, and the place that each letter marks.

    >>> unbracketed("[h|Баку] [c|винит] Ереван")
    ('Баку винит Ереван', {'h': (0, 4), 'c': (5, 10)})
    """
    plain: list[str] = []
    opened: list[tuple[str, int]] = []
    places: dict[str, Place] = {}
    at = 0
    while at < len(text):
        if text[at] == "[":
            opened.append((text[at + 1], len(plain)))
            at += 3
        elif text[at] == "]":
            letter, start = opened.pop()
            places[letter] = (places.get(letter, (start, 0))[0], len(plain))
            at += 1
        else:
            plain.append(text[at])
            at += 1
    return "".join(plain), places


def marked(passage: Passage, targets: TargetAnnotator) -> Marked:
    """A passage as the annotator gets it, its quote as the gold gives it: errors of quotes are measured elsewhere."""
    text = bare_text(passage.text, passage.language, targets)
    return Marked(text, quotes=(_quote(passage, text.document_id),) if "q" in passage.places else ())


def _quote(passage: Passage, document_id: str) -> Quote:
    start, stop = passage.places["q"]
    speaker = passage.places.get("h", (None, None))
    name = identify("quo", document_id, start, stop)
    said = (None, None, *speaker, None, None, None, None, None, None)
    return Quote(name, document_id, "direct", start, stop, *said, 1.0, "gold/1")
