"""RDF files of a built graph: Turtle, TriG, N-Quads, JSON-LD; the same graph gives the same bytes.

`part` picks what is written: `all`; `events`, the lean graph of events, parties and places; `reports`, what each
article says, with its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.errors import StoreError
from kg.rdf.iri import Names
from kg.rdf.vocabulary import PREFIXES

PARTS = ("all", "events", "reports")
_DERIVED = (Names("").events_graph, Names("").world_graph)


def write_nquads(folder: Path, stream: BinaryIO, part: str) -> None:
    """Write sorted N-Quads, the canonical form."""
    with (folder / "graph.nq").open("rb") as source:
        for line in source:
            if part == "all" or _in_part(_graph_of(line), part):
                stream.write(line)


def write_turtle(folder: Path, stream: BinaryIO, part: str) -> None:
    """Write Turtle: the union of the graphs, sorted by subject."""
    triples = {str(quad.triple): quad.triple for quad in _quads(folder, part)}
    ordered = (triples[line] for line in sorted(triples))
    pyoxigraph.serialize(ordered, stream, RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def write_trig(folder: Path, stream: BinaryIO, part: str) -> None:
    """Write TriG: each named graph with its triples, sorted."""
    pyoxigraph.serialize(_quads(folder, part), stream, RdfFormat.TRIG, prefixes=dict(PREFIXES))


def write_jsonld(folder: Path, stream: BinaryIO, part: str) -> None:
    """Write JSON-LD, expanded: whole IRIs, no context."""
    pyoxigraph.serialize(_quads(folder, part), stream, RdfFormat.JSON_LD)


def _quads(folder: Path, part: str) -> Iterator[Quad]:
    """Yield the quads of a part in the order of the N-Quads: by graph, then by line.

    Raises:
        StoreError: the graph is damaged.
    """
    path = folder / "graph.nq"
    try:
        for quad in pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS):
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            if part == "all" or _in_part(graph, part):
                yield quad
    except SyntaxError as error:
        raise StoreError(f"{path}:{error.lineno}", f"no N-Quads: {error.msg}", "Build the graph again.") from error


def _in_part(graph: str, part: str) -> bool:
    derived = graph.endswith(_DERIVED)
    return derived == (part == "events")


def _graph_of(line: bytes) -> str:
    return line.rstrip(b" .\n").rpartition(b" ")[2].strip(b"<>").decode()
