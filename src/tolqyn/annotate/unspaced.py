"""Names of countries in scripts that put no space between words: found as they stand, longest first."""

import re
from functools import cache

from tolqyn.annotate.countries import cldr_names
from tolqyn.annotate.matching import Found
from tolqyn.annotate.naming import Naming

LANGUAGES = frozenset(("zh", "ja", "th", "lo", "km", "my"))

_LEAST = 2
"""A name of one letter would stand inside too many words."""


def found_unspaced(text: str, language: str) -> list[Found]:
    """Names in a text, in order, none over another.

    >>> [(one.start, one.naming.target) for one in found_unspaced("格鲁吉亚总统与韩国总统会谈", "zh")]
    [(0, 'GE'), (7, 'KR')]
    """
    pattern, targets = _names(language)
    rows = []
    for match in pattern.finditer(text):
        naming = Naming(match.group(), language, targets[match.group()], "name", "GPE", 1.0, "any", ())
        rows.append(Found(0, 0, match.start(), match.end(), naming))
    return rows


@cache
def _names(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    targets = {name: code for code, names in cldr_names(language).items() for name in names if len(name) >= _LEAST}
    longest_first = sorted(targets, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first))), targets
