"""Text with its markup blanked, code point for code point, so that rules read words and spans stay true."""

import re

_LINK = re.compile(r"\[([^\[\]\n]{0,400})\]\((?:https?|tg)://[^()\s]{0,2000}(?:\([^()\s]{0,200}\))?\)")
_BLANKED = re.compile(
    r"(?:https?|tg)://[^\s)\]»”\"<>]{1,2000}|</?[a-zA-Z][^<>\n]{0,200}>|\*\*|__|~~|`+|[\u200b-\u200f\u2060\ufeff]"
)
_ENTITY = re.compile(r"&(laquo|raquo|ldquo|rdquo|bdquo|quot|nbsp|mdash|ndash|hellip|amp|apos|#171|#187|#34);")
_MEANT = {
    "laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "bdquo": "„", "quot": '"', "nbsp": " ", "mdash": "—",
    "ndash": "–", "hellip": "…", "amp": "&", "apos": "’", "#171": "«", "#187": "»", "#34": '"',
}  # fmt: skip


def masked(text: str) -> str:
    """The text without emphasis marks, addresses, tags and entities; every word stays at its place.

    >>> masked("**Трифонов**: &laquo;Мы тут&raquo;").split()
    ['Трифонов', ':', '«', 'Мы', 'тут»']
    """
    for pattern, blank in ((_LINK, _link), (_BLANKED, _spaces), (_ENTITY, _entity)):
        text = pattern.sub(blank, text)
    return text


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _link(found: re.Match[str]) -> str:
    words = found.group(1)
    return " " + words + " " * (len(found.group()) - len(words) - 1)


def _entity(found: re.Match[str]) -> str:
    return _MEANT[found.group(1)].ljust(len(found.group()))
