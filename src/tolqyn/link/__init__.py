"""Decisions about pairs of documents: which belong together, by which reasons, and who came first."""

from tolqyn.link.chain import Step, chain_of, copy_group
from tolqyn.link.copies import find_copies
from tolqyn.link.copying import Copying, copying
from tolqyn.link.evidence import REASONS
from tolqyn.link.inputs import LinkInput, link_input
from tolqyn.link.options import Options

NAME = "link"
VERSION = "1"

__all__ = [
    "NAME",
    "REASONS",
    "VERSION",
    "Copying",
    "LinkInput",
    "Options",
    "Step",
    "chain_of",
    "copy_group",
    "copying",
    "find_copies",
    "link_input",
]
