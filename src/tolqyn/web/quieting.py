"""Words of others on a page: shown as text, whatever they hold, and unable to rearrange what stands around them."""

import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def quiet(text: object) -> str:
    """One line without control characters, and without those that turn the direction of text.

    >>> quiet("Вестник\\u202e гор\\x00\\n")
    'Вестник гор�'
    """
    return " ".join(_CONTROL.sub("\ufffd", _TURNING.sub("", str(text))).split())


def apart(text: object, language: str | None = None) -> Markup:
    """A name or headline as an element of its own, with its language where that is known.

    >>> apart("<script>Қала</script>", "kk")
    Markup('<bdi lang="kk">&lt;script&gt;Қала&lt;/script&gt;</bdi>')
    """
    tongue = Markup(' lang="{}"').format(language) if language else Markup("")
    return Markup("<bdi{}>{}</bdi>").format(tongue, quiet(text))


def visible(text: str) -> Markup:
    """A stretch of a document: line ends kept, and each character that would turn the text or steer a terminal shown
    by its number, as it may be there to deceive.

    >>> visible("мир\\u202e<b>")
    Markup('мир<span class="control">U+202E</span>&lt;b&gt;')
    """
    parts = re.split(f"({_TURNING.pattern}|{_CONTROL.pattern})", text)
    shown = (
        Markup('<span class="control">U+{:04X}</span>').format(ord(part)) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
    return Markup("").join(shown)


def web_address(address: str) -> str | None:
    """An address that a page may link to: http and https alone."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def path_of(name: str) -> str:
    """The path of the page of anything by its identifier.

    >>> path_of("c/10088870506"), path_of("қала")
    ('/c/10088870506', '/%D2%9B%D0%B0%D0%BB%D0%B0')
    """
    return "/" + quote(name, safe="/:@!$,;=~")
