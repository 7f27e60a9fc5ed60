"""Starter packs: sources, presses, targets and events to begin a workspace with, and the demonstration corpus."""

from tolqyn.packs.narratives import catalogue_of, starter_narratives
from tolqyn.packs.pack import pack_names, read_pack
from tolqyn.packs.unpacking import demo_folder, unpack, write_empty

__all__ = ["catalogue_of", "demo_folder", "pack_names", "read_pack", "starter_narratives", "unpack", "write_empty"]
