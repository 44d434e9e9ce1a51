"""The tables of the world, read and checked line by line.

In go the CSV files of `data/world` and of a language's `names`, out come the values that `world` keeps. A line that
refers to one that is not there, or holds a malformed value, raises here; what two right lines say against each other
is found in `worldcheck`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from kg.errors import DataError
from kg.knowledge.worldcells import advice
from kg.knowledge.worldrows import (
    LABELS,
    TABLES,
    entity_key,
    make_edition,
    make_entity,
    make_name,
    make_office,
    make_post,
    make_tenure,
    tenure_key,
)
from kg.knowledge.worldvalues import Edition, Entity, Name, Office, Post, Tenure
from kg.model import EntityId
from kg.tables import Row, read_csv

#: Columns of each table of `data/world`.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states": ("iso3", *LABELS, "zh_hant", "qid", "leader", "source"),
    "organisations": ("id", "type", "iso3", "convenes", *LABELS, "source"),
    "regions": ("id", "parts", *LABELS, "source"),
    "places": ("id", "kind", "iso3", "within", "capital", *LABELS, "lat", "lon", "source"),
    "people": ("id", "polity", *LABELS, "qid", "source"),
    "series": ("id", "type", *LABELS, "organisation", "source"),
    "editions": ("id", "series", "number", "year", "start", "end", "city", "iso3", "status", *LABELS, "source"),
    "posts": ("post", "rank", "single", "shared", *LABELS, "source"),
    "tenures": ("person", "polity", "post", "receiver", "start", "end", "seen", "source"),
}
NAME_COLUMNS = ("form", "id", "strength", "source")
_OFFICE_COLUMNS = ("wording", "post", "en", "ja", "source")
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All tables, each line checked by itself and against the lines that it refers to."""

    entities: Mapping[EntityId, Entity]
    names: tuple[Name, ...]  #: sorted by form, then entity
    posts: Mapping[str, Post]
    offices: Mapping[str, Office]  #: by wording
    tenures: tuple[Tenure, ...]
    editions: Mapping[EntityId, Edition]


def read_tables(folder: Path, names_folder: Path, *, extra: Sequence[Path] = ()) -> Tables:
    """Read our tables, then those of users over them.

    Args:
        folder: holds all tables of `COLUMNS`.
        names_folder: holds `offices.csv`; every other CSV file in it holds surface forms.
        extra: folders with any of the same tables, and a folder `names` with any of those of a language. A line of
            the same key replaces: of an entity the labels, elsewhere the whole line.

    Raises:
        DataError: a line is wrong; names file and line.
    """
    folders = (folder, *map(_of_user, extra))
    with uncollected():
        return _read(folders, (names_folder, *(path / "names" for path in folders[1:])))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from going through many values again and again while they are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(folders: Sequence[Path], words: Sequence[Path]) -> Tables:
    entities = _entities(folders)
    posts = _keyed(_rows(folders, "posts"), lambda row: row["post"], make_post)
    offices = _keyed(_office_rows(words), lambda row: row["wording"], lambda row: make_office(row, posts))
    tenures = _keyed(_rows(folders, "tenures"), tenure_key, lambda row: make_tenure(row, entities, posts))
    editions = _keyed(_rows(folders, "editions"), lambda row: entity_key(row, "editions"), make_edition)
    names = _keyed(_name_rows(words), lambda row: (row["form"], row["id"]), lambda row: make_name(row, entities))
    return Tables(
        entities=entities,
        names=tuple(names[key] for key in sorted(names)),
        posts=posts,
        offices=offices,
        tenures=tuple(tenures.values()),
        editions=editions,
    )


def _of_user(folder: Path) -> Path:
    """Return a user's folder; raise where it is none, or holds a table that we do not know."""
    if not folder.is_dir():
        raise DataError(folder, None, "there is no such folder of tables")
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in COLUMNS:
            raise DataError(path, None, "no table has this name", advice(path.stem, COLUMNS))
    return folder


def _rows(folders: Sequence[Path], table: str) -> Iterator[Row]:
    """Yield the lines of a table: of ours, which must be there, then of users' where they have it."""
    for path in (folder / f"{table}.csv" for folder in folders):
        if path.parent == folders[0] or path.exists():
            yield from read_csv(path, columns=COLUMNS[table])


def _office_rows(folders: Sequence[Path]) -> Iterator[Row]:
    for path in (folder / "offices.csv" for folder in folders):
        if path.parent == folders[0] or path.exists():
            yield from read_csv(path, columns=_OFFICE_COLUMNS)


def _name_rows(folders: Sequence[Path]) -> Iterator[Row]:
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            if path.stem != "offices":
                yield from read_csv(path, columns=NAME_COLUMNS)


def _keyed(rows: Iterable[Row], key: Callable[[Row], _Key], make: Callable[[Row], _Value]) -> dict[_Key, _Value]:
    """Make the value of each line, by key; a later file replaces, one file holds no key twice."""
    values: dict[_Key, _Value] = {}
    lines: dict[_Key, Row] = {}
    for row in rows:
        at = key(row)
        if at in lines:
            _refuse_repeated(row, lines[at])
        values[at], lines[at] = make(row), row
    return values


def _refuse_repeated(row: Row, before: Row | None) -> None:
    if before is not None and before.path == row.path:
        raise row.error(f"the same stands in line {before.line}", advice="Keep one of the two lines.")


def _entities(folders: Sequence[Path]) -> dict[EntityId, Entity]:
    """Read all entities; a user's line of a known id gives labels and leaves the rest."""
    entities: dict[EntityId, Entity] = {}
    for table in TABLES:
        lines: dict[EntityId, Row] = {}
        for row in _rows(folders, table):
            entity = make_entity(row, table, entities)
            _refuse_repeated(row, lines.get(entity.id))
            known = entities.get(entity.id)
            entities[entity.id] = replace(known, labels={**known.labels, **entity.labels}) if known else entity
            lines[entity.id] = row
    return entities
