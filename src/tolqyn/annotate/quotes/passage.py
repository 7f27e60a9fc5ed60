"""A text laid out for the rules: words, marks, sentences and known names by the number of their token."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tolqyn.annotate.quotes.kazakh_verbs import said_at
from tolqyn.annotate.quotes.lexicon import Cue, Lexicon, lexicon
from tolqyn.annotate.quotes.marks import Stretch, stretches
from tolqyn.annotate.quotes.masking import masked
from tolqyn.annotate.quotes.tokens import DASHES, Token, tokenize
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.sentences import split
from tolqyn.model.reading import Name
from tolqyn.model.spans import Span

Range = tuple[int, int]
"""Tokens from the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, or the piece of a long one that begins at `offset`.

    `bounds` are its sentences, `inside` is the outermost stretch in which each token stands, else -1. `phrases`
    remembers phrases that were looked for already, by place, end and case.
    """

    language: str
    text: str
    tokens: list[Token]
    bounds: list[Range]
    sentence_of: list[int]
    stretches: list[Stretch]
    inside: list[int]
    names: dict[int, Name]
    words: Lexicon
    offset: int = 0
    phrases: dict[tuple[int, int, str], object] = field(default_factory=dict)

    def low(self, place: int) -> str:
        """Folded text of a token, empty beyond the ends."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def cue(self, place: int) -> Cue | None:
        """The cue that a token is, if it is one."""
        if self.language == "kk":
            found = said_at(self.low, place)
            return found[0] if found is not None else None
        return self.words.cues.get(self.low(place))

    def cue_range(self, place: int) -> Range:
        """A cue's tokens: “приводит слова” is one cue, so is “деп жазды”."""
        if self.language == "kk":
            found = said_at(self.low, place)
            return found[1] if found is not None else (place, place + 1)
        cue = self.cue(place)
        cites = cue is not None and "cite" in cue.kinds and self.low(place + 1) in ("слова", "слово")
        return place, place + 1 + cites

    def is_dash(self, place: int) -> bool:
        """Whether a token is a dash that parts words (a hyphen only with a space or a mark beside it)."""
        return 0 <= place < len(self.tokens) and self.tokens[place].text in DASHES

    def has(self, place: int, name: str) -> int:
        """Number of tokens of the longest phrase of a list of the lexicon that begins at a token, 0 where none does."""
        if not 0 <= place < len(self.tokens):
            return 0
        longest = 0
        for words in self.words.phrases_from(name, self.tokens[place].low):
            if len(words) > longest and all(self.low(place + step) == word for step, word in enumerate(words)):
                longest = len(words)
        return longest

    def slice(self, tokens: Range) -> str:
        """Masked text of a range."""
        first, last = tokens
        return self.text[self.tokens[first].start : self.tokens[last - 1].stop] if first < last else ""

    def stretch_from(self, place: int) -> Stretch | None:
        """The stretch whose opening mark a token is."""
        return next((one for one in self._near(place) if one.first == place), None)

    def stretches_in(self, tokens: Range) -> list[Stretch]:
        """Stretches that lie in a range, marks included."""
        first = bisect_left(self.stretches, tokens[0], key=lambda one: one.first)
        last = bisect_left(self.stretches, tokens[1], key=lambda one: one.first)
        return [one for one in self.stretches[first:last] if one.last <= tokens[1]]

    def _near(self, place: int) -> list[Stretch]:
        spot = bisect_right(self.stretches, place, key=lambda one: one.first)
        return self.stretches[max(0, spot - 1) : spot]


_LONGEST = 8_000
_MOST_TOKENS = 250
"""A sentence that is longer is cut, so that rules that look along it stay quick."""


def pieces(marked: Marked, language: str) -> Iterator[Passage]:
    """The passages of a text: one, or where it is very long several, each of whole sentences if these are not endless.

    So the time that a text takes grows with its length; marks and names do not reach from one piece into another.
    """
    text = marked.text.text
    sentences = marked.text.sentences or tuple(split(text, language))
    if len(text) <= _LONGEST:
        yield lay_out(marked, language, sentences, (0, len(text)))
        return
    stops = sorted({span.start for span in sentences if span.start})
    start = 0
    while start < len(text):
        reach = bisect_right(stops, start + _LONGEST)
        stop = stops[reach - 1] if reach and stops[reach - 1] > start else start + _LONGEST
        stop = len(text) if len(text) - start <= _LONGEST else stop
        yield lay_out(marked, language, sentences, (start, stop))
        start = stop


def lay_out(marked: Marked, language: str, sentences: Sequence[Span], part: Range) -> Passage:
    """The passage of a part of a text; its sentences are cut again where a space is missing or markup hid an end."""
    offset, end = part
    original = marked.text.text[offset:end]
    text = masked(original)
    tokens = tokenize(text)
    starts = [span.start - offset for span in _within(sentences, part)]
    sentence_of, last, turn, first = [], 0, -1, 0
    for place, token in enumerate(tokens):
        home = bisect_right(starts, token.start)
        endless = place - first >= _MOST_TOKENS
        if place == 0 or home != last or endless or _is_hidden_end(tokens, place, original, text):
            turn, first = turn + 1, place
        last = home
        sentence_of.append(turn)
    bounds: list[Range] = []
    for place, number in enumerate(sentence_of):
        if number == len(bounds):
            bounds.append((place, place + 1))
        else:
            bounds[-1] = (bounds[-1][0], place + 1)
    found = stretches(tokens)
    inside = [-1] * len(tokens)
    for number, one in enumerate(found):
        if one.depth == 0:
            inside[one.first : one.last + 1] = [number] * (one.last + 1 - one.first)
    names = _names(marked, tokens, part)
    return Passage(language, text, tokens, bounds, sentence_of, found, inside, names, lexicon(language), offset)


def _within(sentences: Sequence[Span], part: Range) -> Sequence[Span]:
    """Sentences that begin in a part."""
    first = bisect_left(sentences, part[0], key=lambda span: span.start)
    last = bisect_left(sentences, part[1], key=lambda span: span.start)
    return sentences[first:last]


def _is_hidden_end(tokens: list[Token], place: int, original: str, text: str) -> bool:
    """Whether a sentence ended before this token although no space, or only markup, stands between."""
    if place < 2 or tokens[place - 1].text not in (".", "!", "?", "…") or not tokens[place].is_capital:
        return False
    before, mark, token = tokens[place - 2], tokens[place - 1], tokens[place]
    if not before.is_word or len(before.text) < 3 or len(token.text) < 2:
        return False
    glued = mark.stop == token.start and before.text[-1].islower() and token.text[1].islower()
    return glued or original[mark.stop : token.start] != text[mark.stop : token.start]


def _names(marked: Marked, tokens: list[Token], part: Range) -> dict[int, Name]:
    """Names of people and organisations by the token at which each begins."""
    if not marked.names:
        return {}
    starts = {token.start + part[0]: place for place, token in enumerate(tokens)}
    return {starts[name.start]: name for name in marked.names if name.start in starts and name.type in ("PER", "ORG")}
