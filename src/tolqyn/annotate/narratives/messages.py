"""A catalogue ready to be compared: each wording of each message with its vector and its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tolqyn.annotate.encoder import Centring, Recent
from tolqyn.annotate.narratives.words import Words, words_of
from tolqyn.annotate.targets import mark_text
from tolqyn.model.settings import Narrative

PLACEHOLDER = "{target}"

_STANDS_IN = {"en": "the country", "ru": "страна", "uk": "країна", "kk": "ел"}
"""What a message is read with in the place of its target: whom a passage names must not make it alike."""

_WEST = frozenset(("US", "EU", "GB", "FR", "DE", "CA"))
_WEST_NAMED = re.compile(r"\b(?:the west|western|запад\w*|захід\w*|заход\w*|батыс\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence of a message."""

    language: str
    words: Words


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalogue: unit vectors of its wordings (`likes`) and of what only looks like it (`unlikes`);
    `others` are whom it names beside its target, who is none of them."""

    narrative: str
    targets: frozenset[str]
    about_somebody: bool
    others: frozenset[str]
    cues: tuple[str, ...]
    wordings: tuple[Wording, ...]
    likes: NDArray[np.float32]
    unlikes: NDArray[np.float32]


def prepare(narrative: Narrative, recent: Recent, centring: Centring) -> Message:
    """A message with everything that does not depend on the text."""
    wordings = [_wording(sentence, recent, centring) for sentence in narrative.sentences]
    return Message(
        narrative=narrative.narrative_id,
        targets=frozenset(narrative.targets),
        about_somebody=bool(narrative.targets) or all(PLACEHOLDER in one for one in narrative.sentences),
        others=frozenset() if narrative.targets else _others(narrative.sentences),
        cues=narrative.cues,
        wordings=tuple(wordings),
        likes=_vectors(narrative.sentences, recent, centring),
        unlikes=_vectors(narrative.unlike, recent, centring),
    )


def guess_language(sentence: str) -> str:
    """The language of a message by its letters; among Latin letters, English.

    >>> guess_language("Батыс төңкеріс дайындап жатыр"), guess_language("Запад готовит переворот")
    ('kk', 'ru')
    """
    letters = sentence.replace(PLACEHOLDER, "").lower()
    if any(letter in "әғқңөұүһ" for letter in letters):
        return "kk"
    if any(letter in "ґєїі" for letter in letters):
        return "uk"
    return "ru" if any("а" <= letter <= "я" for letter in letters) else "en"


def _others(sentences: Sequence[str]) -> frozenset[str]:
    """Whom the message names beside its target: of “the West prepares a coup in X”, X is neither the US nor the EU."""
    named = {mark.target for one in sentences for mark in mark_text(one, guess_language(one))}
    return frozenset(named | _WEST if any(_WEST_NAMED.search(one) for one in sentences) else named)


def _wording(sentence: str, recent: Recent, centring: Centring) -> Wording:
    language = guess_language(sentence)
    left_out = set(_STANDS_IN[language].split())
    return Wording(language, words_of(_filled(sentence), language, recent.encoder, centring, left_out))


def _vectors(sentences: Sequence[str], recent: Recent, centring: Centring) -> NDArray[np.float32]:
    raw = recent.encode([_filled(sentence) for sentence in sentences])
    return centring.centred(raw, [guess_language(sentence) for sentence in sentences])


def _filled(sentence: str) -> str:
    return sentence.replace(PLACEHOLDER, _STANDS_IN[guess_language(sentence)])
