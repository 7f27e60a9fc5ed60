"""Addresses that a text points at."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

_BARE = re.compile(r"(?:https?://|(?<![\w./@])t\.me/)[^\s<>\"'«»“”()\[\]{}|\\^`]+", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_MOST = 200
_LONGEST = 2000


def absolute(link: str, base: str) -> str | None:
    """A web address made whole, without its fragment; `None` for mail, scripts and what is no address.

    >>> absolute("/жаңалық#пікір", "https://мысал.қаз/")
    'https://мысал.қаз/жаңалық'
    """
    if link[:5].lower() == "t.me/":
        link = f"https://{link}"
    try:
        link = link.strip()
        whole = link if link.startswith(("http://", "https://")) else urljoin(base, link)
        parts = urlsplit(whole)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(whole) > _LONGEST:
            return None
    except ValueError:
        return None
    return _UNPRINTABLE.sub("", whole.partition("#")[0])


def links_in(text: str) -> list[str]:
    """Addresses written out in a text.

    >>> links_in("Толығырақ: https://мысал.қаз/жаңалық, t.me/test/5.")
    ['https://мысал.қаз/жаңалық', 'https://t.me/test/5']
    """
    found = (absolute(match.rstrip(".,;:!?…*_~"), "") for match in _BARE.findall(text))
    return [link for link in found if link]


def distinct(links: Iterable[str | None]) -> tuple[str, ...]:
    """Each link once, in order, two hundred at most."""
    return tuple(list(dict.fromkeys(link for link in links if link))[:_MOST])


def host_of(address: str) -> str:
    """Host in small letters without `www.`, empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def leads_out(link: str, address: str) -> bool:
    """Whether a link leaves the site of an address; a site's subdomains belong to it.

    >>> leads_out("https://m.мысал.қаз/1", "https://www.мысал.қаз/2"), leads_out("https://t.me/a", "https://мысал.қаз/")
    (False, True)
    """
    there, here = host_of(link), host_of(address)
    return bool(there) and there != here and not there.endswith(f".{here}") and not here.endswith(f".{there}")
