"""Tables that many read while one writes, the full-text index beside them, and what people decided."""

from tolqyn.store.catalogue import Snapshot
from tolqyn.store.lake import Store
from tolqyn.store.naming import TABLES, table_name
from tolqyn.store.view import EVERYTHING, View
from tolqyn.store.writer import Writer

__all__ = ["EVERYTHING", "TABLES", "Snapshot", "Store", "View", "Writer", "table_name"]
