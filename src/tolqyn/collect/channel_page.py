"""Pages of `t.me/s/CHANNEL`, as far as paging needs them."""

import re
from dataclasses import dataclass

from tolqyn.model.decoding import decode

_POST = re.compile(r'data-post="([A-Za-z0-9_]+)/(\d+)')
_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
_NAME = re.compile(r"(?:@|(?:https?://)?(?:t\.me|telegram\.me)/(?:s/)?)([A-Za-z][A-Za-z0-9_]{3,31})/?(?:\?.*)?")


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """Numbers of the posts on a page, and the channel's title."""

    posts: tuple[int, ...]
    title: str | None


def read_channel_page(body: bytes, declared: str | None) -> ChannelPage:
    """Which posts a page shows.

    >>> read_channel_page('<div data-post="tengri/12">Жаңалық</div>'.encode(), None).posts
    (12,)
    """
    text, _ = decode(body, declared, markup="html")
    title = _TITLE.search(text)
    return ChannelPage(tuple(sorted({int(number) for _, number in _POST.findall(text)})), title[1] if title else None)


def channel_name(address: str) -> str | None:
    """Name of the channel that an address means, `None` where it means none.

    >>> channel_name("@rian_ru"), channel_name("https://t.me/s/tengrinews"), channel_name("https://жаңа.қаз/")
    ('rian_ru', 'tengrinews', None)
    """
    found = _NAME.fullmatch(address.strip())
    return found[1] if found and found[1].lower() not in ("joinchat", "share", "proxy", "addstickers") else None
