"""Who is for or against whom: holder, target, polarity and the words that show it."""

from tolqyn.annotate.attitudes.annotator import AdapterAttitudes, Options, build_adapter
from tolqyn.annotate.attitudes.opinions import Opinion

__all__ = ["AdapterAttitudes", "Opinion", "Options", "build_adapter"]
