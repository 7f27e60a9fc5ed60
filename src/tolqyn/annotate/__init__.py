"""Stand-off marks on documents: sentences, targets, names, quotes, attitudes, claims, devices, narratives, vectors."""

from tolqyn.annotate.choosing import default_reader, reader_for
from tolqyn.annotate.coverage import cover
from tolqyn.annotate.reader import Reader, bare_text, text_of
from tolqyn.annotate.sentences import split
from tolqyn.annotate.targets import NAME, VERSION, Mark, TargetAnnotator, every_country, language_by_letters, mark_text

__all__ = [
    "NAME",
    "VERSION",
    "Mark",
    "Reader",
    "TargetAnnotator",
    "bare_text",
    "cover",
    "default_reader",
    "every_country",
    "language_by_letters",
    "mark_text",
    "reader_for",
    "split",
    "text_of",
]
