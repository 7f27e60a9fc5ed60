"""What letters alone say of a language: its script, and letters that its alphabet lacks."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "greek"), (0x0400, 0x052F, "cyrillic"), (0x0531, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"), (0x0600, 0x077F, "arabic"), (0x0900, 0x097F, "devanagari"), (0x0E00, 0x0E7F, "thai"),
    (0x10A0, 0x10FF, "georgian"), (0x1100, 0x11FF, "hangul"), (0x1C90, 0x1CBF, "georgian"), (0x1E00, 0x1EFF, "latin"),
    (0x2D00, 0x2D2F, "georgian"), (0x3040, 0x30FF, "kana"), (0x3400, 0x9FFF, "han"), (0xAC00, 0xD7AF, "hangul"),
    (0xFB50, 0xFDFF, "arabic"), (0xFE70, 0xFEFF, "arabic"),
)  # fmt: skip

ONE_LANGUAGE = {
    "greek": "el", "armenian": "hy", "hebrew": "he", "thai": "th", "georgian": "ka", "hangul": "ko", "kana": "ja",
    "han": "zh",
}  # fmt: skip
"""Scripts that settle the language among those that are told apart here."""

LANGUAGES = {
    "cyrillic": ("ru", "uk", "be", "kk", "ky", "tg", "tt", "ba", "mn", "bg", "sr", "mk"),
    "latin": (
        "en", "tr", "uz", "az", "tk", "ro", "pl", "de", "fr", "es", "it", "pt", "nl", "cs", "sk", "hu", "lt", "lv",
        "et", "fi", "sv", "hr", "sl", "sq",
    ),
    "arabic": ("ar", "fa", "ur", "ug", "ps"),
    "devanagari": ("hi",),
}  # fmt: skip
"""Languages that share a script and need more than letters."""

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ALPHABETS = {
    "ru": _RUSSIAN,
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "kk": _RUSSIAN + "әғқңөұүһі",
    "ky": _RUSSIAN + "ңөү",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя",
    "tt": _RUSSIAN + "әөүҗңһ",
    "ba": _RUSSIAN + "ғҙҡңөҫүһә",
    "mn": _RUSSIAN + "өү",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    "uz": _RUSSIAN + "ўқғҳ",
}
"""Cyrillic alphabets, small letters. Uzbek is here only for its rule: the statistical model knows it in Latin."""

_LETTERS = {language: frozenset(letters) for language, letters in ALPHABETS.items()}
_OWN = {
    "uk": frozenset("їєґ"), "be": frozenset("ў"), "kk": frozenset("ұәқғі"), "ky": frozenset("ңөү"),
    "tg": frozenset("ҷӣӯҳ"), "tt": frozenset("җә"), "ba": frozenset("ҙҡҫ"), "mn": frozenset("өү"),
    "sr": frozenset("ђћ"), "mk": frozenset("ѓќѕ"), "ru": frozenset("ыэё"), "uz": frozenset("ў"), "bg": frozenset("ъ"),
}  # fmt: skip
_NO_LETTERS = frozenset(" -'’ʼʻ\u0301")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ-][^\W\d_]+)*")


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str | None:
    code = ord(letter)
    return next((script for low, high, script in _RANGES if low <= code <= high), None)


_WEIGHT = {"han": 3.0, "kana": 2.0, "hangul": 2.0, "thai": 1.0}
"""Letters of Latin or Cyrillic that one character is worth, about."""

_NAME = 0.25
"""Weight of a capitalised Latin word: names and brands travel into every script, running words do not."""


def dominant_script(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """The script that carries the text, and the words of it.

    >>> dominant_script(["Samsung", "Galaxy", "туралы", "жаңалықтар"])
    ('cyrillic', ['туралы', 'жаңалықтар'])
    """
    by_script: dict[str, list[str]] = {}
    weights: defaultdict[str, float] = defaultdict(float)
    for word in words:
        script = _script_of(word[0])
        if script:
            by_script.setdefault(script, []).append(word)
            name = _NAME if script == "latin" and word[0].isupper() else 1.0
            weights[script] += len(word) * _WEIGHT.get(script, 1.0) * name
    if not weights:
        return None, []
    best = max(weights, key=lambda script: (weights[script], script))
    japanese = best == "han" and weights["kana"] * 5 > weights["han"]
    return ("kana" if japanese else best), by_script[best]


def alien_shares(words: Sequence[str]) -> dict[str, float]:
    """For each Cyrillic alphabet the share of words (up to 1) that it cannot spell.

    >>> shares = alien_shares(["заңды", "қабылдады", "парламент"])
    >>> shares["kk"], round(shares["ru"], 2)
    (0.0, 0.67)
    """
    text = " ".join(words).lower()
    letters = frozenset(text) - _NO_LETTERS
    shares = {}
    for language, alphabet in _LETTERS.items():
        aliens = letters - alphabet
        spoiled = len(re.findall(f"[{''.join(sorted(aliens))}][^ ]*", text)) if aliens else 0
        shares[language] = spoiled / max(1, len(words))
    return shares


def has_own_letters(words: Sequence[str], language: str) -> bool:
    """Whether any word holds a letter that marks a language among those written in its script."""
    own = _OWN.get(language)
    return own is None or any(not own.isdisjoint(word.lower()) for word in words)
