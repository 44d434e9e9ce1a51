"""Make `outlines.csv` out of the topology of world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m kg.web.explorer.outlines.make package/countries-110m.json

Each state becomes one path in the projection of `atlas`, in tenths of a thousandth of the world's width; Antarctica is
left out. Source of the shapes: Natural Earth 1:110m (public domain).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from kg.web.explorer.atlas import WIDTH, project

Ring = list[tuple[float, float]]
_ANTARCTICA = "010"
_HEAD = """\
# Outlines of states, made by make.py of this folder from world-atlas 2.0.2 (LICENSE-world-atlas.txt); do not edit.
# state: ISO 3166-1 alpha-3, empty where there is none; x, y: the middle of its largest part; left to bottom: the box
# around it; path: as SVG writes it, in tenths.
"""


def main(topology: Path) -> None:
    """Write the table beside this file."""
    data = json.loads(topology.read_text(encoding="utf-8"))
    arcs = [list(_decoded(arc, **data["transform"])) for arc in data["arcs"]]
    with (Path(__file__).parent / "outlines.csv").open("w", encoding="utf-8", newline="") as stream:
        stream.write(_HEAD)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["state", "x", "y", "left", "top", "right", "bottom", "path"])
        for shape in data["objects"]["countries"]["geometries"]:
            if shape.get("id") != _ANTARCTICA:
                rings = [part for ring in _rings(shape) for part in _parted(_ring(ring, arcs))]
                middle = _middle(max(rings, key=_area))
                writer.writerow([_alpha3(shape.get("id")), *middle, *_box(rings), "".join(map(_path, rings))])


def _decoded(arc: list[list[int]], *, scale: list[float], translate: list[float]) -> Iterator[tuple[float, float]]:
    """Undo quantization: the first point is a place, all others are steps (TopoJSON, 4.1)."""
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield project(y * scale[1] + translate[1], x * scale[0] + translate[0])


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        yield from polygon


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs; a negative number is the complement of one that runs backwards (TopoJSON, 2.1.4)."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _parted(ring: Ring) -> list[Ring]:
    """Part a ring where it leaves the map on one side and comes in on the other."""
    parts: list[Ring] = [[ring[0]]]
    for before, point in pairwise(ring):
        if abs(point[0] - before[0]) > WIDTH / 2:
            parts.append([])
        parts[-1].append(point)
    if len(parts) > 1:  # the ring began in the middle of a part
        parts[0] = parts.pop() + parts[0]
    return [part for part in parts if len(part) > 2]


def _box(rings: list[Ring]) -> tuple[float, float, float, float]:
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the centre of mass."""
    parts = [(a[0] * b[1] - b[0] * a[1], a[0] + b[0], a[1] + b[1]) for a, b in pairwise([*ring, ring[0]])]
    whole = 3 * sum(part for part, _, _ in parts)
    return round(sum(p * x for p, x, _ in parts) / whole, 1), round(sum(p * y for p, _, y in parts) / whole, 1)


def _path(ring: Ring) -> str:
    """Write a ring in steps of tenths, without points that do not move."""
    points = [(round(x * 10), round(y * 10)) for x, y in ring]
    moved = [step for step in ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)) if step != (0, 0)]
    steps = " ".join(f"{x} {y}" for x, y in moved[:-1]).replace(" -", "-")
    return "" if len(moved) < 3 else f"M{points[0][0]} {points[0][1]}l{steps}z"


def _alpha3(number: str | None) -> str:
    """Return the code of letters of a code of digits, both of ISO 3166-1, by way of Unicode CLDR."""
    aliases = get_global("territory_aliases")
    (letters,) = aliases.get(number or "", [""])
    codes = (code for code, known in aliases.items() if known == [letters])
    return next((code for code in codes if len(code) == 3 and code.isalpha()), "")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
