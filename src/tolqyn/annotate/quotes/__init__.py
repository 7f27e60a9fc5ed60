"""Who says what about whom, with which words: direct, partly direct and reported speech in four languages."""

from tolqyn.annotate.quotes.annotator import NAME, VERSION, QuoteAnnotator, annotate_text
from tolqyn.annotate.quotes.content import content_key

__all__ = ["NAME", "VERSION", "QuoteAnnotator", "annotate_text", "content_key"]
