"""Every fact of the tables of the world says where it is from; lines are drawn and their dates and codes looked at."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kg.knowledge.world import DATA

TABLES = sorted((*DATA.glob("world/*.csv"), *DATA.glob("lang/*/names/*.csv")))
_SOURCE = re.compile(r"[a-z0-9][a-z0-9/-]*(\|[a-z0-9][a-z0-9/-]*)*")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_FORMS = {
    "iso3": re.compile(r"[A-Z]{3}"),
    "polity": re.compile(r"[A-Z0-9]{2,}"),
    "qid": re.compile(r"Q[1-9]\d*(\|Q[1-9]\d*)*"),
    "start": _DATE,
    "end": _DATE,
    "year": re.compile(r"20[12]\d"),
}
_DRAWN = 400

Row = Mapping[str, str]


def _rows(path: Path) -> list[Row]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return list(csv.DictReader(lines))


def _drawn() -> list[tuple[str, Row]]:
    rows = [(path.stem, row) for path in TABLES for row in _rows(path)]
    return random.Random(len(rows)).sample(rows, _DRAWN)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_line_names_its_source(path: Path) -> None:
    """The column `source` is never empty, and holds names of datasets."""
    assert [row for row in _rows(path) if not _SOURCE.fullmatch(row["source"])] == []


@pytest.mark.parametrize(("table", "row"), _drawn())
def test_a_drawn_line_has_well_formed_dates_and_codes(table: str, row: Row) -> None:
    """A date is a year, month or day of the calendar, a code has the form of its list."""
    told = {column: row[column] for column in _FORMS if row.get(column)}
    assert [column for column, value in told.items() if not _FORMS[column].fullmatch(value)] == []
    days = [
        date.fromisoformat(told[each] + "0000-01-01"[len(told[each]) :]) for each in ("start", "end") if each in told
    ]
    assert days == sorted(days) or told["start"].startswith(told["end"])


def test_no_wikidata_id_is_from_memory() -> None:
    """Who has a Wikidata id has a dataset that vouches for it."""
    rows = [row for name in ("states", "people") for row in _rows(DATA / "world" / f"{name}.csv")]
    assert [row for row in rows if row["qid"] and row["source"] in ("authored", "seen", "pinyin")] == []
