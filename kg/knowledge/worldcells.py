"""The cells of the tables of the world: what may stand in one, and the complaint where something else does.

In goes a row and the name of a column, out comes the checked value, None where the cell is empty. An advice names the
few words that are likest, for most columns have more words than a reader wants to see.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from datetime import date

from kg.knowledge.worldvalues import Entity
from kg.model import EntityId
from kg.tables import Row

DAY = re.compile(r"\d{4}-\d\d-\d\d")
PARTIAL = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")  #: a year, a month or a day
_QID = re.compile(r"Q[1-9]\d*")
_FEW = 12

Known = Mapping[EntityId, Entity]


def origin(row: Row) -> str:
    """Return file and line of a row."""
    return f"{row.path}:{row.line}"


def advice(word: str, known: Collection[str]) -> str:
    """Name the words that are likest, or all where there are few.

    >>> advice("plce", ["place", "person"])
    'Known: person, place.'
    """
    if len(known) <= _FEW:
        return f"Known: {', '.join(sorted(name or 'nothing' for name in known))}."
    close = difflib.get_close_matches(word, known, n=3)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def entity_id(prefix: str, slug: str) -> EntityId:
    """Make an id of the world.

    >>> entity_id("state", "JPN")
    'state:JPN'
    """
    return EntityId(f"{prefix}:{slug}")


def one_of(row: Row, column: str, words: Collection[str]) -> str:
    """Return a word of a closed list."""
    word = row.values[column]
    if word not in words:
        raise row.error(f'unknown {column} "{word}"', advice=advice(word, words), wrong=word)
    return word


def reference(row: Row, column: str, prefix: str, known: Known) -> EntityId | None:
    """Return the id of the entity that a cell names without its prefix; it must stand in an earlier line."""
    slug = row.values[column]
    if not slug:
        return None
    entity = entity_id(prefix, slug)
    if entity not in known:
        likely = advice(entity, [name for name in known if name.startswith(f"{prefix}:")])
        raise row.error(f'unknown {column} "{slug}"', advice=likely, wrong=slug)
    return entity


def polity(row: Row, known: Known, column: str = "polity") -> str:
    """Return the code of a state or organisation."""
    code = row[column]
    if entity_id("state", code) not in known and entity_id("org", code) not in known:
        raise row.error(f'"{code}" is neither a state nor an organisation', wrong=code)
    return code


def state_code(row: Row, known: Known) -> str | None:
    """Return ISO 3166-1 alpha-3 of a known state."""
    reference(row, "iso3", "state", known)
    return row["iso3"] or None


def same_as(row: Row) -> tuple[str, ...]:
    """Return the Wikidata ids of a cell."""
    qids = row.list("qid")
    for qid in qids:
        if not _QID.fullmatch(qid):
            raise row.error(f'"{qid}" is no Wikidata id', wrong=qid)
    return qids


def number(row: Row, column: str) -> int | None:
    """Return a natural number."""
    if row[column] and not row[column].isdecimal():
        raise row.error(f"{column} is no number", wrong=row[column])
    return int(row[column]) if row[column] else None


def degrees(row: Row, column: str, *, limit: int) -> float | None:
    """Return degrees from -limit to limit."""
    if not row[column]:
        return None
    try:
        value = float(row[column])
    except ValueError as error:
        raise row.error(f"{column} is no number", wrong=row[column]) from error
    if not -limit <= value <= limit:
        raise row.error(f"{column} goes from -{limit} to {limit}", wrong=row[column])
    return value


def day_or_part(row: Row, column: str, shape: re.Pattern[str]) -> str | None:
    """Return a date of the calendar, as precise as `shape` asks.

    Args:
        shape: `DAY` or `PARTIAL`.
    """
    text = row[column]
    if not text:
        return None
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError as error:
        raise row.error(f"{column} is no day of the calendar", wrong=text) from error
    if not shape.fullmatch(text):
        raise row.error(f"{column} is not precise enough", advice="Write YYYY-MM-DD.", wrong=text)
    return text


def days(row: Row, column: str) -> tuple[str, str] | None:
    """Return two days, first/last."""
    if not row[column]:
        return None
    first, _, last = row[column].partition("/")
    if not (DAY.fullmatch(first) and DAY.fullmatch(last) and first <= last):
        raise row.error(f"{column} is not first/last", advice="Write 2024-01-31/2024-12-01.", wrong=row[column])
    return first, last
