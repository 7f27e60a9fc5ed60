"""Words that were analysed before, kept beside the index so that a search need not load whole dictionaries."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tolqyn.store.analysis import PLAIN, Keys, analyse

_DECLARATION = (
    "CREATE TABLE IF NOT EXISTS words (analysis TEXT, form TEXT, stem TEXT, lemma TEXT, UNIQUE (analysis, form))"
)
_LOOK_UP = "SELECT form, stem, lemma FROM words WHERE analysis = ? AND form IN (SELECT value FROM json_each(?))"
_MOST = 2_000_000


class Vocabulary:
    """Terms of words by analysis: loading the dictionaries takes three seconds of a search, asking this takes none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[tuple[str, str], Keys] = {}
        self._fresh: list[tuple[str, str, str, str]] = []

    def load(self) -> None:
        """Take every kept word into memory, for a large update."""
        if self._path.exists():
            with closing(sqlite3.connect(self._path, timeout=30)) as link:
                for analysis, form, stem, lemma in link.execute("SELECT * FROM words LIMIT ?", (_MOST,)):
                    self._known[analysis, form] = Keys(stem, lemma)

    def keys(self, forms: Iterable[str], analysis: str) -> list[Keys]:
        """Terms of words, in order."""
        return [self._known.get((analysis, form)) or self._learnt(form, analysis) for form in forms]

    def look_up(self, forms: Iterable[str], analysis: str) -> list[Keys]:
        """Terms of a query's words: from the kept ones, else from the dictionaries."""
        forms = list(forms)
        unseen = {form for form in forms if (analysis, form) not in self._known}
        if unseen and self._path.exists():
            with closing(sqlite3.connect(self._path, timeout=30)) as link:
                for form, stem, lemma in link.execute(_LOOK_UP, (analysis, json.dumps(sorted(unseen)))):
                    self._known[analysis, form] = Keys(stem, lemma)
        return self.keys(forms, analysis)

    def save(self) -> None:
        """Keep what was learnt."""
        with closing(sqlite3.connect(self._path, timeout=30)) as link, link:
            link.execute("PRAGMA journal_mode = WAL")
            link.execute(_DECLARATION)
            link.executemany("INSERT OR IGNORE INTO words VALUES (?, ?, ?, ?)", self._fresh)
        self._fresh.clear()

    def _learnt(self, form: str, analysis: str) -> Keys:
        keys = analyse(form, analysis)
        self._known[analysis, form] = keys
        if analysis != PLAIN:
            self._fresh.append((analysis, form, *keys))
        return keys
