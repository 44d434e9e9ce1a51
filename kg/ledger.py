"""Finished articles on disk, so that a build reads only what is new and goes on where it was stopped.

Each entry is what one article said, under a key of its content and of all that we knew when it was read. Entries are
written in transactions of SQLite: a build that is killed loses at most the last few seconds.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from kg.coref.report import Report
from kg.errors import StoreError
from kg.model import ArticleId, EntityId, Holding, Issue
from kg.reading import Reading
from kg.records import dump, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that one article said, as far as building the graph needs it."""

    article: ArticleId
    file: str
    sha256: str  #: of the file
    published: str  #: ISO 8601 with zone
    day: date  #: of publication, as printed or in the outlet's zone
    reports: tuple[Report, ...] = ()
    holdings: tuple[Holding, ...] = ()
    entities: tuple[EntityId, ...] = ()  #: of the world tables, that its graph points to
    issues: tuple[Issue, ...] = ()
    shared: str = ""  #: sorted N-Quads of those whom it names and no table knows, for the graph of the world
    quads: str = ""  #: sorted N-Quads of its graph
    reading: Reading | None = None  #: its text, for a reader


_VERSION = 3  #: of the tables; those of another are made anew
_TABLES = """
    CREATE TABLE told (key TEXT PRIMARY KEY, article TEXT NOT NULL, published TEXT NOT NULL, data BLOB NOT NULL,
        quads BLOB NOT NULL, reading BLOB NOT NULL)
"""


class Ledger:
    """The finished articles of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> dict[str, tuple[ArticleId, str]]:
        """Return the keys of all entries, each with its article and when that was published."""
        rows = self._connection.execute("SELECT key, article, published FROM told")
        return {key: (article, published) for key, article, published in rows}

    def add(self, entries: Iterable[tuple[str, Told]]) -> None:
        """Keep some entries, all or none of them."""
        rows = [_row(key, told) for key, told in entries]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?, ?)", rows)

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all entries but these."""
        gone = [(key,) for key in sorted(self.known().keys() - set(keys))]
        with self._connection:
            self._connection.executemany("DELETE FROM told WHERE key = ?", gone)

    def told(self, key: str) -> Told:
        """Return an entry without its quads and its text.

        Raises:
            KeyError: there is no such entry.
        """
        return load(Told, self._cell("data", key))

    def quads(self, key: str) -> str:
        """Return the N-Quads of an entry.

        Raises:
            KeyError: there is no such entry.
        """
        return zlib.decompress(self._cell("quads", key)).decode()

    def reading(self, key: str) -> Reading | None:
        """Return the text of an entry.

        Raises:
            KeyError: there is no such entry.
        """
        return load(Reading | None, zlib.decompress(self._cell("reading", key)))  # type: ignore[arg-type]

    def _cell(self, column: str, key: str) -> bytes:
        found = self._connection.execute(f"SELECT {column} FROM told WHERE key = ?", (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        return bytes(found[0])


def _row(key: str, told: Told) -> tuple[str, str, str, bytes, bytes, bytes]:
    """Write an entry: what each build reads as it is, what few do compressed."""
    light = dump(replace(told, quads="", reading=None))
    quads, reading = zlib.compress(told.quads.encode(), 1), zlib.compress(dump(told.reading), 1)
    return key, told.article, told.published, light, quads, reading


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open the finished articles of a store.

    Raises:
        StoreError: the file is none of ours.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            _set_up(connection)
        except sqlite3.DatabaseError as error:
            raise StoreError(path, f"cannot be used: {error}", "Remove it; it is made again.") from error
        yield Ledger(connection)


@contextmanager
def reading_ledger(path: Path) -> Iterator[Ledger | None]:
    """Open the finished articles of a store and change nothing; None if another version of kg wrote them.

    Raises:
        sqlite3.Error: they are missing or damaged.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        ((version,),) = connection.execute("PRAGMA user_version")
        yield Ledger(connection) if version == _VERSION else None


def _set_up(connection: sqlite3.Connection) -> None:
    ((version,),) = connection.execute("PRAGMA user_version")
    if version != _VERSION:
        with connection:
            connection.execute("BEGIN")
            connection.execute("DROP TABLE IF EXISTS told")
            connection.execute(_TABLES)
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def fingerprint(folders: Iterable[Path]) -> str:
    """Hash all files below some folders that decide how an article is read: names and content, in order."""
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".py", ".yml", ".csv", ".ttl"):
                digest.update(f"{path.relative_to(folder)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def key_of(content: str, *, name: str, knowledge: str) -> str:
    """Return the key of an article: the hash of its content, its name, and what we knew when it was read."""
    return sha256("\0".join((knowledge, name, content)).encode()).hexdigest()
