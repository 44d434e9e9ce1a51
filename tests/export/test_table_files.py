"""Tables as files: other programs read the same values, and the dictionary describes what is there."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from command import kg

from kg.export.tables import FORMATS, PACKAGE
from kg.query.tables import tables
from kg.store.oxigraph import open_native

each_format = pytest.mark.parametrize("form", sorted(FORMATS))


@pytest.fixture(scope="module")
def written(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of folders: the tables in each format."""
    root = tmp_path_factory.mktemp("tables")
    for form in FORMATS:
        assert kg("tables", "--store", store, "--format", form, "-o", root / form).code == 0
    return root


@pytest.mark.parametrize("name", sorted(tables()))
def test_parquet_and_csv_say_the_same_to_another_engine(store: Path, written: Path, name: str) -> None:
    """DuckDB reads as many rows of the same columns from both, and the same days and numbers."""
    names = [column.name for column in tables()[name].columns]
    options = {column.name: "VARCHAR" for column in tables()[name].columns}
    parquet = duckdb.sql(f"SELECT * FROM '{written}/parquet/{name}.parquet'")
    text = duckdb.sql(f"SELECT * FROM read_csv('{written}/csv/{name}.csv', header=true, quote='\"', columns={options})")
    assert parquet is not None and text is not None
    assert (parquet.columns, text.columns) == (names, names)
    plain = [at for at, column in enumerate(tables()[name].columns) if column.kind not in ("datetime", "boolean")]
    shown = [[None if row[at] is None else str(row[at]) for at in plain] for row in parquet.fetchall()]
    assert shown == [[row[at] for at in plain] for row in text.fetchall()]
    assert len(shown) == len(list(tables()[name].rows(open_native(store)))) > 0


def test_parquet_has_types_and_meanings(written: Path) -> None:
    """Days are days, counts are numbers, and each column says what it means."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pq.read_schema(written / "parquet" / "events.parquet")
    assert [str(schema.field(name).type) for name in ("first", "reports", "label")] == [
        "date32[day]",
        "int64",
        "string",
    ]
    assert {name: schema.field(name).metadata[b"description"].decode() for name in schema.names} == {
        column.name: column.help for column in tables()["events"].columns
    }


@each_format
def test_the_dictionary_describes_the_files(written: Path, form: str) -> None:
    """Each file is named with its size and hash, each column with its type and meaning, each key points somewhere."""
    package = json.loads((written / form / PACKAGE).read_text("utf-8"))
    files = {resource["path"]: resource for resource in package["resources"]}
    assert sorted([*files, PACKAGE]) == sorted(path.name for path in (written / form).iterdir())
    for path, resource in files.items():
        content = (written / form / path).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == [column.name for column in tables()[resource["name"]].columns]
        others = [key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", ())]
        assert set(others) <= {each["name"] for each in files.values()} | {""}


@each_format
def test_the_same_bytes_each_time(store: Path, written: Path, tmp_path: Path, form: str) -> None:
    """A folder that kg wrote is replaced, and holds the same bytes."""
    for _ in range(2):
        assert kg("tables", "--store", store, "--format", form, "-o", tmp_path / "t").code == 0
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in (written / form, tmp_path / "t")
    )
    assert first == second
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_some_tables_only(store: Path, tmp_path: Path) -> None:
    """Tables that are not wanted are not written, and nothing points to them."""
    assert kg("tables", "trips", "--store", store, "-o", tmp_path / "t").code == 0
    package = json.loads((tmp_path / "t" / PACKAGE).read_text("utf-8"))
    assert sorted(path.name for path in (tmp_path / "t").iterdir()) == [PACKAGE, "trips.csv"]
    assert "foreignKeys" not in package["resources"][0]["schema"]


def test_what_is_not_ours_is_left_alone(store: Path, tmp_path: Path) -> None:
    """A folder that holds something else is not replaced."""
    (tmp_path / "letter.txt").write_text("mine")
    ran = kg("tables", "--store", store, "-o", tmp_path)
    assert (ran.code, [path.name for path in tmp_path.iterdir()]) == (2, ["letter.txt"])


def test_a_table_that_there_is_not(store: Path, tmp_path: Path) -> None:
    """A wrong name is misuse, and leaves nothing."""
    ran = kg("tables", "planets", "--store", store, "-o", tmp_path / "t")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "participations" in ran.err


def test_every_column_is_listed() -> None:
    """`--list` names all tables and columns, and needs no graph."""
    listed = kg("tables", "--list").out
    assert [column.help for table in tables().values() for column in table.columns if column.help not in listed] == []


def test_csv_is_plain(written: Path) -> None:
    """Lines end in LF, and cells with commas or quotes come back whole."""
    data = (written / "csv" / "sources.csv").read_bytes()
    assert b"\r" not in data
    assert all(len(row) == len(tables()["sources"].columns) for row in csv.reader(data.decode().splitlines()))
