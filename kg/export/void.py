"""A description of a graph for catalogues: VoID and DCAT, in Turtle.

What is in the graph is counted: statements, classes, properties; from which day to which; from which outlets. Under
which licence it may be used is for whoever publishes it to say, and is left out.

Source: VoID (W3C Interest Group Note, 3 March 2011), sections 2 and 4; DCAT 3, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kg.query.runner import ask, rows
from kg.rdf.iri import BASE
from kg.rdf.terms import number, text
from kg.rdf.vocabulary import DCT, PREFIXES, TYPE, XSD

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_FOLDER = Path(__file__).parent.parent / "query" / "catalogue"
_Told = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


def write_void(store: pyoxigraph.Store, stream: BinaryIO) -> None:
    """Write the description of a graph, sorted."""
    triples = sorted((Triple(*each) for each in _described(store)), key=str)
    prefixes = dict(PREFIXES) | {"void": _VOID, "dcat": _DCAT}
    pyoxigraph.serialize(iter(triples), stream, RdfFormat.TURTLE, prefixes=prefixes)


def _described(store: pyoxigraph.Store) -> _Told:
    node = NamedNode(base_of(store) + "dataset")
    yield from ((node, TYPE, kind) for kind in (_void("Dataset"), NamedNode(_DCAT + "Dataset")))
    yield node, DCT.title, text("Diplomatic events in the press", "en")
    yield node, DCT.description, text("Who met whom, where, when and in what office, as news articles tell it.", "en")
    yield from ((node, _void("vocabulary"), NamedNode(iri)) for iri in PREFIXES.values())
    yield node, _void("uriSpace"), text(node.value.removesuffix("dataset"))
    ((triples, subjects, objects),) = _rows(store, "size")
    counts = {"triples": triples, "distinctSubjects": subjects, "distinctObjects": objects}
    yield from ((node, _void(name), number(int(count or 0))) for name, count in counts.items())
    yield from _parts(node, "class", "entities", _rows(store, "classes"))
    yield from _parts(node, "property", "triples", _rows(store, "properties"))
    yield from _origin(store, node)


def base_of(store: pyoxigraph.Store) -> str:
    """Return the base of the IRIs of a graph; ours where it has no event."""
    return next((str(iri).removesuffix("graph-events") for (iri,) in _rows(store, "base")), BASE)


def _parts(node: NamedNode, what: str, counted: str, found: Iterator[tuple[str | None, ...]]) -> _Told:
    """Describe the partition of a dataset by classes or properties."""
    for number_, (iri, count) in enumerate(found, 1):
        part = NamedNode(f"{node.value}#{what}-{number_}")
        yield node, _void(f"{what}Partition"), part
        yield part, _void(what), NamedNode(iri or "")
        yield part, _void(counted), number(int(count or 0))


def _origin(store: pyoxigraph.Store, node: NamedNode) -> _Told:
    """Say from which outlets and days a graph comes; it was changed last on the day of its latest article."""
    for first, last in _rows(store, "days"):
        if first and last:
            period = NamedNode(node.value + "#period")
            yield node, DCT.temporal, period
            yield period, TYPE, DCT.PeriodOfTime
            yield period, NamedNode(_DCAT + "startDate"), Literal(first, datatype=XSD.date)
            yield period, NamedNode(_DCAT + "endDate"), Literal(last, datatype=XSD.date)
            yield node, DCT.modified, Literal(last, datatype=XSD.date)
    for (outlet,) in _rows(store, "outlets"):
        yield node, DCT.source, NamedNode(outlet or "")
    for name, media in (("turtle", "text/turtle"), ("trig", "application/trig"), ("nquads", "application/n-quads")):
        copy = NamedNode(f"{node.value}#{name}")
        yield node, NamedNode(_DCAT + "distribution"), copy
        yield copy, TYPE, NamedNode(_DCAT + "Distribution")
        kind = NamedNode("https://www.iana.org/assignments/media-types/" + media)
        yield copy, NamedNode(_DCAT + "mediaType"), kind
        yield copy, DCT.title, text(name)


def _rows(store: pyoxigraph.Store, name: str) -> Iterator[tuple[str | None, ...]]:
    return rows(ask(store, (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")))


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
