"""Maps without tiles: outlines of states and dots upon them, in one projection.

Source: Šavrič, Patterson, Jenny, "The Equal Earth map projection" (2018). The outlines are made by `outlines/make.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.tables import read_csv

WIDTH, HEIGHT = 1000, 440  #: of the whole world
_OUTLINES = Path(__file__).parent / "outlines" / "outlines.csv"
_COLUMNS = ("state", "x", "y", "left", "top", "right", "bottom", "path")
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = WIDTH / (2 * 2.7066299)
_LEAST = 240  #: units that a map shows at least from west to east
_ASPECT = 0.62  #: height by width


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The outline of a state."""

    state: str  #: ISO 3166-1 alpha-3; empty where there is none
    x: float  #: the middle of its largest part
    y: float
    box: tuple[float, float, float, float]  #: left, top, right, bottom
    path: str  #: as SVG writes it, in tenths


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place on a map."""

    label: str
    link: str
    count: int  #: of what is told of it
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A part of the world with dots, the largest first."""

    dots: Sequence[Dot]
    box: tuple[float, float, float, float]  #: left, top, width, height
    states: frozenset[str] = frozenset()  #: that are marked
    named: frozenset[str] = frozenset()  #: links of the dots that have their names beside them
    grain: float = 1.0  #: how large signs and dots are, by what they are on a small map

    @property
    def unit(self) -> float:
        """What signs and dots are measured by."""
        return self.box[2] / 100 * self.grain

    @property
    def outlines(self) -> list[Outline]:
        """The outlines that the map shows, at least in part."""
        left, top, width, height = self.box
        return [
            each
            for each in outlines()
            if each.box[0] < left + width and left < each.box[2] and each.box[1] < top + height and top < each.box[3]
        ]

    def radius(self, dot: Dot) -> float:
        """Return the radius of a dot: its area goes with its count."""
        most = max(each.count for each in self.dots)
        return round(self.unit * (0.75 + 1.65 * math.sqrt(dot.count / most)), 1)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a point stands on the map of the whole world.

    >>> project(0, 0), project(0, 180)
    ((500.0, 243.4), (1000.0, 243.4))
    """
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square, sixth = theta**2, theta**6
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return round(WIDTH / 2 + _SCALE * x, 1), round(_SCALE * (1.3173628 - y), 1)


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the outlines of all states."""
    return tuple(
        Outline(
            state=row["state"],
            x=float(row["x"]),
            y=float(row["y"]),
            box=(float(row["left"]), float(row["top"]), float(row["right"]), float(row["bottom"])),
            path=row["path"],
        )
        for row in read_csv(_OUTLINES, columns=_COLUMNS)
    )


@cache
def middles() -> dict[str, tuple[float, float]]:
    """Return a point within each state."""
    return {outline.state: (outline.x, outline.y) for outline in outlines() if outline.state}


def make_map(dots: Iterable[Dot], *, states: Iterable[str] = (), whole: bool = False, wide: bool = False) -> Map | None:
    """Put dots on the part of the world that holds them; None where there are none.

    Args:
        whole: show all of the world.
        wide: the map goes over the whole page, so that signs and dots can be small.
    """
    placed = sorted(dots, key=lambda dot: (-dot.count, dot.label))
    if not placed:
        return None
    box = (0.0, 0.0, float(WIDTH), float(HEIGHT)) if whole else _around(placed)
    grain = 0.42 if wide else 0.75
    named = _with_room(placed, box, box[2] / 100 * grain)
    return Map(dots=placed, box=box, states=frozenset(states), named=named, grain=grain)


def _around(dots: Sequence[Dot]) -> tuple[float, float, float, float]:
    """Return a box of the usual shape around dots, with a margin, within the world where it can be."""
    left, right = min(dot.x for dot in dots), max(dot.x for dot in dots)
    top, bottom = min(dot.y for dot in dots), max(dot.y for dot in dots)
    width = min(max(_LEAST, (right - left) * 1.3, (bottom - top) * 1.3 / _ASPECT), WIDTH)
    height = min(width * _ASPECT, HEIGHT)
    x = min(max((left + right - width) / 2, 0), WIDTH - width)
    y = min(max((top + bottom - height) / 2, 0), HEIGHT - height)
    return round(x, 1), round(y, 1), round(width, 1), round(height, 1)


def _with_room(dots: Sequence[Dot], box: tuple[float, float, float, float], unit: float) -> frozenset[str]:
    """Choose the dots whose names, right of them, overlap no name and no larger dot."""
    taken: list[tuple[float, float, float, float]] = []
    named = set()
    for dot in dots[:40]:
        width = sum(3.4 if sign > "\u2e7f" else 1.9 for sign in dot.label) * unit
        spot = (dot.x, dot.y - 2 * unit, dot.x + width + 3.2 * unit, dot.y + 2 * unit)
        free = not any(spot[0] < b[2] and b[0] < spot[2] and spot[1] < b[3] and b[1] < spot[3] for b in taken)
        if free and spot[2] < box[0] + box[2]:
            named.add(dot.link)
            taken.append(spot)
        else:
            taken.append((dot.x - unit, dot.y - unit, dot.x + unit, dot.y + unit))
    return frozenset(named)
