"""Exports: a built graph as files for others, one module a family of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

import pyoxigraph

from kg.export import calendar, jsonld, plover, rdf, void
from kg.rdf.articles import Quotes


class Exporter(Protocol):
    """Writes the graph in a folder, or a part of it, to a stream."""

    def __call__(self, folder: Path, stream: BinaryIO, part: str, quotes: Quotes = Quotes.TEXT) -> None:
        """Write one of `rdf.PARTS`, with so much of the sentences."""
        ...


#: How each format of RDF is written; a new format is one line here.
EXPORTERS: Mapping[str, Exporter] = {
    "turtle": rdf.write_turtle,
    "trig": rdf.write_trig,
    "nquads": rdf.write_nquads,
    "jsonld": jsonld.write_jsonld,
    "rdfxml": rdf.write_rdfxml,
}

#: How each format is written that shows a graph in its own way, from an open store.
VIEWS: Mapping[str, Callable[[pyoxigraph.Store, BinaryIO], None]] = {
    "plover": plover.write_plover,
    "ical": calendar.write_calendar,
    "void": void.write_void,
}
