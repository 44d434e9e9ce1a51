"""How the reports behind a graph were joined, in a SQLite file beside it: what the next build needs to change it.

It says which entry of each article the graph was made from, to which event each report belongs, what it is filed under
and which region bounds what can be said of it, why reports were joined or kept apart, and how often each line was said
that several articles or events say alike.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.coref.candidates import Filing
from kg.model import ArticleId, EventId, Judgement
from kg.records import dump, load

FILE = "joined.sqlite"
_AT_ONCE = 500  #: values in one statement
_TABLES = """
    CREATE TABLE entry (article TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE report (id TEXT PRIMARY KEY, article TEXT NOT NULL, event TEXT NOT NULL, iri TEXT NOT NULL,
        region TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE filing (key TEXT NOT NULL, earliest INTEGER NOT NULL, latest INTEGER NOT NULL, report TEXT NOT NULL,
        PRIMARY KEY (key, report)) WITHOUT ROWID;
    CREATE TABLE judgement (left TEXT NOT NULL, right TEXT NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (left, right)) WITHOUT ROWID;
    CREATE TABLE line (text TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE entity (id TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX report_article ON report (article);
    CREATE INDEX report_event ON report (event);
    CREATE INDEX report_region ON report (region);
    CREATE INDEX filing_report ON filing (report);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """To which event a report belongs."""

    id: EventId  #: of the report
    article: ArticleId
    event: EventId  #: of its first report
    iri: str  #: of that event
    region: EventId  #: of its first report


class Joins:
    """The joins behind one graph."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def entries(self) -> Mapping[ArticleId, str]:
        """Return the key of the entry that each article was read from."""
        return dict(self._connection.execute("SELECT article, key FROM entry"))

    def counts(self) -> tuple[int, int]:
        """Count reports and events."""
        ((reports, events),) = self._connection.execute("SELECT count(*), count(DISTINCT event) FROM report")
        return reports, events

    def meeting(self, filings: Iterable[Filing]) -> dict[EventId, ArticleId]:
        """Return the reports that are filed together with others, and their articles."""
        return {
            report: article
            for filing in filings
            for report, article in self._connection.execute(
                "SELECT id, article FROM filing JOIN report ON report = id"
                " WHERE key = ? AND earliest <= ? AND ? <= latest",
                (filing.key, filing.latest, filing.earliest),
            )
        }

    def reports(self, column: str, values: Collection[str]) -> Iterator[Joined]:
        """Yield the reports that have one of some values.

        Args:
            column: of the table of reports: id, article, event or region.
        """
        for some, places in _portions(values):
            statement = f"SELECT id, article, event, iri, region FROM report WHERE {column} IN ({places}) ORDER BY id"
            for id_, article, event, iri, region in self._connection.execute(statement, some):
                yield Joined(id=id_, article=article, event=event, iri=iri, region=region)

    def all_reports(self) -> Iterator[Joined]:
        """Yield all reports, sorted by id."""
        for id_, article, event, iri, region in self._connection.execute(
            "SELECT id, article, event, iri, region FROM report ORDER BY id"
        ):
            yield Joined(id=id_, article=article, event=event, iri=iri, region=region)

    def judgements(self) -> Iterator[Judgement]:
        """Yield which reports were joined or nearly joined, and why, sorted by their ids."""
        for (data,) in self._connection.execute("SELECT data FROM judgement ORDER BY left, right"):
            yield load(Judgement, data)

    def forget(self, articles: Collection[str], reports: Collection[str]) -> None:
        """Forget some articles, and what was said of some reports."""
        for table, column, values in (
            ("entry", "article", articles),
            ("report", "id", reports),
            ("filing", "report", reports),
            ("judgement", "left", reports),
        ):
            for some, places in _portions(values):
                self._connection.execute(f"DELETE FROM {table} WHERE {column} IN ({places})", some)

    def add(
        self,
        entries: Mapping[ArticleId, str],
        reports: Iterable[Joined],
        filings: Iterable[tuple[EventId, Filing]],
        judgements: Iterable[Judgement],
    ) -> None:
        """Keep which articles were read, how their reports were joined, and why."""
        put = self._connection.executemany
        put("INSERT INTO entry VALUES (?, ?)", entries.items())
        put(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?)",
            ((each.id, each.article, each.event, each.iri, each.region) for each in reports),
        )
        put("INSERT INTO filing VALUES (?, ?, ?, ?)", ((*filing, report) for report, filing in filings))
        put("INSERT INTO judgement VALUES (?, ?, ?)", ((each.left, each.right, dump(each)) for each in judgements))

    def entities(self) -> set[str]:
        """Return all entities that articles point to."""
        return {entity for (entity,) in self._connection.execute("SELECT id FROM entity")}

    def count(self, table: str, more: Counter[str], less: Counter[str]) -> tuple[set[str], set[str]]:
        """Count how often something is said.

        Args:
            table: "line" or "entity".

        Returns:
            What is said no longer, and what is said for the first time.
        """
        gone: set[str] = set()
        come: set[str] = set()
        change = Counter(more)
        change.subtract(less)
        for value, by in sorted(change.items()):
            before = self._times(table, value)
            if before + by and by:
                self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (value, before + by))
            elif by:
                self._connection.execute(f"DELETE FROM {table} WHERE {_NAMES[table]} = ?", (value,))
            if bool(before) != bool(before + by):
                (gone if before else come).add(value)
        return gone, come

    def _times(self, table: str, value: str) -> int:
        found = self._connection.execute(f"SELECT times FROM {table} WHERE {_NAMES[table]} = ?", (value,)).fetchone()
        return int(found[0]) if found else 0


_NAMES = {"line": "text", "entity": "id"}


def _portions(values: Collection[str]) -> Iterator[tuple[list[str], str]]:
    """Yield values in portions that a statement can hold, with places for them."""
    ordered = sorted(values)
    for at in range(0, len(ordered), _AT_ONCE):
        some = ordered[at : at + _AT_ONCE]
        yield some, ", ".join("?" * len(some))


@contextmanager
def making(path: Path) -> Iterator[Joins]:
    """Write the joins of a graph that is not current yet; a build that is killed starts them again.

    Args:
        path: of nothing, or of a copy of the joins that are to change.
    """
    is_new = not path.exists()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        if is_new:
            connection.executescript(_TABLES)
        yield Joins(connection)


@contextmanager
def reading(path: Path) -> Iterator[Joins]:
    """Open the joins of a graph for reading.

    Raises:
        sqlite3.Error: there are none, or they are damaged.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield Joins(connection)
