"""A quote's content in the form in which the same words are found again elsewhere."""

import re

from tolqyn.annotate.quotes.masking import masked
from tolqyn.annotate.words import fold

_WORD = re.compile(r"[^\W_]+")


def content_key(text: str) -> str:
    """Folded words of a content with one space between: case, marks, ё, markup and spaces make no difference.

    Shingles of its words compare contents that were shortened or joined; equal keys are equal words.

    >>> content_key("«Всё  **будет** хорошо!» — 5%"), content_key("Біз, жеңеміз…")
    ('все будет хорошо 5', 'біз жеңеміз')
    """
    return " ".join(_WORD.findall(fold(masked(text))))
