"""Stand-off marks on documents: sentences, and the targets that a document names and is about."""

from tolqyn.annotate.coverage import cover
from tolqyn.annotate.sentences import split
from tolqyn.annotate.targets import NAME, VERSION, Mark, TargetAnnotator, mark_text

__all__ = ["NAME", "VERSION", "Mark", "TargetAnnotator", "cover", "mark_text", "split"]
