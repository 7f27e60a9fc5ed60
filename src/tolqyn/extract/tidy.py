"""One clean form for every stored text: NFC, no invisible characters, one paragraph a line."""

import re

from tolqyn.model.spans import nfc

# Bidirectional marks and overrides, soft hyphen, zero-width space, word joiner, byte order mark, lone surrogates and
# C0/C1 controls. ZWNJ and ZWJ stay: Persian spelling and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_MANY_LINE_ENDS = re.compile(r"\n{3,}")
_MANY_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3,}"
)


def tidy(text: str) -> str:
    r"""A text as it is stored: NFC, ordinary spaces, at most one empty line between paragraphs, nothing invisible.

    >>> tidy("Прави\u00adтельство\u202e  Грузии\r\n\r\n\r\n\r\nи\u0306ога ")
    'Правительство Грузии\n\nйога'
    """
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _BLANK.sub(" ", nfc(_MANY_MARKS.sub(r"\1", text)))
    return _MANY_LINE_ENDS.sub("\n\n", _AROUND_LINE_END.sub("\n", text)).strip()


def tidy_line(text: str) -> str:
    r"""A title, a name: the tidy text on one line.

    >>> tidy_line(" Қасым-Жомарт \n Тоқаев")
    'Қасым-Жомарт Тоқаев'
    """
    return " ".join(tidy(text).split())
