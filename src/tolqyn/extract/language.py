"""The language of a text, or the admission that it cannot be told.

Letters first, statistics second, habit third: the script leaves a handful of languages; py3langid (naive Bayes over
byte n-grams) weighs them; words that an alphabet cannot spell speak against it; what a source usually publishes
decides among near equals, the more so the shorter the text.
"""

import copy
import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tolqyn.extract.scripts import LANGUAGES, ONE_LANGUAGE, WORD, alien_shares, dominant_script, has_own_letters

_ADDRESSES = re.compile(r"(?:https?://|www\.|t\.me/)\S+|[^\s@]{1,64}@[^\s@]{1,255}|@\w+|&[a-z]+;", re.IGNORECASE)
_READ = 2000
"""Code points that are looked at; the accuracy of naive Bayes does not grow beyond."""

_FEWEST_LETTERS = 4
_ALIEN = 12.0
"""Nats against a language in which no word can be spelled; a tenth of the words costs it a factor of three."""

_HABIT = 3.0
"""Nats for a usual language of the source: twenty times as likely as before."""

_SHARPNESS = 1.3
"""Exponent on py3langid's probabilities, which are cautious for strings of a few words (measured on SIB-200 cuts)."""

_NEIGHBOUR = 1.0
"""Nats against a language that is rarely what the watched press writes, so that three plain Russian words are not
taken for Macedonian; a tenth of what a sentence weighs."""

_WATCHED = frozenset({"ru", "uk", "kk", "ky", "be", "tg", "uz", "tr", "en"})

_SURE = 0.60
"""A language is named from this probability on; chosen on SIB-200 cuts of two to five words."""


def known_languages() -> tuple[str, ...]:
    """Every language that may be named, ISO 639-1.

    >>> {"ru", "uk", "kk", "ky", "be", "tg", "uz", "tr", "en"} <= set(known_languages())
    True
    """
    return tuple(sorted({*(name for names in LANGUAGES.values() for name in names), *ONE_LANGUAGE.values()}))


def identify(text: str, *, usual: Sequence[str] = ()) -> tuple[str | None, float | None]:
    """Language of a text (ISO 639-1) and how probable it is; `(None, None)` where there is too little to tell.

    >>> identify("Үкімет жаңа заң жобасын талқылады")[0], identify("Уряд обговорив новий законопроєкт")[0]
    ('kk', 'uk')
    >>> identify("🔥🔥🔥 18:30 №5")
    (None, None)
    >>> identify("Қош келдіңіз")[0], identify("Жаңалық", usual=("kk",))[0]
    ('kk', 'kk')
    """
    words = WORD.findall(_ADDRESSES.sub(" ", text[:_READ]).replace("_", " "))
    script, words = dominant_script(words)
    if script is None or not words:
        return None, None
    if script in ONE_LANGUAGE:
        return ONE_LANGUAGE[script], 1.0
    if script not in LANGUAGES or sum(map(len, words)) < _FEWEST_LETTERS:
        return None, None
    odds = _odds(script, words, usual)
    best = max(odds, key=lambda name: (odds[name], name))
    return (best, round(odds[best], 4)) if odds[best] >= _SURE else (None, None)


def _odds(script: str, words: Sequence[str], usual: Sequence[str]) -> dict[str, float]:
    """Probability of each language of a script."""
    shares = _model(script).rank(" ".join(words))
    scores = {name: _SHARPNESS * math.log(max(share, 1e-12)) for name, share in shares}
    for name in scores.keys() - _WATCHED - {*usual}:
        scores[name] -= _NEIGHBOUR
    if script == "cyrillic":
        aliens = alien_shares(words)
        if aliens["uz"] == 0.0 and has_own_letters(words, "uz") and aliens["be"] > 0.0:
            scores["uz"] = max(scores.values())
        for name in scores:
            scores[name] -= _ALIEN * aliens[name]
    for name in usual:
        if name in scores:
            scores[name] += _HABIT
    top = max(scores.values())
    weights = {name: math.exp(score - top) for name, score in scores.items()}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


@cache
def _whole_model() -> Any:
    """The statistical model, read once a process."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _model(script: str) -> Any:
    """The model restricted to the languages of a script; tables are shared where they can be."""
    model = copy.copy(_whole_model())
    model.set_languages(LANGUAGES[script])
    return model
