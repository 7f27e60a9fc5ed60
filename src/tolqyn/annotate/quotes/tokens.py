"""Words and marks of a masked text, with their places."""

import re
from dataclasses import dataclass

from tolqyn.annotate.words import fold

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?:-[^\W\d_]+)?)"
    r"|(?P<word>[^\W_]+(?:[-‐‑’'ʼ][^\W_]+)*(?:\.(?:ru|com|org|net|kz|ua|tv|me|info|io|by)\b)?)"
    r"|(?P<newline>\n)"
    r"|(?P<mark>[.,:;!?…—–()«»“”„\"‘’'‹›\[\]/•-])"
)

DASHES = frozenset("—–-")
OPENING, CLOSING = frozenset("«“„‘‹"), frozenset("»”’›")
_SMALL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `low` is folded, `is_word` true for words and numbers."""

    start: int
    stop: int
    text: str
    low: str
    is_word: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals alone (МВД, G7), or nearly (МИДа)."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return len(letters) > 1 and sum(map(str.isupper, letters)) > len(letters) / 2


def tokenize(text: str) -> list[Token]:
    """Tokens in order; what is neither a word nor a mark that matters (emoji, bullets) is left out.

    >>> [token.text for token in tokenize("«Жоқ», – деді Асқар-ага.")]
    ['«', 'Жоқ', '»', ',', '–', 'деді', 'Асқар-ага', '.']
    """
    return [
        Token(found.start(), found.end(), found.group(), fold(found.group()), found.lastgroup in ("word", "number"))
        for found in _TOKEN.finditer(text)
    ]
