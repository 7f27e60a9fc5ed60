"""Imports: files that others saved, read one item at a time."""

from tolqyn.collect.imports.items import ImportOptions, Item, RejectedItem
from tolqyn.collect.imports.reading import KINDS, read

__all__ = ["KINDS", "ImportOptions", "Item", "RejectedItem", "read"]
