"""One spelling for each address, so that an article that is named twice is fetched once."""

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, quote, urljoin, urlsplit

import idna

MAX_LENGTH = 4096
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_UNRESERVED = re.compile(r"%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})?")
_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|ymclid|twclid|igshid|mc_cid|mc_eid"
    r"|_openstat|wt_mc|at_medium|at_campaign|rss_id|frommail|cmpid|spm)",
    re.IGNORECASE,
)


def normal_form(address: str) -> str | None:
    """The one spelling of a web address, `None` where it is not one that may be fetched.

    Scheme and host in small letters, the host in ASCII (IDNA 2008) because WARC, robots.txt and DNS speak it; default
    port, fragment, dot segments and what only tracks readers left out; path in UTF-8 percent form; the order of
    parameters and a slash at the end are kept, since servers may tell them apart. Not fetched: another
    scheme than http(s), a name or password before the host, a host that DNS cannot hold.

    >>> normal_form("HTTPS://Президент.РФ:443/новости/../события?utm_source=tg&id=7#верх")
    'https://xn--d1abbgf6aiiy.xn--p1ai/%D1%81%D0%BE%D0%B1%D1%8B%D1%82%D0%B8%D1%8F?id=7'
    >>> normal_form("javascript:alert(1)") is None, normal_form("https://имя:пароль@сайт.рф/") is None
    (True, True)
    """
    text = re.sub(r"[\t\r\n]", "", address).strip()
    if not text or len(text) > MAX_LENGTH or any(ord(letter) < 32 for letter in text):
        return None
    try:
        parts = urlsplit(text)
        place = _authority(parts)
    except ValueError:
        return None
    if place is None:
        return None
    path = _without_dots(_escaped(parts.path, "/!$&'()*+,;=:@~")) or "/"
    query = _query(parts.query)
    form = f"{parts.scheme.lower()}://{place}{path}{'?' + query if query else ''}"
    return form if len(form) <= 3 * MAX_LENGTH else None


def join(base: str, reference: str) -> str | None:
    """Normal form of a reference that stands in a page.

    >>> join("https://kaz.example/news/", "../жаңалық?id=1")
    'https://kaz.example/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B?id=1'
    """
    try:
        return normal_form(urljoin(base, reference.strip()))
    except ValueError:
        return None


def host_of(address: str) -> str:
    """Host of an address in normal form, with its port where it is not the default.

    >>> host_of("https://xn--80ak6aa92e.com:8443/а")
    'xn--80ak6aa92e.com:8443'
    """
    return urlsplit(address).netloc


def site_of(address: str) -> str:
    """What a source without a name of its own is called: the host in readable letters, without `www.` and port.

    >>> site_of("https://www.xn--d1abbgf6aiiy.xn--p1ai/news")
    'президент.рф'
    """
    host = urlsplit(address).hostname or ""
    with suppress(idna.IDNAError, UnicodeError):
        host = idna.decode(host) if "xn--" in host else host
    return host.removeprefix("www.")


def _authority(parts: SplitResult) -> str | None:
    """Host and port, `None` where they may not be fetched."""
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or parts.username is not None or parts.password is not None or not parts.hostname:
        return None
    host = _ascii_host(parts.hostname)
    if host is None or parts.port == 0:
        return None
    return host if parts.port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{parts.port}"


def _ascii_host(host: str) -> str | None:
    """Host as DNS holds it; underscores pass, for live hosts bear them."""
    if ":" in host:
        return f"[{ip_address(host.partition('%')[0]).compressed}]"
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return None
    return host if len(host) <= 253 and _HOST.fullmatch(host) else None


def _escaped(text: str, safe: str) -> str:
    """Percent form: what is there stays (digits in capitals, needless ones undone), the rest is added in UTF-8."""
    text = _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _ESCAPE.sub(lambda found: found[0].upper() if found[1] else "%25", text)
    return quote(text, safe=safe + "%", errors="replace")


def _without_dots(path: str) -> str:
    """A path without `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _query(query: str) -> str:
    """Parameters in their order without those that only tell where a reader came from.

    `from` goes where it holds a word (`from=rss`) and stays where it holds a number, for then it pages.
    """
    kept = []
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        tracks = _TRACKING.fullmatch(name) or (name == "from" and not value[:1].isdigit())
        if pair and not tracks:
            kept.append(_escaped(pair, "/?!$'()*+,;=:@~[]|"))
    return "&".join(kept)


def parameter(address: str, name: str) -> str | None:
    """Value of a parameter of an address.

    >>> parameter("https://t.me/s/жаңалықтар?before=120", "before")
    '120'
    """
    return next((value for key, value in parse_qsl(urlsplit(address).query) if key == name), None)
