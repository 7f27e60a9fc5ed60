"""Starter packs: sources, presses, targets and events to begin a workspace with, and the demonstration corpus."""

from tolqyn.packs.pack import pack_names, read_pack
from tolqyn.packs.unpacking import demo_folder, unpack, write_empty

__all__ = ["demo_folder", "pack_names", "read_pack", "unpack", "write_empty"]
