"""Bytes to text, whatever the page, the feed or the table says of its encoding."""

import codecs
import math
import re
from functools import cache
from typing import Literal

from charset_normalizer import from_bytes

Markup = Literal["html", "xml", "text"]

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CYRILLIC = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
_SURPRISE = {"mac-cyrillic": 0.3, "iso8859-5": 0.2}
"""How much less to be expected an encoding is; Mac's differs from Windows' by few small letters."""
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_WORD = re.compile(rb"[A-Za-z]{0,20}[\x80-\xff][\x80-\xffA-Za-z]{0,60}")
_PRINTABLE = bytes(range(32, 127)) + b"+BDA-"
_NOT_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "utf-7", "idna", "punycode"})
_META_WITHIN = 8192
_SAMPLE_WORDS = 2000
_DETECTION_BYTES = 32768
_MAX_BROKEN_SHARE = 0.05
_CERTAIN_GAP = 1.0
_PLAUSIBLE = math.log(0.002)

# WHATWG Encoding Standard: what browsers read under a label that means a smaller set elsewhere.
_WEB_LABELS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "koi8-r": "koi8-u",
}

_ALIASES = {
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "cp-1251": "cp1251",
    "win-1251": "cp1251",
    "windows1251": "cp1251",
    "x-cp1251": "cp1251",
    "koi8": "koi8-u",
    "x-sjis": "cp932",
    "utf8mb4": "utf-8",
}

# Per mille of letters in running Russian (О. Н. Ляшевская, С. А. Шаров, 2009, rounded); letters of Ukrainian,
# Belarusian, Serbian and Kazakh that Russian lacks get a small even share.
_RUSSIAN = "о110е84а80и74н67т63с55р47в45л44к35м32д30п28у26я20ы19ь17г17з16б16ч14й12х10ж9ш7ю6ц5щ4э3ф3ъ1ё1"
_OTHERS = "іїєґўјљњћџђѓќѕәғқңөұүһ"
_PUNCTUATION = "«»—–“”„’…№\u00a0°•§"


def decode(payload: bytes, declared: str | None, *, markup: Markup) -> tuple[str, str]:
    """Text of `payload` and the encoding that was used; never fails, unreadable bytes become U+FFFD.

    Byte order mark, then what the sender declares (`declared`: a charset label or a whole Content-Type), then what
    the markup says, each believed only if the bytes agree; else detection. Bytes that are valid UTF-8 are UTF-8
    whatever is declared, for no other encoding makes such bytes by chance; a single-byte Cyrillic label gives
    way to another only where the letters' frequencies differ by far.

    >>> decode("Ақорда: Тоқаев сөз сөйледі".encode(), "text/html; charset=windows-1251", markup="html")
    ('Ақорда: Тоқаев сөз сөйледі', 'utf-8')
    >>> decode("<p>Правительство Грузии приостановило переговоры".encode("koi8-r"), None, markup="html")
    ('<p>Правительство Грузии приостановило переговоры', 'koi8-u')
    """
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(encoding, "replace"), encoding
    if wide := _wide_without_mark(payload, declared):
        return payload.decode(wide, "replace"), wide
    if payload.isascii() and b"\x1b" not in payload:
        return payload.decode("ascii"), "utf-8"
    labels = [codec_of(declared), codec_of(_said_by_markup(payload, markup))]
    encoding = _choose(payload, [label for label in labels if label and not label.startswith("utf-16")])
    return payload.decode(encoding, "replace"), encoding


