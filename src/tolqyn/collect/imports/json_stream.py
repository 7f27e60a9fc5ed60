"""JSON files of any size, one value at a time, each with the very characters that it stood as."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 20
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_NEXT_OBJECT = re.compile(r"\{\s*\"(?:message_id|id)\"\s*:")
_DECODER = json.JSONDecoder()


class Element(NamedTuple):
    """A value of a list: parsed, as it stood in the file, and the line that it begins on; `error` where broken."""

    value: object
    raw: bytes
    line: int
    error: str | None = None


class JsonStream:
    """A cursor over a JSON file, which holds no more than one value and one chunk.

    Bytes that are not UTF-8 survive the way through text (surrogateescape), so that a value's bytes are the file's.
    """

    def __init__(self, opened: BinaryIO, limit: int) -> None:
        self._opened = opened
        self._limit = limit
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    @property
    def line(self) -> int:
        """Line of the cursor, from 1."""
        return self._line

    def peek(self) -> str:
        """Next character that is not white space, empty at the end of the file."""
        while True:
            self._advance(_SPACE.match(self._text, self._at).end())  # type: ignore[union-attr]
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, expected: str) -> bool:
        """Step over `expected` where it comes next."""
        if self.peek() != expected:
            return False
        self._advance(self._at + 1)
        return True

    def element(self) -> Element:
        """The next value; one that is broken or too long is answered with its error and stepped over."""
        self.peek()
        line, size = self._line, _CHUNK
        while True:
            try:
                value, stop = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as problem:
                if self._may_be_cut(problem) and self._more(size):
                    size *= 2
                    continue
                return self._broken(line, str(problem).split(": line")[0])
            if stop == len(self._text) and self._more(size):
                continue
            raw = self._text[self._at : stop].encode("utf-8", "surrogateescape")
            self._advance(stop)
            return Element(value, raw, line)

    def elements(self) -> Iterator[Element]:
        """Values of the list whose `[` has been taken, up to its `]` or the end of the file."""
        while self.peek() not in ("]", ""):
            yield self.element()
            self.take(",")
        self.take("]")

    def _may_be_cut(self, problem: Exception) -> bool:
        """Whether more of the file could mend it: a string without its end, or an end where something is missing."""
        if len(self._text) - self._at > self._limit or not isinstance(problem, json.JSONDecodeError):
            return False
        return problem.msg.startswith("Unterminated string") or problem.pos >= len(self._text) - 16

    def _broken(self, line: int, error: str) -> Element:
        """Step to the next thing that looks like a message."""
        start = self._at
        self._advance(min(self._at + 1, len(self._text)))
        while not (found := _NEXT_OBJECT.search(self._text, self._at)):
            self._advance(max(self._at, len(self._text) - 64))
            if not self._more():
                self._advance(len(self._text))
                return Element(None, b"", line, error)
        raw = self._text[start : found.start()] if start < found.start() else ""
        self._advance(found.start())
        return Element(None, raw.encode("utf-8", "surrogateescape"), line, error)

    def _advance(self, to: int) -> None:
        self._line += self._text.count("\n", self._at, to)
        self._at = to

    def _more(self, size: int = _CHUNK) -> bool:
        """Read on; what lies before the cursor is let go."""
        if self._ended:
            return False
        chunk = self._opened.read(size)
        self._ended = not chunk
        self._text = self._text[self._at :] + self._decoder.decode(chunk, final=self._ended)
        self._at = 0
        return True
