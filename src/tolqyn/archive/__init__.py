"""Bytes first: append what arrived to WARC files, read it back verified, walk and repair."""

from tolqyn.archive.coding import Bounds, decode_body
from tolqyn.archive.reading import place_of, read, read_many, read_raw
from tolqyn.archive.scan import Damage, walk
from tolqyn.archive.writing import Recovery, Writer, recover

__all__ = [
    "Bounds",
    "Damage",
    "Recovery",
    "Writer",
    "decode_body",
    "place_of",
    "read",
    "read_many",
    "read_raw",
    "recover",
    "walk",
]
