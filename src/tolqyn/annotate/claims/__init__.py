"""Who blames whom for what, who warns whom of what, and what is foretold: claims, by rules over lists of words."""

from tolqyn.annotate.claims.lexical import LexicalClaims

__all__ = ["LexicalClaims"]
