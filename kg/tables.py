"""Checked tables: YAML and CSV of our own data, with file and line in every complaint.

Every scalar is read as text (`NO` is Norway, not false; `010` is not 8). YAML comes out as a tree of `Entry`, CSV as
a list of `Row`; both know where they stand and make the `DataError` that says so. Users' tables are read the same way.
Articles are not read here (see `read`).
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say which known words there are, and which is likely meant.

    >>> did_you_mean("particpant", ["participant", "absent"])
    'Known: absent, participant. Did you mean "participant"?'
    """
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    guess = f' Did you mean "{close[0]}"?' if close else ""
    return f"Known: {', '.join(names)}.{guess}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a YAML file and where it stands."""

    path: Path
    line: int
    value: str | tuple[Entry, ...] | Mapping[str, Entry]

    def error(self, message: str, *, advice: str = "", wrong: str = "") -> DataError:
        """Make the error that shows this entry's line."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        source = lines[self.line - 1].strip() if 0 < self.line <= len(lines) else ""
        return DataError(self.path, self.line, message, advice, source, wrong)

    def text(self) -> str:
        """Return the scalar; raise `DataError` for a list or a mapping."""
        if not isinstance(self.value, str):
            raise self.error("a single value is wanted here, not a list or a mapping")
        return self.value

    def list(self) -> tuple[Entry, ...]:
        """Return the items; a scalar counts as a list of one."""
        if isinstance(self.value, str):
            return (self,)
        if isinstance(self.value, Mapping):
            raise self.error("a list is wanted here, not a mapping")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """Return the scalars of a list; a scalar counts as a list of one, an empty scalar as none."""
        if self.value == "":
            return ()
        return tuple(item.text() for item in self.list())

    def mapping(self, *, known: Collection[str] = (), required: Collection[str] = ()) -> Mapping[str, Entry]:
        """Return the mapping; raise `DataError` for a key that is not known, or one that is wanted and missing.

        Args:
            known: the keys that may stand here, beside the required ones; empty for any.
            required: the keys that must.
        """
        if not isinstance(self.value, Mapping):
            raise self.error("a mapping is wanted here")
        allowed = {*known, *required}
        for key, entry in self.value.items():
            if known and key not in allowed:
                raise entry.error(f'unknown key "{key}"', advice=did_you_mean(key, allowed), wrong=key)
        for key in sorted(required):
            if key not in self.value:
                raise self.error(f'the key "{key}" is missing')
        return self.value

    def get(self, key: str) -> Entry | None:
        """Return the entry under a key of this mapping, or None."""
        return self.mapping().get(key)

    def plain(self) -> Any:
        """Return the value as plain strings, lists and dicts."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, Mapping):
            return {key: entry.plain() for key, entry in self.value.items()}
        return [entry.plain() for entry in self.value]


def _entry(path: Path, node: yaml.Node, line: int | None = None) -> Entry:
    at = line or node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Entry(path, at, "" if node.tag.endswith(":null") else str(node.value))
    if isinstance(node, yaml.SequenceNode):
        return Entry(path, at, tuple(_entry(path, item) for item in node.value))
    pairs: dict[str, Entry] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in pairs:
            raise pairs[name].error(
                f'the key "{name}" stands twice, again in line {key.start_mark.line + 1}', wrong=name
            )
        pairs[name] = _entry(path, value, key.start_mark.line + 1)
    return Entry(path, at, pairs)


def read_yaml(path: Path) -> Entry:
    """Read a YAML file as a tree of entries.

    Raises:
        DataError: the file is missing, empty or no YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except FileNotFoundError as error:
        raise DataError(path, None, "there is no such file") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise DataError(path, mark.line + 1 if mark else None, f"no valid YAML: {error}") from error
    if node is None:
        raise DataError(path, None, "the file is empty")
    return _entry(path, node)


@dataclass(slots=True)
class Row:
    """A line of a CSV table; not frozen, for a frozen one takes four times as long to make."""

    path: Path
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def list(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, separated by `|`."""
        cell = self.values[column]
        return tuple(part for part in cell.split("|") if part) if cell else ()

    def error(self, message: str, *, advice: str = "", wrong: str = "") -> DataError:
        """Make the error that shows this row."""
        return DataError(self.path, self.line, message, advice, ",".join(self.values.values()), wrong)


def read_csv(path: Path, *, columns: Collection[str]) -> Iterator[Row]:
    """Read a CSV table with a header line; lines that begin with `#` are comments.

    Args:
        columns: the columns that must be there; others are an error, so that a typing mistake shows.

    Raises:
        DataError: a column is missing or unknown, a row has too few or too many cells, or the file is no UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()  # spreadsheets write the mark of UTF-8 in front
    except FileNotFoundError as error:
        raise DataError(path, None, "there is no such file") from error
    except UnicodeDecodeError as error:
        raise DataError(path, None, "the table is no UTF-8", "Save it as CSV in UTF-8.") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise DataError(path, None, "the table is empty")
    header = next(csv.reader([numbered[0][1]]))
    for column in header:
        if column not in columns:
            raise DataError(
                path,
                numbered[0][0],
                f'unknown column "{column}"',
                did_you_mean(column, columns),
                numbered[0][1],
                column,
            )
    for column in columns:
        if column not in header:
            raise DataError(path, numbered[0][0], f'the column "{column}" is missing')
    cells = csv.reader(line for _, line in numbered[1:])
    for read, ((number, line), row) in enumerate(zip(numbered[1:], cells, strict=True), 1):
        if cells.line_num != read:
            raise DataError(path, number, "a quoted cell goes on in the next line", source=line)
        if len(row) != len(header):
            raise DataError(path, number, f"{len(row)} cells where the header has {len(header)}", source=line)
        yield Row(path, number, dict(zip(header, row)))  # noqa: B905, the lengths are compared above
