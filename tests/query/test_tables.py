"""The tables that scholars load: each says what its columns mean, and its rows are what it says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.errors import DataError
from kg.query.runner import ask
from kg.query.tables import FOLDER, KINDS, Table, _table, tables
from kg.store.oxigraph import open_native

NAMES = sorted(tables())
each_table = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def examples(examples_store: Path) -> pyoxigraph.Store:
    """The graph of the examples."""
    return open_native(examples_store)


def cells(store: pyoxigraph.Store, name: str, columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table."""
    table = tables()[name]
    at = [[column.name for column in table.columns].index(column) for column in columns.split()]
    return [tuple(row[index] for index in at) for row in table.rows(store)]


@each_table
def test_columns_are_those_of_the_query(examples: pyoxigraph.Store, name: str) -> None:
    """The head of a table describes the columns that its query gives, in their order."""
    result = ask(examples, tables()[name].text)
    assert isinstance(result, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in result.variables] == [column.name for column in tables()[name].columns]


@each_table
def test_keys_tell_rows_apart(examples: pyoxigraph.Store, name: str) -> None:
    """No two rows have one key, no key is empty, and there are rows."""
    keys = cells(examples, name, " ".join(tables()[name].key))
    assert keys
    assert [key for key, count in Counter(keys).items() if count > 1 or None in key] == []


@each_table
def test_pointers_lead_to_rows(examples: pyoxigraph.Store, name: str) -> None:
    """What a column points to is a row of the other table."""
    for column, other in tables()[name].points.items():
        (key,) = tables()[other].key
        assert {each for (each,) in cells(examples, name, column)} - {None} <= {
            each for (each,) in cells(examples, other, key)
        }


@each_table
def test_the_same_rows_each_time(examples: pyoxigraph.Store, name: str) -> None:
    """Rows come in one order."""
    assert list(tables()[name].rows(examples)) == list(tables()[name].rows(examples))


@each_table
def test_columns_are_explained(name: str) -> None:
    """Each column has a word of help, and what is said of the table is a sentence."""
    table: Table = tables()[name]
    assert [column for column in table.columns if len(column.help) < 8 or column.kind not in KINDS] == []
    assert re.fullmatch(r"One row .+\.", table.description)


#: What some tables have of our small posts: the columns that are looked at, and rows that are among them.
ROWS = {
    "trips": (
        "name on_behalf_of offices destination_states status first days",
        ("马克龙", "FRA", "总统", "CHN", "Held", "2024-11-14", 3),
    ),
    "people": ("name name_en state linked", ("李强", "Li Qiang", "CHN", True)),
    "dyad-month": ("state_1 state_2 month events", ("CHN", "SVK", "2024-11", 1)),
    "dyad-year": ("state_1 state_2 year events meetings", ("CHN", "SVK", 2024, 1, 1)),
}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_rows(store: Path, name: str) -> None:
    """A table has the rows that the posts tell of."""
    columns, row = ROWS[name]
    found = [
        tuple(str(cell) if hasattr(cell, "isoformat") else cell for cell in each)
        for each in cells(open_native(store), name, columns)
    ]
    assert row in found


def test_every_event_is_a_row(examples: pyoxigraph.Store) -> None:
    """Events and their reports are all there, with as many reports as are told."""
    counted = Counter(event for (event,) in cells(examples, "reports", "event"))
    assert dict(cells(examples, "events", "event reports")) == counted


def test_lengths_of_calls_are_minutes() -> None:
    """Hours and minutes are added up; a call of no told length has none."""
    told = {"PT5M": 5, "PT1H30M": 90, "PT2H": 120, "PT40S": None}
    data = "".join(
        f"<http://e/{text}> a dpe:Call ; dpe:status dpe:Held ; schema:duration '{text}'^^xsd:duration ."
        for text in told
    )
    store = pyoxigraph.Store()
    head = "PREFIX dpe: <https://w3id.org/dpe/ns#> PREFIX schema: <https://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    store.update(f"{head} INSERT DATA {{ {data} }}")
    assert dict(cells(store, "calls", "event minutes")) == {
        f"http://e/{text}": minutes for text, minutes in told.items()
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# title: a\n# description: One row a b.\nSELECT * {}\n", "`# key: …` is missing"),
        ("# title: a\n# description: One row a b.\n# key: x\n# column: x number help\nSELECT * {}\n", "4: no column"),
    ],
)
def test_a_table_without_its_head(tmp_path: Path, text: str, said: str) -> None:
    """A file that does not say what its columns are is our fault, named with its line."""
    (tmp_path / "t.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        _table(tmp_path / "t.rq")
    assert said in str(caught.value)


def test_every_file_is_a_table() -> None:
    """Each `.rq` file is found."""
    assert sorted(path.stem for path in FOLDER.glob("*.rq")) == NAMES
