"""What a word is indexed as: a stem by rule and a lemma by dictionary, in the language of its document."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pymorphy3
import simplemma
import tantivy

from tolqyn.store.endings import stem_kazakh, stem_ukrainian
from tolqyn.store.words import folded

VERSION = "1"
"""Raise it when an analysis changes: indexes are then built anew."""

PLAIN = "plain"
"""Analysis of every language that has none of its own: words as they stand."""


class Keys(NamedTuple):
    """The two terms under which a word is found."""

    stem: str
    lemma: str


_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[a-z]")
_LETTERS = {"ru": _CYRILLIC, "uk": _CYRILLIC, "kk": _CYRILLIC, "en": _LATIN}
"""Script of an analysis; words of another script stay as they stand, and no dictionary is loaded for them."""

_PARTICIPLE = re.compile(r"(?:вш|[ющуяа]щ|нн|[аяеи]вши|ем|им|ован)\w{0,5}")


def analysis_of(language: str | None) -> str:
    """Name of the analysis that a language gets."""
    return language if language is not None and language in _STEMMERS else PLAIN


def analyse(form: str, analysis: str) -> Keys:
    """Terms of a folded word form.

    >>> analyse("детям", "ru"), analyse("елдерге", "kk"), analyse("сөз", "plain")
    (Keys(stem='дет', lemma='ребенок'), Keys(stem='ел', lemma='елдерге'), Keys(stem='сөз', lemma='сөз'))
    """
    letters = _LETTERS.get(analysis)
    if letters is None or not letters.match(form):
        return Keys(form, form)
    lemmatizer = _LEMMATIZERS.get(analysis)
    return Keys(_STEMMERS[analysis](form), lemmatizer(form) if lemmatizer else form)


@cache
def _snowball(language: str) -> Any:
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer(language))
    return chain.build()


def _stem_russian(form: str) -> str:
    return str(_snowball("russian").analyze(form)[0])


def _stem_english(form: str) -> str:
    return str(_snowball("english").analyze(form)[0])


def _lemma_russian(form: str) -> str:
    """Dictionary form; participles, which simplemma seldom knows, go to their verb by pymorphy3 (ten times slower)."""
    lemma = folded(simplemma.lemmatize(form, lang="ru"))
    if lemma == form and len(form) > 6 and _PARTICIPLE.search(form[3:]):
        return folded(_morphology().parse(form)[0].normal_form)
    return lemma


def _lemma_ukrainian(form: str) -> str:
    return folded(simplemma.lemmatize(form, lang="uk"))


def _lemma_english(form: str) -> str:
    return folded(simplemma.lemmatize(form, lang="en"))


@cache
def _morphology() -> Any:
    return pymorphy3.MorphAnalyzer()


_STEMMERS: dict[str, Callable[[str], str]] = {
    "ru": _stem_russian,
    "en": _stem_english,
    "uk": stem_ukrainian,
    "kk": stem_kazakh,
}
_LEMMATIZERS: dict[str, Callable[[str], str]] = {
    "ru": _lemma_russian,
    "en": _lemma_english,
    "uk": _lemma_ukrainian,
}
