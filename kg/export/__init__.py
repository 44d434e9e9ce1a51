"""Exports: a built graph as files for others, one module a family of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from kg.export import rdf

Exporter = Callable[[Path, BinaryIO, str], None]

#: How each format is written, from a graph's folder, for one of `rdf.PARTS`; a new format is one line here.
EXPORTERS: Mapping[str, Exporter] = {
    "turtle": rdf.write_turtle,
    "trig": rdf.write_trig,
    "nquads": rdf.write_nquads,
    "jsonld": rdf.write_jsonld,
}
