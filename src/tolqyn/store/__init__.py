"""Tables that many read while one writes, the full-text index beside them, and what people decided."""

from tolqyn.store.catalogue import Snapshot
from tolqyn.store.declaring import add_source, write_settings
from tolqyn.store.judgements import Judgements
from tolqyn.store.lake import Store
from tolqyn.store.naming import TABLES, table_name
from tolqyn.store.place import Place
from tolqyn.store.settings import holiday_countries, load_settings
from tolqyn.store.text_index import Hit, TextIndex
from tolqyn.store.view import EVERYTHING, View
from tolqyn.store.writer import Writer

__all__ = [
    "EVERYTHING",
    "TABLES",
    "Hit",
    "Judgements",
    "Place",
    "Snapshot",
    "Store",
    "TextIndex",
    "View",
    "Writer",
    "add_source",
    "holiday_countries",
    "load_settings",
    "table_name",
    "write_settings",
]
