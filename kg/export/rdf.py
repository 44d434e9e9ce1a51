"""RDF files of a built graph: Turtle, TriG, N-Quads, RDF/XML; the same graph gives the same bytes.

`part` picks what is written: `all`; `events`, the lean graph of events, parties and places; `reports`, what each
article says, with its sentences. `quotes` leaves out the words of the sentences, or all but that there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.errors import StoreError
from kg.rdf.articles import Quotes
from kg.rdf.iri import Names
from kg.rdf.vocabulary import DPE, NIF, PREFIXES

PARTS = ("all", "events", "reports")
_DERIVED = (Names("").events_graph, Names("").world_graph)


#: What is left out of a sentence, by how much of it is shown.
_UNTOLD = {
    Quotes.TEXT: frozenset[NamedNode](),
    Quotes.HASH: frozenset({NIF.anchorOf}),
    Quotes.NONE: frozenset({NIF.anchorOf, NIF.beginIndex, NIF.endIndex, DPE.quoteSha256}),
}
_BATCH = 20_000  #: triples that are written as XML at once


def write_nquads(folder: Path, stream: BinaryIO, part: str, quotes: Quotes = Quotes.TEXT) -> None:
    """Write sorted N-Quads, the canonical form."""
    untold = [f" {predicate} ".encode() for predicate in _UNTOLD[quotes]]
    with (folder / "graph.nq").open("rb") as source:
        for line in source:
            named = line[: line.index(b" ", line.index(b" ") + 1) + 1]  # subject and predicate hold no space
            if (part == "all" or _in_part(_graph_of(line), part)) and not any(map(named.endswith, untold)):
                stream.write(line)


def write_turtle(folder: Path, stream: BinaryIO, part: str, quotes: Quotes = Quotes.TEXT) -> None:
    """Write Turtle: the union of the graphs, sorted by subject."""
    ordered = iter(_union(folder, part, quotes))
    pyoxigraph.serialize(ordered, stream, RdfFormat.TURTLE, prefixes=dict(PREFIXES))


def write_rdfxml(folder: Path, stream: BinaryIO, part: str, quotes: Quotes = Quotes.TEXT) -> None:
    """Write RDF/XML: the union of the graphs, sorted by subject, one statement a line."""
    ordered = iter(_union(folder, part, quotes))
    head = "".join(f'\n\txmlns:{prefix}="{iri}"' for prefix, iri in PREFIXES.items())
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{head}>\n'.encode())
    while batch := list(islice(ordered, _BATCH)):
        stream.write(_descriptions(batch))
    stream.write(b"</rdf:RDF>\n")


def _descriptions(triples: list[Triple]) -> bytes:
    """Write triples as the elements within `rdf:RDF`; the writer declares its prefixes in no fixed order."""
    text = pyoxigraph.serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(PREFIXES)) or b""
    inner = text[text.index(b">", text.index(b"<rdf:RDF")) + 1 : text.rindex(b"</rdf:RDF>")]
    return inner.removeprefix(b"\n")


def write_trig(folder: Path, stream: BinaryIO, part: str, quotes: Quotes = Quotes.TEXT) -> None:
    """Write TriG: each named graph with its triples, sorted."""
    pyoxigraph.serialize(read_quads(folder, part, quotes), stream, RdfFormat.TRIG, prefixes=dict(PREFIXES))


def _union(folder: Path, part: str, quotes: Quotes) -> Iterator[Triple]:
    """Yield the triples of all graphs of a part, each once, sorted as text."""
    triples = {str(quad.triple): quad.triple for quad in read_quads(folder, part, quotes)}
    return (triples[line] for line in sorted(triples))


def read_quads(folder: Path, part: str, quotes: Quotes) -> Iterator[Quad]:
    """Yield the quads of a part in the order of the N-Quads: by graph, then by line.

    Raises:
        StoreError: the graph is damaged.
    """
    path = folder / "graph.nq"
    try:
        for quad in pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS):
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            if (part == "all" or _in_part(graph, part)) and quad.predicate not in _UNTOLD[quotes]:
                yield quad
    except SyntaxError as error:
        raise StoreError(f"{path}:{error.lineno}", f"no N-Quads: {error.msg}", "Build the graph again.") from error


def _in_part(graph: str, part: str) -> bool:
    derived = graph.endswith(_DERIVED)
    return derived == (part == "events")


def _graph_of(line: bytes) -> str:
    return line.rstrip(b" .\n").rpartition(b" ")[2].strip(b"<>").decode()
