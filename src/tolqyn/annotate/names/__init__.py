"""Names of people, organisations and places: found, made nominative, joined within and across documents."""

from tolqyn.annotate.names.annotator import NamesAnnotator

__all__ = ["NamesAnnotator"]