def codec_of(declared: str | None) -> str | None:
    """Python's codec for a charset label or a Content-Type as browsers understand it, `None` for nonsense.

    >>> codec_of("text/xml; charset=Windows-1251"), codec_of("ISO-8859-1"), codec_of("кодировка")
    ('cp1251', 'cp1252', None)
    """
    if not declared:
        return None
    label = declared.strip()
    if found := re.search(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", label, re.IGNORECASE):
        label = found[1]
    elif "/" in label:
        return None
    try:
        label = label.strip("\"' ").lower()
        name = codecs.lookup(_ALIASES.get(label, label)).name
        if name in _NOT_CHARSETS:
            return None
        plain = _PRINTABLE.decode(name) == _PRINTABLE.decode("ascii")
    except (LookupError, ValueError):
        return None
    return _WEB_LABELS.get(name, name) if plain or name.startswith("utf-16") else None


def _said_by_markup(payload: bytes, markup: Markup) -> str | None:
    """Label in an XML declaration or a `<meta>`."""
    if markup == "text":
        return None
    head = payload[:_META_WITHIN]
    found = _XML.search(head) or (_META.search(head) if markup == "html" else None)
    return found[1].decode("ascii", "replace") if found else None


def _choose(payload: bytes, labels: list[str]) -> str:
    """The best-supported encoding of bytes that are neither ASCII nor marked."""
    if _broken_share(payload, "utf-8") == 0.0:
        return "utf-8"
    sample = b" ".join(found[0] for _, found in zip(range(_SAMPLE_WORDS), _WORD.finditer(payload), strict=False))
    scores = {name: _plausibility(sample, name) - _SURPRISE.get(name, 0.0) for name in _CYRILLIC}
    best = max(scores, key=lambda name: scores[name])
    score = scores[best]
    for label in labels:
        if _broken_share(payload, label) > _MAX_BROKEN_SHARE:
            continue
        if label == "utf-8" or _is_multibyte(label) or score < _PLAUSIBLE:
            return label
        if _plausibility(sample, label) > score - _CERTAIN_GAP:
            return label
    if _broken_share(payload, "utf-8") <= _MAX_BROKEN_SHARE:
        return "utf-8"
    return best if score >= _PLAUSIBLE else _detected(payload)


def _detected(payload: bytes) -> str:
    """What a general detector says of other scripts; Windows' western set where it says nothing."""
    guess = from_bytes(payload[:_DETECTION_BYTES], steps=4).best()
    return _WEB_LABELS.get(guess.encoding, guess.encoding).replace("_", "-") if guess else "cp1252"


def _broken_share(payload: bytes, encoding: str) -> float:
    """Share of non-ASCII characters that `encoding` cannot read; a character cut off at the end does not count."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(payload, final=False)
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") / wide if wide else 0.0


def _is_multibyte(encoding: str) -> bool:
    """Whether an encoding can refuse bytes at all: single-byte ones read nearly anything, and so prove nothing."""
    return len(bytes(range(0xC0, 0x100)).decode(encoding, "ignore")) < 60


def _wide_without_mark(payload: bytes, declared: str | None) -> str | None:
    """UTF-16 that lacks its mark: declared and holding zeros, or seen in markup, whose every other byte is zero."""
    label = codec_of(declared)
    if label and label.startswith("utf-16") and 0 in payload[:4000]:
        return label
    head = payload[:400]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > 0.6 * half and head[0::2].count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.6 * half and head[1::2].count(0) == 0 else None


def _plausibility(sample: bytes, encoding: str) -> float:
    """Mean log-frequency of the non-ASCII letters of `sample` read as Cyrillic in `encoding`.

    A capital after a small letter and a Cyrillic letter beside a Latin one are nearly impossible in running text,
    and are what a wrong encoding makes (KOI8 and Windows swap cases; western words hold one letter above ASCII).
    """
    frequency = _frequencies()
    total, count, previous = 0.0, 0, " "
    for letter in sample.decode(encoding, "replace"):
        if letter >= "\x80":
            share = frequency.get(letter, 1e-6)
            clash = (letter.isupper() and previous.islower()) or (previous.isascii() and previous.isalpha())
            total += math.log(share * 0.01 if clash else share)
            count += 1
        elif previous >= "\x80" and letter.isalpha():
            total += math.log(0.01)
        previous = letter
    return total / count if count else -math.inf


@cache
def _frequencies() -> dict[str, float]:
    """Share of each small and capital letter and of the punctuation that stands above ASCII."""
    shares = {letter: int(share) / 1000 for letter, share in re.findall(r"(\D)(\d+)", _RUSSIAN)}
    shares |= dict.fromkeys(_OTHERS, 0.004)
    capitals = {letter.upper(): share * 0.1 for letter, share in shares.items()}
    return shares | capitals | dict.fromkeys(_PUNCTUATION, 0.005)
