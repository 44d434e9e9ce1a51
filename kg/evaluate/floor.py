"""Floors: a table of figures below which none may fall, a line for each type.

Figures have three decimals, in the table and when they are compared with it. A floor is raised to what is reached and
never lowered: whoever must lower one edits the table by hand and says why.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.evaluate.figures import FIGURES, Row
from kg.tables import read_csv

Floor = Mapping[str, Mapping[str, float]]  #: by type and by figure
_NOTE = (
    "# No figure of these articles may fall below its floor. Raise the floors: kg evaluate FOLDER --raise-floor FILE\n"
)


def read_floor(path: Path) -> Floor:
    """Read a table of floors.

    Raises:
        DataError: the table is none, or a floor is no number.
    """
    floor: dict[str, dict[str, float]] = {}
    for row in read_csv(path, columns=("type", *FIGURES)):
        floor[row["type"]] = {}
        for name in FIGURES:
            try:
                floor[row["type"]][name] = float(row[name])
            except ValueError as error:
                raise row.error(f'"{row[name]}" is no number', wrong=row[name]) from error
    return floor


def fallen(rows: Sequence[Row], floor: Floor) -> Iterator[str]:
    """Say of each figure that lies below its floor how far it has fallen."""
    reached = {row.type: _rounded(row) for row in rows}
    for kind, figures in floor.items():
        for name, least in figures.items():
            value = reached.get(kind, {}).get(name, 0.0)
            if value < least:
                yield f"{kind}: {name} has fallen from {least:.3f} to {value:.3f}"


def floorless(rows: Sequence[Row], floor: Floor) -> Iterator[str]:
    """Name each type that has no floor yet."""
    return (f"{row.type}: has no floor yet" for row in rows if row.type not in floor)


def written(rows: Sequence[Row]) -> str:
    """Write a table whose floors are these figures."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("type", *FIGURES))
    table.writerows((row.type, *(f"{value:.3f}" for value in _rounded(row).values())) for row in rows)
    return _NOTE + out.getvalue()


def _rounded(row: Row) -> dict[str, float]:
    return {name: round(row.figures[name].value, 3) for name in FIGURES}
