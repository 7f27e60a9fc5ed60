"""How sure a quote is: how often the rule that found it was right on the passages that it was built with."""

import tomllib
from functools import cache
from importlib.resources import files

from tolqyn.annotate.quotes.speakers import Speaker

_UNKNOWN = 0.6
_OPEN = 0.9
"""A quote whose speaker the text or the rule leaves open is a little less sure."""


@cache
def _scores() -> dict[str, float]:
    raw = tomllib.loads((files("tolqyn.annotate.quotes") / "lexicon" / "scores.toml").read_text("utf-8"))
    return {rule: float(score) for rule, score in raw["rules"].items()}


def score_of(rule: str, speaker: Speaker) -> float:
    """Score of a quote by its rule, lower where nobody is named as speaker."""
    score = _scores().get(rule, _UNKNOWN)
    return round(score if speaker.span is not None else score * _OPEN, 3)
