"""Addresses as other systems want them: in ASCII, and as the sort keys of a web archive."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import idna

_MARKS = "/:?#[]@!$&'()*+,;=%~-._"
_WWW = re.compile(r"^www\d*\.")


def is_web(address: str) -> bool:
    """May a page link to this address? Only http and https are: an import may hold anything.

    >>> is_web("https://пример.рф/а"), is_web("javascript:alert(1)"), is_web("http://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def in_ascii(address: str) -> str:
    """The same address by RFC 3986: the host in punycode, everything else that is not ASCII percent-encoded.

    >>> in_ascii("https://пример.рф/жаңа?q=ы")
    'https://xn--e1afmkfd.xn--p1ai/%D0%B6%D0%B0%D2%A3%D0%B0?q=%D1%8B'
    """
    if is_web(address):
        parts = urlsplit(address)
        address = parts._replace(netloc=_host_in_ascii(parts.netloc)).geturl()
    return quote(address, safe=_MARKS, errors="surrogatepass")


def surt(address: str) -> str:
    """Sort key of a web address: host reversed, without `www`, in lower case, its query sorted.

    The rule is that of the readers of web archives (the `surt` and `warcio.js` libraries); others stand as they are.

    >>> surt("https://www.Пример.рф:8080/Жаңа?b=2&a=1#бөлім")
    'xn--p1ai,xn--e1afmkfd:8080)/%d0%96%d0%b0%d2%a3%d0%b0?a=1&b=2'
    """
    if not is_web(address):
        return quote(address, safe=_MARKS, errors="surrogatepass")
    parts = urlsplit(in_ascii(address).lower())
    host = ",".join(reversed(_WWW.sub("", (parts.hostname or "").rstrip(".")).split(".")))
    port = f":{parts.netloc.rpartition(':')[2]}" if re.search(r":\d+$", parts.netloc) else ""
    standard = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{host}{'' if port == standard else port}){_shortened(parts.path)}{_sorted(parts.query)}"


def _shortened(path: str) -> str:
    """A path without the slash at its end, which those readers take for the same."""
    return path.removesuffix("/") or "/"


def _sorted(query: str) -> str:
    if not query:
        return ""
    return "?" + "&".join(sorted(query.split("&"), key=lambda pair: parse_qsl(pair, keep_blank_values=True)))


def _host_in_ascii(netloc: str) -> str:
    """Host in punycode, what stands before and after it untouched; a host that has no such form stays."""
    before, at, rest = netloc.rpartition("@")
    host, colon, port = rest.partition(":")
    host = unquote(host)
    if host.isascii():
        return before + at + host + colon + port
    try:
        return before + at + idna.encode(host, uts46=True).decode("ascii") + colon + port
    except UnicodeError:
        return netloc
