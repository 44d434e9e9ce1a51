"""Tables as files: CSV or Parquet, with a data dictionary that says what each column means.

An open store comes in; a folder of one file a table and `datapackage.json` goes out; same graph, same bytes.

Source: Frictionless Data Package 2.0 (datapackage.org): Data Package, Data Resource, Table Schema.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg import __version__
from kg.errors import UsageError
from kg.query.tables import Column, Table, Value, tables

if TYPE_CHECKING:
    import pyarrow

PACKAGE = "datapackage.json"
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
#: Frictionless types of our kinds that are not called the same.
_TYPES: Mapping[str, Mapping[str, str]] = {
    "iri": {"type": "string", "format": "uri"},
    "datetime": {"type": "datetime", "format": "any"},
}
_Row = tuple[Value, ...]


def write_tables(store: pyoxigraph.Store, folder: Path, form: str, names: Iterable[str] = ()) -> None:
    """Write tables and their dictionary into an empty folder.

    Args:
        form: one of `FORMATS`.
        names: which tables; all where none is named.

    Raises:
        UsageError: there is no such table, or the format needs a library that is not installed.
    """
    resources = []
    for table in choose(names):
        content = FORMATS[form](table, list(table.rows(store)))
        (folder / f"{table.name}.{form}").write_bytes(content)
        resources.append(_resource(table, form, content))
    known = {resource["name"] for resource in resources}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "diplomatic-events",
        "title": "Diplomatic events in the press",
        "description": "Who met whom, where, when and in what office, as news articles tell it.",
        "version": __version__,
        "resources": [_within(resource, known) for resource in resources],
    }
    (folder / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def choose(names: Iterable[str]) -> list[Table]:
    """Return the tables of these names, all where none is named, in the order of their names.

    Raises:
        UsageError: there is no such table.
    """
    wanted = set(names) or set(tables())
    if unknown := sorted(wanted - set(tables())):
        raise UsageError(f"there is no table {unknown[0]!r}", f"Tables: {', '.join(tables())}.")
    return [tables()[name] for name in sorted(wanted)]


def _csv(table: Table, rows: list[_Row]) -> bytes:
    """Write CSV (RFC 4180, lines end in LF): UTF-8, ISO dates, an empty cell for what is not told."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_text(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _parquet(table: Table, rows: list[_Row]) -> bytes:
    """Write Parquet: days are dates, moments are in UTC, each column has its meaning as metadata."""
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow", "pip install 'kg[parquet]'") from error
    columns: list[list[Value]] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in table.columns]
    fields = [pa.field(column.name, _arrow(column), metadata={"description": column.help}) for column in table.columns]
    made = pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, fields, strict=True)],
        schema=pa.schema(fields, metadata={"description": table.description}),
    )
    stream = io.BytesIO()
    pq.write_table(made, stream, compression="zstd")
    return stream.getvalue()


def _arrow(column: Column) -> pyarrow.DataType:
    import pyarrow as pa  # noqa: PLC0415

    types = {
        "integer": pa.int64(),
        "year": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
    }
    return types.get(column.kind, pa.string())


#: How each format is made of a table and its rows.
FORMATS: Mapping[str, Callable[[Table, list[_Row]], bytes]] = {"csv": _csv, "parquet": _parquet}


def _resource(table: Table, form: str, content: bytes) -> dict[str, object]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{form}",
        "title": table.title,
        "description": table.description,
        "format": form,
        "mediatype": _MEDIA[form],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": list(tables()[other].key)}}
                for column, other in table.points.items()
            ],
        },
    }


def _field(column: Column, table: Table) -> dict[str, object]:
    kind = _TYPES.get(column.kind, {"type": column.kind})
    required = {"constraints": {"required": True}} if column.name in table.key else {}
    return {"name": column.name, **kind, "description": column.help, **required}


def _within(resource: dict[str, object], known: set[object]) -> dict[str, object]:
    """Leave out of a resource what points to tables that are not written."""
    schema = resource["schema"]
    assert isinstance(schema, dict)
    kept = [
        key | {"reference": key["reference"] | {"resource": _own(key["reference"]["resource"], resource)}}
        for key in schema["foreignKeys"]
        if key["reference"]["resource"] in known
    ]
    rest = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return resource | {"schema": rest | ({"foreignKeys": kept} if kept else {})}


def _own(name: str, resource: Mapping[str, object]) -> str:
    """Name the resource of a reference; its own is the empty name."""
    return "" if name == resource["name"] else name
