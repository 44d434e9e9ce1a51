"""The tables that scholars load: one `.rq` file each, which says on top what a row is and what each column means.

    # title: Calls
    # description: One row a call by telephone or video.
    # key: event
    # column: event iri IRI of the event
    # column: minutes integer length, where it is told
    SELECT ?event ?minutes …

Kinds are those of Frictionless Table Schema, and `iri`. A graph comes in; typed rows go out, in the order of the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pyoxigraph

from kg.errors import DataError
from kg.query.runner import ask, rows

Value = str | int | bool | date | datetime | None
FOLDER = Path(__file__).parent
_HEADER = re.compile(r"#\s*(title|description|key|column|points):\s*(.+)")
_COLUMN = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\s+(?P<kind>[a-z]+)\s+(?P<help>.+)")

#: How the text of an RDF term becomes a value of each kind.
KINDS: Mapping[str, Callable[[str], Value]] = {
    "iri": str,
    "string": str,
    "year": int,
    "yearmonth": str,
    "duration": str,
    "integer": int,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    kind: str  #: one of `KINDS`
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: what it is, and the query that gives its rows."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]  #: the columns that no two rows share
    points: Mapping[str, str]  #: column to the table of which it is the key
    columns: tuple[Column, ...]
    text: str

    def rows(self, store: pyoxigraph.Store) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a graph; None where nothing is told."""
        readers = [KINDS[column.kind] for column in self.columns]
        for row in rows(ask(store, self.text)):
            yield tuple(read(cell) if cell else None for read, cell in zip(readers, row, strict=True))


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name, sorted."""
    return {path.stem: _table(path) for path in sorted(FOLDER.glob("*.rq"))}


def _table(path: Path) -> Table:
    text = path.read_text(encoding="utf-8")
    facts: dict[str, str] = {}
    columns: list[Column] = []
    points: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _HEADER.fullmatch(line)
        if match is None:
            continue
        key, value = match.groups()
        if key == "column":
            columns.append(_column(path, number, value))
        elif key == "points":
            points |= dict(pair.split("=") for pair in value.split())
        else:
            facts[key] = value
    for key in ("title", "description", "key"):
        if key not in facts:
            raise DataError(path, 1, f"the line `# {key}: …` is missing")
    return Table(
        name=path.stem,
        title=facts["title"],
        description=facts["description"],
        key=tuple(facts["key"].split()),
        points=points,
        columns=tuple(columns),
        text=text,
    )


def _column(path: Path, line: int, written: str) -> Column:
    match = _COLUMN.fullmatch(written)
    if match is None or match["kind"] not in KINDS:
        kinds = ", ".join(KINDS)
        raise DataError(path, line, "no column: write `name kind help`", f"Kinds: {kinds}.", source=written)
    return Column(**match.groupdict())
