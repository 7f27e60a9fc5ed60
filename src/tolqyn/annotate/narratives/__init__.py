"""Catalogued messages matched to the passages that carry them."""

from tolqyn.annotate.narratives.matcher import NarrativeMatcher

__all__ = ["NarrativeMatcher"]
