"""The same findings for other people's systems: a table, a feed, an archive, a bundle, entities."""

from tolqyn.export.checking import PackFailure, PackReport, verify_pack
from tolqyn.export.members import LeftOut
from tolqyn.export.writing import KINDS, Exported, export, known

__all__ = ["KINDS", "Exported", "LeftOut", "PackFailure", "PackReport", "export", "known", "verify_pack"]
