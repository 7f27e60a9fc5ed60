"""A text laid out for the rules: words, marks, sentences and known names by the number of their token."""

from bisect import bisect_right
from dataclasses import dataclass

from tolqyn.annotate.quotes.kazakh_verbs import said_at
from tolqyn.annotate.quotes.lexicon import Cue, Lexicon, lexicon
from tolqyn.annotate.quotes.marks import Stretch, stretches
from tolqyn.annotate.quotes.masking import masked
from tolqyn.annotate.quotes.tokens import DASHES, Token, tokenize
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.sentences import split
from tolqyn.model.reading import Name

Range = tuple[int, int]
"""Tokens from the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: `bounds` are its sentences, `inside` the outermost stretch that each token stands in, else -1."""

    language: str
    text: str
    tokens: list[Token]
    bounds: list[Range]
    sentence_of: list[int]
    stretches: list[Stretch]
    inside: list[int]
    names: dict[int, Name]
    words: Lexicon

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

    def has(self, place: int, phrase: str) -> int:
        """Number of tokens of a phrase of words that begins at a token, 0 where it does not."""
        parts = phrase.split()
        return len(parts) if [self.low(place + step) for step in range(len(parts))] == parts else 0

    def slice(self, tokens: Range) -> str:
        """Masked text of a range."""
        first, last = tokens
        return self.text[self.tokens[first].start : self.tokens[last - 1].stop] if first < last else ""

    def stretch_from(self, place: int) -> Stretch | None:
        """The stretch whose opening mark a token is."""
        return next((one for one in self._near(place) if one.first == place), None)

    def _near(self, place: int) -> list[Stretch]:
        spot = bisect_right(self.stretches, place, key=lambda one: one.first)
        return self.stretches[max(0, spot - 1) : spot]


def lay_out(marked: Marked, language: str) -> Passage:
    """The passage of a text; its sentences are those given, cut again where a space is missing or markup hid an end."""
    text = masked(marked.text.text)
    tokens = tokenize(text)
    spans = marked.text.sentences or tuple(split(marked.text.text, language))
    starts = [span.start for span in spans]
    sentence_of, last, turn = [], 0, -1
    for place, token in enumerate(tokens):
        home = bisect_right(starts, token.start)
        if place == 0 or home != last or _is_hidden_end(tokens, place, marked.text.text, text):
            turn += 1
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
    names = _names(marked, tokens)
    return Passage(language, text, tokens, bounds, sentence_of, found, inside, names, lexicon(language))


def _is_hidden_end(tokens: list[Token], place: int, original: str, text: str) -> bool:
    """Whether a sentence ended before this token although no space, or only markup, stands between."""
    if place < 2 or tokens[place - 1].text not in (".", "!", "?", "…") or not tokens[place].is_capital:
        return False
    before, mark, token = tokens[place - 2], tokens[place - 1], tokens[place]
    if not before.is_word or len(before.text) < 3 or len(token.text) < 2:
        return False
    glued = mark.stop == token.start and before.text[-1].islower() and token.text[1].islower()
    return glued or original[mark.stop : token.start] != text[mark.stop : token.start]


def _names(marked: Marked, tokens: list[Token]) -> dict[int, Name]:
    """Names of people and organisations by the token at which each begins."""
    starts = {token.start: place for place, token in enumerate(tokens)}
    return {starts[name.start]: name for name in marked.names if name.start in starts and name.type in ("PER", "ORG")}
