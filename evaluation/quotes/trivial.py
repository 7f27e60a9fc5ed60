"""The answer that needs no reading: what stands in marks is content, the nearest capitalised pair is the speaker."""

import re

from evaluation.quotes.gold import Passage
from evaluation.quotes.measures import Found

_MARKS = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"\n]+)\"|„([^„“”]+)[“”]")
_PAIR = re.compile(r"(?<!\w)([^\W\d_][\w’'-]+)\s+([^\W\d_][\w’'-]+)(?!\w)")
_CUE = re.compile(r"заяви|сказа|сообщи|said|деді|заявив|сказав")


def trivial(passage: Passage) -> list[Found]:
    """Content in marks, with the nearest of six common verbs and the nearest two capitalised words."""
    pairs = [
        one.span() for one in _PAIR.finditer(passage.text) if one.group(1)[0].isupper() and one.group(2)[0].isupper()
    ]
    cues = [(one.start(), _word_end(passage.text, one.end())) for one in _CUE.finditer(passage.text)]
    found = []
    for mark in _MARKS.finditer(passage.text):
        content = mark.span(mark.lastindex or 0)
        outside = [pair for pair in pairs if pair[1] <= content[0] or pair[0] >= content[1]]
        speaker = min(outside, key=lambda pair: _distance(pair, content), default=None)
        name = passage.text[slice(*speaker)] if speaker else None
        found.append(
            Found(content, min(cues, key=lambda cue: _distance(cue, content), default=None), speaker, name, None, None)
        )
    return found


def _distance(pair: tuple[int, int], content: tuple[int, int]) -> int:
    return content[0] - pair[1] if pair[1] <= content[0] else pair[0] - content[1]


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place].isalpha():
        place += 1
    return place
