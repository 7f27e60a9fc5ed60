"""Users with passwords, sessions and tokens: kept beside the judgements' workspace, never a secret in clear."""

import hashlib
import hmac
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from typing import Any, Literal, get_args

from tolqyn.model.errors import Invalid

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least: a reader reads, an analyst judges too, an admin may all that pages offer."""

SESSION = timedelta(days=14)
SHORTEST = 12
"""Characters of a password: length is what counts against guessing."""

_COST = {"n": 2**14, "r": 8, "p": 1}
_DECLARATION = """
CREATE TABLE IF NOT EXISTS users (name TEXT PRIMARY KEY, role TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS keys (digest TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, expires TEXT);
"""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and as what."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the visitor may do what needs a role."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class People:
    """The users of a workspace, in `access/people.sqlite`. No file means no users."""

    folder: Path

    def any(self) -> bool:
        """Whether there is a user at all: then every page asks who is there."""
        return self._path.is_file() and bool(self._rows("SELECT 1 FROM users LIMIT 1"))

    def put(self, name: str, role: Role, password: str) -> None:
        """Add a user, or give one a new role and password; sessions and tokens of old end."""
        if not name.strip() or len(name) > 80 or role not in ROLES:
            raise Invalid(f"not a user: {name} as {role}", f"give a name and one of the roles {', '.join(ROLES)}")
        if len(password) < SHORTEST:
            raise Invalid("the password is too short", f"take {SHORTEST} characters or more, for example four words")
        salt = token_bytes(16)
        with self._writing() as link:
            link.execute("DELETE FROM keys WHERE name = ?", (name,))
            row = (name, role, salt, _hash(password, salt))
            link.execute("INSERT OR REPLACE INTO users (name, role, salt, hash) VALUES (?, ?, ?, ?)", row)

    def remove(self, name: str) -> None:
        """Take a user away with all sessions and tokens; what they judged stays."""
        with self._writing() as link:
            gone = link.execute("DELETE FROM users WHERE name = ?", (name,)).rowcount
            link.execute("DELETE FROM keys WHERE name = ?", (name,))
        if not gone:
            raise Invalid(f"there is no user {name}", "tolqyn access --list names them")

    def all(self) -> list[Visitor]:
        """Every user by name."""
        return [Visitor(name, role) for name, role in self._rows("SELECT name, role FROM users ORDER BY name")]

    def enter(self, name: str, password: str, now: datetime) -> str | None:
        """The key of a new session, `None` where name or password is wrong; both take the same time."""
        rows = self._rows("SELECT salt, hash FROM users WHERE name = ?", (name,))
        salt, kept = rows[0] if rows else (b"\0" * 16, b"")
        if not hmac.compare_digest(_hash(password, salt), kept):
            return None
        return self._key(name, "session", now + SESSION)

    def token(self, name: str) -> str:
        """A key for a program that acts as a user: it is told once, and only its digest is kept."""
        if name not in {visitor.name for visitor in self.all()}:
            raise Invalid(f"there is no user {name}", f"tolqyn access {name} --role analyst makes one")
        return self._key(name, "token", None)

    def who(self, key: str, kind: Literal["session", "token"], now: datetime) -> Visitor | None:
        """Whose key this is, as long as it lasts."""
        query = """SELECT users.name, users.role FROM keys JOIN users USING (name)
        WHERE digest = ? AND kind = ? AND (expires IS NULL OR expires > ?)"""
        rows = self._rows(query, (_digest(key), kind, now.isoformat()))
        return Visitor(*rows[0]) if rows else None

    def leave(self, key: str) -> None:
        """End a session."""
        with self._writing() as link:
            link.execute("DELETE FROM keys WHERE digest = ?", (_digest(key),))

    @property
    def _path(self) -> Path:
        return self.folder / "people.sqlite"

    def _key(self, name: str, kind: str, expires: datetime | None) -> str:
        key = token_urlsafe(32)
        with self._writing() as link:
            row = (_digest(key), name, kind, expires.isoformat() if expires else None)
            link.execute("INSERT INTO keys (digest, name, kind, expires) VALUES (?, ?, ?, ?)", row)
        return key

    def _rows(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        if not self._path.is_file():
            return []
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=10)) as link:
            return link.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(self._path, timeout=10)) as link:
            link.executescript(_DECLARATION)
            with link:
                yield link
        self._path.chmod(0o600)


def _hash(password: str, salt: bytes) -> bytes:
    """scrypt with the parameters that OWASP's cheat sheet gives for interactive log-in at 16 MiB."""
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, **_COST)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
