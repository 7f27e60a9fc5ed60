"""Decisions about pairs of documents: which belong together, by which reasons, and who came first."""

from tolqyn.link.copies import Options, find_copies
from tolqyn.link.inputs import LinkInput, link_input

NAME = "link"
VERSION = "1"

__all__ = ["NAME", "VERSION", "LinkInput", "Options", "find_copies", "link_input"]
