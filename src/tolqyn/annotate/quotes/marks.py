"""Which marks of quotation belong together: one pass over the tokens with a stack, mended where marks are missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from tolqyn.annotate.quotes.tokens import DASHES, Token

_PAIRS = {"«": "»", "„": "“”", "“": "”“", "‘": "’", "‹": "›"}
_CLOSING = frozenset("»”’›“")
_NOT_FIRST = DASHES | frozenset("\n,.!?;:)»”")
_MAY_STAND_BEFORE = DASHES | frozenset("(«:[,\n")
_DEEPEST = 8
_LONGEST = 6000
"""Code points that one pair of marks may enclose: what opens and does not close by then was no quotation."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two marks: `first` and `last` are the marks' tokens, `depth` 0 where no other is around."""

    first: int
    last: int
    depth: int


def stretches(tokens: Sequence[Token]) -> list[Stretch]:
    """Stretches in order of their opening mark.

    A straight mark opens where a space stands before it and none behind; one closing mark may close two that opened
    alike («газете «Граница»), as Russian typography has it.
    """
    found: list[Stretch] = []
    stack: list[int] = []
    blank = False
    for place, token in enumerate(tokens):
        if token.text == "\n":
            if blank:
                stack = [opened for opened in stack if tokens[opened].text != '"']
            blank = True
            continue
        blank = False
        while stack and token.start - tokens[stack[0]].start > _LONGEST:
            stack.pop(0)
        if token.text in '«„‘‹“”’»›"':
            _place(tokens, place, stack, found)
    return sorted(found, key=lambda one: one.first)


def _place(tokens: Sequence[Token], place: int, stack: list[int], found: list[Stretch]) -> None:
    """Open or close at one mark."""
    mark = tokens[place].text
    opener = next((up for up in range(len(stack) - 1, -1, -1) if _closes(tokens[stack[up]].text, mark)), None)
    opens = _opens(tokens, place)
    if opener is not None and not (opens and mark in '"“'):
        del stack[opener + 1 :]
        found.append(Stretch(stack.pop(), place, len(stack)))
        if stack and tokens[stack[-1]].text == "«" and mark == "»" and _is_last(tokens, place):
            found.append(Stretch(stack.pop(), place, len(stack)))
        return
    if mark in _PAIRS or (mark == '"' and opens) or (mark == "”" and opens):
        stack.append(place)
        del stack[:-_DEEPEST]


def _closes(opener: str, mark: str) -> bool:
    return opener == '"' == mark or mark in _PAIRS.get(opener, "") or (opener == "”" and mark == "”")


def _opens(tokens: Sequence[Token], place: int) -> bool:
    """Whether a mark stands at the beginning of a word, with a space or another mark before it."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.start > token.stop or after.text in _NOT_FIRST:
        return False
    return before is None or before.stop < token.start or before.text in _MAY_STAND_BEFORE


def _is_last(tokens: Sequence[Token], place: int) -> bool:
    """Whether attribution or the end of the paragraph follows, and no other closing mark before it."""
    for later in range(place + 1, min(place + 400, len(tokens))):
        if tokens[later].text == "»":
            return False
        if tokens[later].text in ("\n", "«"):
            break
    following = [token.text for token in tokens[place + 1 : place + 3]]
    if not following or following[0] == "\n":
        return True
    return following[0] in DASHES or (len(following) > 1 and following[0] == "," and following[1] in DASHES)
