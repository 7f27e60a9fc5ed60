"""Finds the words of an answer in the text: an answer counts only where its words stand there, once."""

from functools import cached_property

from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.spans import Span

_PLAIN = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("’‘‚‛ʼ`´′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


class Standing:
    """A text in which words are looked for, as they are and then without regard to quote marks, dashes and space.

    >>> Standing("Ол «Біз  жауап береміз» деді").find('"Біз жауап береміз"')
    Span(start=3, stop=23)
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, words: str, near: Span | None = None) -> Span | Rejected:
        """Where words stand. Where they stand more than once, `near` decides: the place closest to it."""
        words = words.strip()
        places = self._exactly(words) or self._loosely(words)
        if not places:
            return Rejected(Reason.WORDS_ABSENT, f"not in the text: {words[:80]!r}")
        if len(places) > 1 and near is None:
            return Rejected(Reason.WORDS_AMBIGUOUS, f"{len(places)} times in the text: {words[:80]!r}")
        return min(places, key=lambda place: (_distance(place, near), place)) if near else places[0]

    def _exactly(self, words: str) -> list[Span]:
        return [Span(start, start + len(words)) for start in _starts(self.text, words)]

    def _loosely(self, words: str) -> list[Span]:
        plain, places = self._plain
        wanted, _ = _plainly(words)
        found = [(start, start + len(wanted)) for start in _starts(plain, wanted)]
        return [Span(places[start], places[stop - 1] + 1) for start, stop in found]

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _plainly(self.text)


def _plainly(text: str) -> tuple[str, list[int]]:
    """A text with one kind of quote mark, dash and single spaces, and the place that each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter in _INVISIBLE or (letter.isspace() and letters[-1:] == [" "]):
            continue
        letters.append(" " if letter.isspace() else letter.translate(_PLAIN))
        places.append(place)
    return "".join(letters), places


def _starts(text: str, words: str) -> list[int]:
    """Every place where words begin, whole words only."""
    found = []
    at = text.find(words) if words else -1
    while at >= 0:
        stop = at + len(words)
        before, after = text[at - 1 : at], text[stop : stop + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            found.append(at)
        at = text.find(words, at + 1)
    return found


def _distance(place: Span, near: Span) -> int:
    return max(near.start - place.stop, place.start - near.stop, 0)
