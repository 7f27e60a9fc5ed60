"""Bytes become documents: title, text, authors, date and how it is known, language; or a rejection with its reason."""

from tolqyn.extract.extraction import NAME, VERSION, extract
from tolqyn.extract.language import identify
from tolqyn.extract.options import Options

__all__ = ["NAME", "VERSION", "Options", "extract", "identify"]
